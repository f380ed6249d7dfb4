/** IPv4 networks as numbers: enough to lay out a VPC and to see that two networks do not meet. */
export interface Cidr {
  /** The first address, 0 to 2^32 - 1. */
  readonly first: number;
  /** Bits of the network, 0 to 32. */
  readonly prefix: number;
}

/** How many addresses it has. */
export const sizeOf = ({ prefix }: Pick<Cidr, 'prefix'>): number => 2 ** (32 - prefix);

/** Reads `10.20.0.0/16`. @throws for anything else, also where bits below the prefix are set */
export function parseCidr(text: string, what: string): Cidr {
  const refused = (why: string) => new Error(`${what}: ${text} ${why}; write a network like 10.20.0.0/16`);
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) throw refused('is not an IPv4 network');
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) throw refused('is not an IPv4 network');
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  if (first % sizeOf({ prefix }) !== 0) throw refused('has bits set below its prefix');
  return { first, prefix };
}

/** `10.20.0.0/16` */
export function formatCidr({ first, prefix }: Cidr): string {
  const part = (shift: number) => Math.floor(first / 2 ** shift) % 256;
  return `${part(24)}.${part(16)}.${part(8)}.${part(0)}/${prefix}`;
}

/** True where the two share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}

/** True where `inner` lies wholly in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix <= inner.prefix && overlap(outer, inner);
}
