import type { PriceBook } from '../pricing/book.js';
import {
  backupLines,
  cloudwatchLines,
  dataTransferLines,
  ipv4Lines,
  kmsLines,
  loadBalancerLines,
  natLines,
  route53Lines,
  sumPrices,
  vpnLines,
} from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import type { Recommendation } from '../sizing/recommendation.js';
import { assumed, type Assumptions } from './assumptions.js';

/** How a product is reached: fixed addresses (NLB before an ALB), an ALB on the internet, or an internal one. */
export interface Entry {
  readonly kind: 'static' | 'public' | 'internal';
  readonly zones: number;
}

/** What an estate file declares. */
export interface DeclaredInputs {
  /** Ingress of the declared products, each in each of its environments. */
  readonly entries?: readonly Entry[];
  readonly natGateways?: number;
  readonly dnsZones?: number;
  /** Health checks of Route 53: the kill switch of each product with public names. */
  readonly healthChecks?: number;
}

/** What is known about the estate; what is not comes from the assumptions. */
export interface SharedInputs extends DeclaredInputs {
  /** Servers that become something on AWS. */
  readonly servers?: number;
  /** EBS volumes of those, GiB. */
  readonly volumesGiB?: number;
  /** Something stays in the datacenter, so that the VPN stays. Default true: nobody said that nothing does. */
  readonly staysConnected?: boolean;
}

/** A part of the shared cost with its priced lines. */
export interface SharedPart {
  readonly id: 'nat' | 'entries' | 'addresses' | 'traffic' | 'vpn' | 'monitoring' | 'dns' | 'keys' | 'backup';
  readonly price: Price;
}

/** How many servers arrive on AWS, how large their volumes are, and whether something stays behind. */
export class Arrivals {
  #servers = 0;
  #volumesGiB = 0;
  #staysConnected = false;

  add({ chosen: { target }, disposition }: Recommendation): void {
    if (disposition === 'retain') this.#staysConnected = true;
    if (target.kind !== 'none' && target.kind !== 'unknown') this.#servers += 1;
    if (target.kind === 'ec2') for (const { sizeGiB } of target.volumes) this.#volumesGiB += sizeGiB;
  }

  inputs(): Required<Pick<SharedInputs, 'servers' | 'volumesGiB' | 'staysConnected'>> {
    return { servers: this.#servers, volumesGiB: this.#volumesGiB, staysConnected: this.#staysConnected };
  }
}

/** The same of servers that are all at hand. */
export function sharedInputs(recommendations: readonly Recommendation[]): ReturnType<Arrivals['inputs']> {
  const arrivals = new Arrivals();
  for (const recommendation of recommendations) arrivals.add(recommendation);
  return arrivals.inputs();
}

/** What no single server causes, each part from quantities that are known or assumed. */
export function sharedParts(
  assumptions: Assumptions,
  book: PriceBook,
  inputs: SharedInputs = {},
): readonly SharedPart[] {
  const from = (key: Parameters<typeof assumed>[1]): number => assumed(assumptions, key);
  const { servers = 0, volumesGiB = 0 } = inputs;
  const entries = inputs.entries ?? assumedEntries(assumptions);
  const natGateways = inputs.natGateways ?? from('natGateways');
  const logsGB = servers * from('logsGBPerServer');
  return [
    { id: 'nat', price: natLines({ gateways: natGateways, dataGB: natGateways === 0 ? 0 : from('natGB') }, book) },
    { id: 'entries', price: entryLines(entries, from('capacityUnits'), book) },
    { id: 'addresses', price: ipv4Lines(natGateways + publicAddresses(entries), book) },
    {
      id: 'traffic',
      price: dataTransferLines({ internetGB: from('egressGB'), crossAzGB: from('crossAzGB') }, book),
    },
    { id: 'vpn', price: vpnLines(inputs.staysConnected === false ? 0 : from('vpnConnections'), book) },
    {
      id: 'monitoring',
      price: cloudwatchLines(
        {
          alarms: servers * from('alarmsPerServer'),
          logsIngestedGB: logsGB,
          logsStoredGB: logsGB * from('logsMonths'),
        },
        book,
      ),
    },
    {
      id: 'dns',
      price: route53Lines(
        {
          zones: inputs.dnsZones ?? from('dnsZones'),
          queries: from('dnsQueriesMillion') * 1e6,
          healthChecks: inputs.healthChecks ?? 0,
        },
        book,
      ),
    },
    { id: 'keys', price: kmsLines({ keys: from('kmsKeys') }, book) },
    { id: 'backup', price: backupLines({ ebsGB: Math.ceil((volumesGiB * from('backupPct')) / 100) }, book) },
  ];
}

/** The whole shared cost of a month, without support: that is a share of the bill of a scenario (`support.ts`). */
export const sharedPrice = (assumptions: Assumptions, book: PriceBook, inputs: SharedInputs = {}): Price =>
  sumPrices(sharedParts(assumptions, book, inputs).map(({ price }) => price));

function assumedEntries(assumptions: Assumptions): readonly Entry[] {
  const zones = assumed(assumptions, 'ingressZones');
  const several = (kind: Entry['kind'], count: number): Entry[] =>
    Array.from({ length: Math.ceil(count) }, () => ({ kind, zones }));
  return [
    ...several('static', assumed(assumptions, 'staticIngress')),
    ...several('public', assumed(assumptions, 'publicIngress')),
    ...several('internal', assumed(assumptions, 'internalIngress')),
  ];
}

/** An ALB for each entry, and a network load balancer before those with fixed addresses. */
function entryLines(entries: readonly Entry[], capacityUnits: number, book: PriceBook): Price {
  const fixed = entries.filter(({ kind }) => kind === 'static').length;
  return sumPrices([
    loadBalancerLines({ type: 'nlb', capacityUnits, count: fixed }, book),
    loadBalancerLines({ type: 'alb', capacityUnits, count: entries.length }, book),
  ]);
}

/** A public load balancer has one IPv4 address in each zone; behind fixed addresses the ALB is internal. */
const publicAddresses = (entries: readonly Entry[]): number =>
  entries.reduce((total, { kind, zones }) => total + (kind === 'internal' ? 0 : zones), 0);
