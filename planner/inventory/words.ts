import type { Disposition } from '../model/server.js';
import type { Facts } from './format.js';
import { booleanOf } from './cells.js';

/** `a,b: x` lines of words and what they mean. */
const dictionary = <T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> =>
  new Map(entries.flatMap(([words, meaning]) => words.split(',').map((word) => [word, meaning] as const)));

const powers = dictionary<NonNullable<Facts['power']>>([
  [
    'on,poweredon,powered on,running,started,up,active,online,ein,an,eingeschaltet,in betrieb,aktiv,true,yes,1,vm running',
    'on',
  ],
  [
    'off,poweredoff,powered off,stopped,down,inactive,offline,deallocated,shutdown,shut down,shut off,aus,ausgeschaltet,inaktiv,false,no,0,vm deallocated',
    'off',
  ],
  ['suspended,paused,saved,hibernated,sleeping,angehalten', 'suspended'],
]);

const dispositions = dictionary<Disposition>([
  ['retire,retired,decommission,decommissioned,stilllegen,abschalten', 'retire'],
  ['retain,keep,revisit,behalten', 'retain'],
  ['relocate', 'relocate'],
  ['rehost,lift and shift,lift & shift,lift-and-shift', 'rehost'],
  ['repurchase,saas,drop and shop', 'repurchase'],
  ['replatform,re-platform', 'replatform'],
  ['refactor,rearchitect,re-architect,rewrite,cloud native', 'refactor'],
]);

const kinds = dictionary<boolean>([
  ['physical,bare metal,bare-metal,baremetal,hardware,physisch,blade,rack,dedicated', true],
  ['virtual,vm,virtual machine,guest,virtuell,cloud', false],
]);

export const powerOf = (text: string): Facts['power'] => powers.get(text.toLowerCase());
export const dispositionOf = (text: string): Disposition | undefined => dispositions.get(text.toLowerCase());
/** True for `Physical` or a true cell, false for `Virtual` or a false one. */
export const physicalOf = (text: string): boolean | undefined => kinds.get(text.toLowerCase()) ?? booleanOf(text);

const architectures = new Map<string, Facts['arch']>();

/** The architecture a text names; 32-bit x86 runs on x86_64. */
export function archOf(text: string): Facts['arch'] {
  let arch = architectures.get(text);
  if (arch === undefined) {
    if (/aarch64|arm64|armv8|graviton|ampere/i.test(text)) arch = 'arm64';
    else arch = /x86|x64|amd64|i[3-6]86|64[- ]?bit|32[- ]?bit|intel|em64t/i.test(text) ? 'x86_64' : 'other';
    if (architectures.size < 1000) architectures.set(text, arch);
  }
  return arch;
}

/** `[a, b];` and `a; b` as items: brackets, quotes and empty items dropped. */
export const listOf = (text: string, separators: RegExp): string[] =>
  text
    .replace(/^[\s[({]+|[\s\])};]+$/g, '')
    .split(separators)
    .map((item) => item.trim().replace(/^["']+|["']+$/g, ''))
    .filter((item) => item !== '');

const lists = new Map<string, readonly string[]>();

/** Items of a list as people write them into a cell. Equal cells give the same list: a million servers run a few hundred combinations of software. */
export function itemsOf(text: string): readonly string[] {
  let items = lists.get(text);
  if (items === undefined) {
    items = listOf(text, /[;,\n|]/);
    if (lists.size > 10_000) lists.clear();
    lists.set(text, items);
  }
  return items;
}

/** `key=value` and `key:value` pairs; a word alone is a key with an empty value. */
export function tagsOf(text: string): Record<string, string> {
  const tags = new Map<string, string>();
  for (const item of listOf(text, /[;,\n|]/)) {
    const at = item.search(/[=:]/);
    if (at < 0) tags.set(item, '');
    else if (at > 0) tags.set(item.slice(0, at).trim(), item.slice(at + 1).trim());
  }
  return Object.fromEntries(tags);
}
