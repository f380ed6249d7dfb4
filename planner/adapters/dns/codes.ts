/** Numbers of the DNS protocol and their names (IANA "Domain Name System (DNS) Parameters"). */

const types: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  SSHFP: 44,
  RRSIG: 46,
  TLSA: 52,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  TSIG: 250,
  ANY: 255,
  CAA: 257,
};

const rcodes = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
] as const;

const typeNames = new Map(Object.entries(types).map(([name, code]) => [code, name]));

/** `TYPE65280` for what has no name here (RFC 3597). */
export const typeName = (code: number): string => typeNames.get(code) ?? `TYPE${code}`;

/** @throws Error for a word that is no record type */
export function typeCode(name: string): number {
  const code = types[name] ?? Number(/^TYPE(\d{1,5})$/.exec(name)?.[1]);
  if (!Number.isInteger(code) || code > 65_535) throw new Error(`no DNS record type "${name}"`);
  return code;
}

export const rcodeName = (code: number): string => rcodes[code] ?? `RCODE${code}`;

export const rcodeNumber = (name: string): number => {
  const code = rcodes.findIndex((known) => known === name);
  return code >= 0 ? code : Number(name.slice('RCODE'.length));
};

export const classes = { in: 1, none: 254, any: 255 } as const;
export const opcodes = { query: 0, update: 5 } as const;
