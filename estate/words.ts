import { nearest } from './nearest.js';
import { addressFamily, isDnsName, parseNetwork } from './network.js';
import { quote } from './problem.js';
import type { JsonSchema, Shape } from './shape.js';
import { article, invalid, mismatch, secretRemedy } from './shape.js';
import type { Count, Duration, Rate, Size } from './units.js';
import { isDate, parseCount, parseDuration, parseRate, parseSize } from './units.js';

/** Texts that are secrets whatever the key is called: AWS access keys, private keys, a password in a URL. */
const secretText = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|[a-z]:\/\/[^/\s:@]*:[^/\s@]+@/;

interface Word<T> {
  readonly type: string;
  /** What to write instead. */
  readonly remedy: string | ((text: string) => string);
  readonly json: JsonSchema;
  readonly parse: (text: string) => T | undefined;
}

/** A text with a form. A number or `true` where a text is wanted is told apart: quotes are missing, or a unit. */
export function word<T>({ type, remedy, json, parse }: Word<T>): Shape<T> {
  const fix = (written: string) => (typeof remedy === 'string' ? remedy : remedy(written));
  return {
    type,
    json: { type: 'string', ...json },
    read(value, tell) {
      if (value.kind !== 'scalar' || value.value === null) return mismatch(value, type, fix(''), tell);
      if (typeof value.value !== 'string') {
        const inQuotes = parse(value.source) === undefined ? fix(value.source) : `write "${value.source}" in quotes`;
        tell(
          value.at,
          value.path,
          'value',
          `${quote(value.source)} without quotes is a ${typeof value.value}, not ${article(type)}`,
          inQuotes,
        );
        return invalid;
      }
      if (secretText.test(value.value)) {
        tell(value.at, value.path, 'secret', 'looks like a secret', secretRemedy);
        return invalid;
      }
      const result = parse(value.value);
      return result === undefined ? mismatch(value, type, fix(value.value), tell) : result;
    },
  };
}

/** A text that a regular expression describes. */
export function pattern(type: string, form: RegExp, remedy: string): Shape<string> {
  return word({ type, remedy, json: { pattern: form.source }, parse: (text) => (form.test(text) ? text : undefined) });
}

/** One of the given words. */
export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  const list = words.join(', ');
  return word<T>({
    type: words.length === 1 ? `"${list}"` : `one of ${list}`,
    json: { enum: words },
    remedy: (text) => {
      const close = nearest(text, words);
      return close === undefined ? `write one of: ${list}` : `did you mean "${close}"?`;
    },
    parse: (text) => words.find((one) => one === text),
  });
}

/** A whole number in a range. */
export function integer(type: string, min: number, max: number): Shape<number> {
  return {
    type,
    json: { type: 'integer', minimum: min, maximum: max },
    read(value, tell) {
      const number = value.kind === 'scalar' ? value.value : null;
      if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
      return mismatch(value, type, `write a whole number from ${min} to ${max}`, tell);
    },
  };
}

/** A number, 0 or more. */
export function amount(type: string): Shape<number> {
  return {
    type,
    json: { type: 'number', minimum: 0 },
    read(value, tell) {
      const number = value.kind === 'scalar' ? value.value : null;
      if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return number;
      return mismatch(value, type, 'write a number, 0 or more, without a unit or a thousands separator', tell);
    },
  };
}

export const flag: Shape<boolean> = {
  type: 'true or false',
  json: { type: 'boolean' },
  read(value, tell) {
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    return mismatch(value, 'true or false', 'write true or false', tell);
  },
};

/** Any text of one or more characters. */
export const text = word({
  type: 'text',
  json: { minLength: 1 },
  remedy: 'write a text',
  parse: (value) => (value.trim() === '' ? undefined : value),
});

/** One line of text, for names of people's things: servers, companies, reasons. */
export const line = word({
  type: 'text',
  json: { minLength: 1, maxLength: 500 },
  remedy: 'write a text in one line, up to 500 characters',
  parse: (value) => (value.trim() === '' || value.length > 500 || /[\n\r\t]/.test(value) ? undefined : value),
});

export const durationWord: Shape<Duration> = word({
  type: 'duration',
  json: { pattern: '^\\d{1,9}(ms|s|m|h|d)$' },
  remedy: (value) =>
    /^\d+$/.test(value)
      ? `write the unit: ${value}s, ${value}m, ${value}h or ${value}d`
      : 'write 800ms, 30s, 10m, 2h or 14d',
  parse: parseDuration,
});

