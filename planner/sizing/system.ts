import type { Architecture, OperatingSystem, OsFamily, Server } from '../model/server.js';
import type { Ec2Os } from '../pricing/book.js';
import { memo } from './memo.js';
import type { SizingOptions } from './options.js';

/** SQL Server editions that cost something. */
export type SqlEdition = 'web' | 'standard' | 'enterprise';

/** What an instance must run: it decides which types may be chosen and what they cost. */
export interface System {
  readonly os: Ec2Os;
  readonly sqlServer: SqlEdition | undefined;
  readonly arch: 'x86_64' | 'arm64';
}

/** What speaks against a machine's operating system, and what to do about it. */
export interface Obstacle {
  readonly code: 'no-ec2-os' | 'hypervisor-host' | '32-bit-os' | 'unknown-os' | 'unlisted-os';
  readonly why: string;
  readonly remedy: string;
}

/** Operating systems that run on no EC2 type. */
const notOnEc2 =
  /\b(?:aix|hp-?ux|solaris|sunos|irix|tru64|openvms|vms|z\/?os|os\/?400|ibm ?i|netware|os\/2|unixware|sco)\b/i;
const hypervisors = /\b(?:esxi?|vmware (?:photon )?esx|xenserver|xcp-ng|hyper-v server|proxmox|ahv)\b/i;

/**
 * What stands in the way of moving an operating system as it is; undefined when nothing does.
 * AWS's own tool prices an unknown one as Linux and remarks on it; so do we.
 */
export function obstacleOf({ os, arch }: Server): Obstacle | undefined {
  if (os === undefined || arch === 'other' || os.bits === 32) return find(os, arch);
  return known[os.family](os.name).obstacle;
}

const known64 = (family: OsFamily) => memo((name: string) => ({ obstacle: find({ family, name }, undefined) }));

/** Names seen: a hundred thousand servers run a few dozen systems. */
const known = {
  linux: known64('linux'),
  rhel: known64('rhel'),
  sles: known64('sles'),
  windows: known64('windows'),
  other: known64('other'),
} as const;

function find(os: OperatingSystem | undefined, arch: Architecture | undefined): Obstacle | undefined {
  const name = os?.name ?? '';
  if (hypervisors.test(name)) {
    return {
      code: 'hypervisor-host',
      why: `${name} is a hypervisor host: its machines move, it does not`,
      remedy: 'Leave the host out of the inventory, or write what else runs on it.',
    };
  }
  if (arch === 'other' || notOnEc2.test(name)) {
    return {
      code: 'no-ec2-os',
      why: `${name === '' ? 'its processor architecture' : name} runs on no EC2 instance type`,
      remedy: 'Decide: keep it elsewhere (retain), or move what it does to Linux (replatform).',
    };
  }
  if (os?.bits === 32 || /\b(?:32[- ]?bit|i[3-6]86)\b/i.test(name)) {
    return {
      code: '32-bit-os',
      why: `${name} is a 32-bit system, and current instance types boot only 64-bit ones`,
      remedy: 'Install it anew on a 64-bit system; the price is that of the 64-bit one.',
    };
  }
  if (os === undefined) {
    return {
      code: 'unknown-os',
      why: 'the operating system is not known: priced as Linux',
      remedy: 'Add the operating system to its row.',
    };
  }
  if (os.family === 'other') {
    return {
      code: 'unlisted-os',
      why: `${name} has no AWS price of its own: priced as Linux`,
      remedy: 'Check that an image of it exists for EC2.',
    };
  }
  return undefined;
}

/** How an operating system is licensed and billed on EC2. */
export function ec2OsOf({ os }: Server, { windowsLicence }: SizingOptions): Ec2Os {
  switch (os?.family) {
    case 'windows':
      return windowsLicence === 'byol' ? 'windows-byol' : 'windows';
    case 'rhel':
      return 'rhel';
    case 'sles':
      return 'sles';
    default:
      return 'linux';
  }
}

export const isWindows = (os: Ec2Os): boolean => os === 'windows' || os === 'windows-byol';

/** arm64 sources stay arm64, everything else is taken for x86: the binaries decide. */
export const archOf = (arch: Architecture | undefined): System['arch'] => (arch === 'arm64' ? 'arm64' : 'x86_64');
