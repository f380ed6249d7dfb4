import type { Ec2Os, InstanceType } from './book.js';
import type { Rate } from './quote.js';

/** The licence part of an EC2 price per hour of one instance: a rate, and how many times it is paid. */
export interface Licence {
  readonly rate: Rate;
  readonly times: number;
  /** How it was computed: `Windows 0.046 x 2 vCPU`. */
  readonly how: string;
}

/** Families whose licence uplift is known to follow the per-vCPU rule although AWS calls them previous generation by now. */
const olderKnown = new Set(['c4', 'c5', 'm4', 'm5', 'm6i', 'r4', 'r5', 'r6i']);
/** Accelerators, Macs and the terabyte machines: no figure is known, and the rule was not checked on them. */
const unchecked = /^(?:f|g|gr|p|inf|trn|dl|vt|hpc|mac)\d|^u\d?[-i]|^u7/;

/** x86 types the uplift rules were checked on; Windows does not run on arm64 at all. */
const checkedType = (type: InstanceType): boolean =>
  type.arch === 'x86_64' &&
  !type.bareMetal &&
  !unchecked.test(type.family) &&
  (type.currentGeneration || olderKnown.has(type.family));

const sizeOf = (type: InstanceType): string => type.name.slice(type.family.length + 1);

interface Rule {
  readonly label: string;
  readonly item: string;
  readonly per: 'vCPU' | 'instance';
}

/** Which licence rate applies to a type; undefined where no figure is known (a gap). Sources: docs/prices.md. */
const rules: Readonly<Record<'windows' | 'rhel' | 'sles', (type: InstanceType) => Rule | undefined>> = {
  windows: (type) => {
    if (type.name === 'c4.8xlarge') return { label: 'Windows', item: 'licence.windows.c4.8xlarge', per: 'instance' };
    if (type.family === 't3' || type.family === 't3a')
      return { label: 'Windows', item: `licence.windows.t3.${sizeOf(type)}`, per: 'instance' };
    if (type.burstable) return undefined;
    const item = type.family.endsWith('-flex') ? 'licence.windows.flex.vcpu' : 'licence.windows.vcpu';
    return { label: 'Windows', item, per: 'vCPU' };
  },
  rhel: (type) => {
    const band = type.vcpus <= 8 ? 'upto8' : type.vcpus <= 127 ? 'upto127' : 'above127';
    return type.family === 't2' ? undefined : { label: 'RHEL', item: `licence.rhel.${band}`, per: 'vCPU' };
  },
  sles: (type) => {
    if (!type.nitro || type.burstable || type.vcpus < 2) return undefined;
    const band = type.vcpus === 2 ? '2vcpu' : type.vcpus === 4 ? '4vcpu' : 'above4vcpu';
    return { label: 'SLES', item: `licence.sles.${band}`, per: 'instance' };
  },
};

/** What the operating system adds to the Linux price, or undefined where it is not known. */
export function osLicence(
  type: InstanceType,
  os: Exclude<Ec2Os, 'linux' | 'windows-byol'>,
  rate: (item: string) => Rate | undefined,
): Licence | undefined {
  if (!checkedType(type)) return undefined;
  const rule = rules[os](type);
  if (rule === undefined) return undefined;
  const known = rate(rule.item);
  if (known === undefined) return undefined;
  const times = rule.per === 'vCPU' ? type.vcpus : 1;
  return {
    rate: known,
    times,
    how: rule.per === 'vCPU' ? `${rule.label} ${known.usd} x ${times} vCPU` : `${rule.label} ${known.usd}`,
  };
}

export type SqlServerEdition = 'web' | 'standard' | 'enterprise';

/**
 * vCPUs that an included SQL Server licence is billed for: Standard and Enterprise have a minimum of four.
 * The minimum is AWS's published licence rule; it has not been checked against a price row (docs/prices.md).
 */
export const sqlServerVcpus = (edition: SqlServerEdition, vcpus: number): number =>
  edition === 'web' ? vcpus : Math.max(4, vcpus);
