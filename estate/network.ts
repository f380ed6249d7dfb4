/** IPv4 and IPv6 texts and networks, as far as an estate file needs them. */

export interface Network {
  readonly family: 4 | 6;
  /** The first address as a number. */
  readonly first: bigint;
  readonly prefix: number;
}

function parseIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  // A leading zero is refused: half of the world reads 010 as 8.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

const groups = (side: string): readonly string[] => (side === '' ? [] : side.split(':'));

function parseIPv6(text: string): bigint | undefined {
  if (!/^[0-9a-fA-F:]{2,39}$/.test(text) || text.split('::').length > 2) return undefined;
  const [left = '', right] = text.split('::');
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  const gap = 8 - head.length - tail.length;
  if (right === undefined ? gap !== 0 : gap < 1) return undefined;
  const all = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (!all.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The family of an address; undefined when the text is none. */
export function addressFamily(text: string): 4 | 6 | undefined {
  if (parseIPv4(text) !== undefined) return 4;
  return parseIPv6(text) === undefined ? undefined : 6;
}

/** Reads `10.20.0.0/16` or a single address; undefined for anything else, also where bits below the prefix are set. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const family = addressFamily(address);
  const first = family === 4 ? parseIPv4(address) : parseIPv6(address);
  if (family === undefined || first === undefined || rest.length > 0) return undefined;
  const bits = family === 4 ? 32 : 128;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits || first % (1n << BigInt(bits - prefix)) !== 0n) return undefined;
  return { family, first, prefix };
}

/** True when the two networks share an address. */
export function overlaps(a: Network, b: Network): boolean {
  if (a.family !== b.family) return false;
  const shift = BigInt((a.family === 4 ? 32 : 128) - Math.min(a.prefix, b.prefix));
  return a.first >> shift === b.first >> shift;
}

/** True for a DNS name in the form the file uses: lower case, no trailing dot, at least two labels; `_` and `*` where DNS has them. */
export function isDnsName(text: string): boolean {
  if (text.length > 253) return false;
  const labels = text.split('.');
  return (
    labels.length > 1 &&
    labels.every((label, i) => (i === 0 && label === '*') || /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  );
}

/** True when `name` is `zone` itself or lies below it. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
