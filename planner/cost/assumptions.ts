import { Fault } from '../model/fault.js';

/** A number that no inventory holds. Printed with its source, and changed with `--set KEY=VALUE`. */
export interface Assumption {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly means: string;
  /** Where the default comes from. */
  readonly source: string;
}

/** Every assumption of the plan, one a row. */
export const defaults: readonly Assumption[] = [
  {
    key: 'natGateways',
    value: 2,
    unit: 'gateways',
    means: 'NAT gateways, one an Availability Zone, each with an Elastic IP',
    source: 'two zones: the least that survives the loss of one',
  },
  {
    key: 'natGB',
    value: 100,
    unit: 'GB/month',
    means: 'traffic that leaves through the NAT gateways',
    source: 'dc-exit: a placeholder, measure yours',
  },
  {
    key: 'egressGB',
    value: 100,
    unit: 'GB/month',
    means: 'traffic from AWS to the internet',
    source: "AWS's monthly free allowance: more than this is charged by tier",
  },
  {
    key: 'vpnConnections',
    value: 1,
    unit: 'connections',
    means: 'Site-to-Site VPN connections to the datacenter while both estates run',
    source: 'one datacenter',
  },
];

export type Assumptions = Readonly<Record<string, number>>;

/**
 * The defaults with what the user set.
 * @param settings `KEY=VALUE` as given on the command line
 * @throws Fault `usage` naming the keys there are
 */
export function assume(settings: readonly string[]): Assumptions {
  const values: Record<string, number> = Object.fromEntries(defaults.map(({ key, value }) => [key, value]));
  for (const setting of settings) {
    const [key = '', text = ''] = setting.split('=', 2);
    if (!Object.hasOwn(values, key)) {
      throw new Fault(
        'usage',
        `--set ${setting}: there is no assumption "${key}"`,
        `Write one of: ${Object.keys(values).join(', ')}.`,
      );
    }
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
      throw new Fault(
        'usage',
        `--set ${setting}: "${text}" is not a number`,
        `Write for example ${key}=${values[key] ?? 0}.`,
      );
    }
    values[key] = value;
  }
  return values;
}
