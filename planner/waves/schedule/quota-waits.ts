import type { Quota, WaveInputs } from '../inputs.js';

/** A limit of the account that the estate exceeds, and the products that must wait until it has been raised. */
export interface QuotaWait {
  readonly quota: Quota;
  /** Taken before the first product, and by all of them. */
  readonly needed: number;
  /** Names, in the order in which they were refused. */
  readonly waiting: readonly string[];
}

/**
 * Which products do not fit the limits. Addresses go first to those whose partners have been told already, then to the longest lead time,
 * because every day without them delays the notice; then by name.
 */
export function quotaWaits({ quotas, products, partners }: WaveInputs): readonly QuotaWait[] {
  const leads = new Map<string, number>();
  for (const { product, leadTimeDays, noticeSent } of partners) {
    const lead = noticeSent === undefined ? leadTimeDays : Infinity;
    leads.set(product, Math.max(leads.get(product) ?? -1, lead));
  }
  const lead = (name: string): number => leads.get(name) ?? -1;
  const asking = products
    .filter(({ addresses }) => addresses !== undefined && addresses > 0)
    .toSorted((a, b) => {
      const [first, second] = [lead(a.name), lead(b.name)];
      return first === second ? (a.name < b.name ? -1 : 1) : second - first;
    });
  return quotas.flatMap((quota): QuotaWait[] => {
    let needed = quota.used;
    const waiting: string[] = [];
    for (const { name, addresses = 0 } of asking) {
      needed += addresses;
      if (needed > quota.limit) waiting.push(name);
    }
    return needed > quota.limit ? [{ quota, needed, waiting }] : [];
  });
}

/** Days after the start before which a product has no addresses to announce; absent = none. */
export function quotaDelays(waits: readonly QuotaWait[]): ReadonlyMap<string, number> {
  const delays = new Map<string, number>();
  for (const { quota, waiting } of waits) {
    for (const name of waiting) delays.set(name, Math.max(delays.get(name) ?? 0, quota.leadTimeDays));
  }
  return delays;
}
