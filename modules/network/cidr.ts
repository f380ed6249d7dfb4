/** IPv4 networks as numbers: enough to lay out a VPC and to see that two networks do not meet. */
export interface Cidr {
  /** The first address, 0 to 2^32 - 1. */
  readonly first: number;
  /** Bits of the network, 0 to 32. */
  readonly prefix: number;
}

/** How many addresses it has. */
export const sizeOf = ({ prefix }: Pick<Cidr, 'prefix'>): number => 2 ** (32 - prefix);

/** An IPv4 address as a number; undefined for anything else. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Reads `10.20.0.0/16`. @throws for anything else, also where bits below the prefix are set */
export function parseCidr(text: string, what: string): Cidr {
  const refused = (why: string) => new Error(`${what}: ${text} ${why}; write a network like 10.20.0.0/16`);
  const [address = '', length = '', ...rest] = text.split('/');
  const first = parseAddress(address);
  const prefix = /^\d{1,2}$/.test(length) ? Number(length) : Infinity;
  if (first === undefined || prefix > 32 || rest.length > 0) throw refused('is not an IPv4 network');
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
