import type { OperatingSystem, OsFamily } from '../model/server.js';

/** First match wins: `SUSE` before `Linux`, `OpenSUSE` before `SUSE` because it needs no subscription. */
const families: readonly (readonly [RegExp, OsFamily])[] = [
  [
    /\b(?:solaris|sunos|aix|hp-?ux|freebsd|openbsd|netbsd|bsd|mac ?os|darwin|netware|vmware esxi?|esxi|z\/?os|os\/400|ibm i|tru64|irix)\b/i,
    'other',
  ],
  [
    /windows|microsoft|\bwin(?:dows)?[ _-]?(?:server|srv|nt|xp|7|8|10|11|2k\d*|20\d\d)|^win(?:32|64)?$|mswin/i,
    'windows',
  ],
  [/red ?hat|\brhel/i, 'rhel'],
  [/open ?suse/i, 'linux'],
  [/suse|\bsles\b|\bsled\b/i, 'sles'],
  [
    /linux|ubuntu|debian|cent ?os|fedora|\brocky|\balma|amazon|coreos|photon|gentoo|arch\b|alpine|\boel\b|oracle|mint\b|flatcar|nixos|kali/i,
    'linux',
  ],
];

const bits32 = /\b(?:32[- ]?bit|i[3-6]86|x86(?![_-]?64))\b/i;
const bits64 = /64[- ]?bit|x86[_-]64|amd64|\bx64\b|aarch64|arm64/i;

const cache = new Map<string, OperatingSystem>();

/**
 * The operating system that a text names: `Microsoft Windows Server 2019 (64-bit)`, `rhel7_64Guest`, `Ubuntu 24.04.1 LTS (kernel …)`.
 * Equal texts give the same object, because a million servers name a handful of systems.
 */
export function osOf(text: string): OperatingSystem {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const name = text.trim().slice(0, 200);
  const family = families.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
  const bits = bits64.test(name) || /_64guest$/i.test(name) ? 64 : bits32.test(name) ? 32 : undefined;
  const os: OperatingSystem = bits === undefined ? { family, name } : { family, name, bits };
  if (cache.size > 10_000) cache.clear();
  cache.set(text, os);
  return os;
}

const versions = new Map<string, Map<string, OperatingSystem>>();

/** `Windows` + `Server 2019` is `Windows Server 2019`; a version that the name already says is not said twice. */
export function osWithVersion(name: string, version: string): OperatingSystem {
  let known = versions.get(name);
  if (known === undefined) {
    if (versions.size > 10_000) versions.clear();
    versions.set(name, (known = new Map<string, OperatingSystem>()));
  }
  let os = known.get(version);
  if (os === undefined) {
    if (known.size > 1000) known.clear();
    const [lowName, lowVersion] = [name.toLowerCase(), version.toLowerCase()];
    os = osOf(lowName.includes(lowVersion) ? name : lowVersion.includes(lowName) ? version : `${name} ${version}`);
    known.set(version, os);
  }
  return os;
}
