import { createHash } from 'node:crypto';

/** Addresses of one direction of one product, as announced to partners. */
export interface AddressSet {
  /** `ip/32`, sorted. */
  readonly lines: readonly string[];
  /** See `addressSetHash`. */
  readonly hash: string;
}

/**
 * What is announced to partners and guarded before every step: the first 12 hex digits of SHA-256 over the sorted `ip/32` lines, each ended by a
 * line feed. The order and repetitions of `ips` do not matter.
 */
export function addressSetHash(ips: Iterable<string>): string {
  return addressSet(ips).hash;
}

export function addressSet(ips: Iterable<string>): AddressSet {
  const lines = [...new Set(ips)].map((ip) => `${ip}/32`).toSorted();
  const text = lines.map((line) => `${line}\n`).join('');
  return { lines, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}
