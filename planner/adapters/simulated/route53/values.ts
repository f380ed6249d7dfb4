import { isIPv4, isIPv6 } from 'node:net';
import { labelsOf } from '../../dns/names.js';

/** What is wrong with a value: Route 53's own name for it and its explanation. */
type Flaw = readonly [name: string, explanation: string];

type Check = (value: string) => Flaw | undefined;

const spaced = (prefix: string): Flaw => [`${prefix}RRDATANotSingleField`, 'Value contains spaces'];

const address =
  (prefix: string, family: string, is: (value: string) => boolean): Check =>
  (value) => {
    if (/\s/.test(value)) return [`${prefix}RRDATANotSingleField`, 'Value contains spaces'];
    return is(value) ? undefined : [`${prefix}RRDATAIllegal${family}Address`, `Value is not a valid ${family} address`];
  };

const domain =
  (prefix: string): Check =>
  (value) => {
    if (/\s/.test(value)) return spaced(prefix);
    if (value === '' || value.includes('..') || value.startsWith('.'))
      return ['DomainLabelEmpty', 'Domain label is empty'];
    if (value.split('.').some((label) => label.length > 63)) return ['DomainLabelTooLong', 'Domain label is too long'];
    return labelsOf(value) === undefined ? ['DomainNameTooLong', 'Domain name is too long'] : undefined;
  };

/** Fields separated by blanks, each with its own check. */
const fields =
  (prefix: string, checks: readonly ((field: string) => boolean)[]): Check =>
  (value) => {
    const parts = value.split(/\s+/);
    if (parts.length !== checks.length) return [`${prefix}RRDATANotFields`, `Value must have ${checks.length} fields`];
    const sound = checks.every((check, index) => check(parts[index] ?? ''));
    return sound ? undefined : [`${prefix}RRDATAIllegalField`, 'A field of the value is not valid'];
  };

const upTo = (maximum: number) => (field: string) => /^\d+$/.test(field) && Number(field) <= maximum;
const host = (field: string) => domain('')(field) === undefined;

/** Character strings in quotation marks, each of at most 255 characters; 4,000 in all. */
const quoted: Check = (value) => {
  if (!/^"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*$/.test(value))
    return ['InvalidCharacterString', 'Value should be enclosed in quotation marks'];
  const strings = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, string = '']) => string);
  if (strings.some((string) => string.replaceAll(/\\(?:[0-7]{3}|.)/g, '.').length > 255))
    return ['CharacterStringTooLong', 'Value is too long'];
  return value.length > 4000 ? ['InvalidCharacterString', 'Value is too long'] : undefined;
};

const caa: Check = (value) => {
  const [, flags, tag, rest] = /^(\d+)\s+([a-z0-9]+)\s+(.*)$/i.exec(value) ?? [];
  if (flags === undefined || tag === undefined || rest === undefined || Number(flags) > 255)
    return ['CAARRDATANotThreeFields', 'Value must have three fields'];
  return quoted(rest);
};

const anything: Check = (value) => (value.trim() === '' ? ['RRDATAEmpty', 'Value is empty'] : undefined);

/** Record types that Route 53 knows and how their values look. The strings are those of its error messages, as far as they are public. */
const checks: Readonly<Record<string, Check>> = {
  A: address('A', 'IPv4', isIPv4),
  AAAA: address('AAAA', 'IPv6', isIPv6),
  CNAME: domain('CNAME'),
  NS: domain('NS'),
  PTR: domain('PTR'),
  TXT: quoted,
  SPF: quoted,
  MX: fields('MX', [upTo(65_535), host]),
  SRV: fields('SRV', [upTo(65_535), upTo(65_535), upTo(65_535), host]),
  SOA: fields('SOA', [host, host, ...Array.from({ length: 5 }, () => upTo(4_294_967_295))]),
  CAA: caa,
  NAPTR: anything,
  DS: anything,
  TLSA: anything,
  SSHFP: anything,
  HTTPS: anything,
  SVCB: anything,
};

export const isKnownType = (type: string): boolean => Object.hasOwn(checks, type);

/** Route 53's message about a value of a record of this type; undefined when it is sound. */
export function valueFault(type: string, value: string): string | undefined {
  const flaw = checks[type]?.(value);
  if (flaw === undefined) return undefined;
  const [name, explanation] = flaw;
  return `Invalid Resource Record: 'FATAL problem: ${name} (${explanation}) encountered with '${value}''`;
}