export const sizeWord: Shape<Size> = word({
  type: 'size',
  json: { pattern: '^\\d{1,9}(MiB|GiB|TiB)$' },
  remedy: (value) => {
    const [, number, letter] = /^(\d+)\s*([kKmMgGtT]?)/.exec(value) ?? [];
    if (number === undefined) return 'write 512MiB, 100GiB or 2TiB';
    const prefix = letter === undefined || !/[mMgGtT]/.test(letter) ? undefined : letter.toUpperCase();
    return prefix === undefined ? `write the unit: ${number}MiB or ${number}GiB` : `write ${number}${prefix}iB`;
  },
  parse: parseSize,
});

export const rateWord: Shape<Rate> = word({
  type: 'rate',
  json: { pattern: '^\\d{1,9}(Mbps|Gbps)$' },
  remedy: 'write 200Mbps or 1Gbps',
  parse: parseRate,
});

/** `2..6`, or a bare number: here it has one meaning only. */
export const countWord: Shape<Count> = {
  type: 'count',
  json: {
    anyOf: [
      { type: 'integer', minimum: 0, maximum: 10_000 },
      { type: 'string', pattern: '^\\d{1,5}(\\.\\.\\d{1,5})?$' },
    ],
  },
  read(value, tell) {
    const count = value.kind === 'scalar' && value.value !== null ? parseCount(value.source) : undefined;
    return count ?? mismatch(value, 'count', 'write 2, or 2..6 for at least 2 and at most 6', tell);
  },
};

export const date = word({
  type: 'date',
  json: { format: 'date' },
  remedy: 'write a day of the calendar as 2027-02-28',
  parse: (value) => (isDate(value) ? value : undefined),
});

export const timeOfDay = pattern('time of day', /^([01]\d|2[0-3]):[0-5]\d$/, 'write "09:00", from 00:00 to 23:59');

export const timeZone = word({
  type: 'time zone',
  json: { minLength: 1 },
  remedy: 'write an IANA name: America/Denver, Europe/Berlin, UTC',
  parse: (value) => {
    try {
      if (!/^[A-Za-z][\w+/-]*$/.test(value)) return undefined;
      return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone === '' ? undefined : value;
    } catch {
      return undefined;
    }
  },
});

export const dnsName = word({
  type: 'DNS name',
  json: { pattern: '^[a-z0-9_*][a-z0-9_.-]*$', maxLength: 253 },
  remedy: (value) => {
    const fixed = value.toLowerCase().replace(/\.$/, '');
    return isDnsName(fixed) ? `write ${fixed}` : 'write it in lower case without a trailing dot: shop.example.com';
  },
  parse: (value) => (isDnsName(value) ? value : undefined),
});

export const ipv4 = word({
  type: 'IPv4 address',
  json: { format: 'ipv4' },
  remedy: 'write 192.0.2.10',
  parse: (value) => (addressFamily(value) === 4 ? value : undefined),
});

export const ipv6 = word({
  type: 'IPv6 address',
  json: { format: 'ipv6' },
  remedy: 'write 2001:db8::1',
  parse: (value) => (addressFamily(value) === 6 ? value : undefined),
});

/** A network or a single address, IPv4 or IPv6. */
export const network = word({
  type: 'network',
  json: { pattern: '^[0-9a-fA-F:.]+(/\\d{1,3})?$' },
  remedy: 'write 198.51.100.0/24 (no address bits below the prefix) or a single address',
  parse: (value) => (parseNetwork(value) === undefined ? undefined : value),
});

/** A private or public IPv4 network of the size a VPC can have. */
export const vpcNetwork = word({
  type: 'VPC network',
  json: { pattern: '^\\d+\\.\\d+\\.\\d+\\.\\d+/(1[6-9]|2[0-4])$' },
  remedy: 'write an IPv4 network from /16 to /24, without address bits below the prefix: 10.20.0.0/16',
  parse: (value) => {
    const parsed = parseNetwork(value);
    return parsed?.family === 4 && parsed.prefix >= 16 && parsed.prefix <= 24 ? value : undefined;
  },
});

export const email = pattern('e-mail address', /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/, 'write ops@example.com');

export const port = integer('port', 1, 65_535);
