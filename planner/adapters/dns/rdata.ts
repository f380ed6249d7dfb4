import { isIPv4, isIPv6 } from 'node:net';
import { joined, latin, MalformedMessageError, nameBytes, number, Reader } from './bytes.js';
import { typeCode, typeName } from './codes.js';

/** How the data of a record type is read from the wire and written to it; as text it is what Route 53 takes and gives. */
interface Codec {
  readonly read: (reader: Reader) => string;
  readonly write: (text: string) => Uint8Array;
}

const address4: Codec = {
  read: (reader) => [...reader.take(4)].join('.'),
  write: (text) => {
    if (!isIPv4(text)) throw new Error(`"${text}" is not an IPv4 address`);
    return Uint8Array.from(text.split('.'), Number);
  },
};

const address6: Codec = {
  read: (reader) => shortened(Array.from({ length: 8 }, () => reader.number(2).toString(16))),
  write: (text) => {
    if (!isIPv6(text) || text.includes('%')) throw new Error(`"${text}" is not an IPv6 address`);
    const [head = '', tail] = withoutDots(text).split('::');
    const left = head === '' ? [] : head.split(':');
    const right = tail === undefined || tail === '' ? [] : tail.split(':');
    const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
    return joined([...left, ...zeros, ...right].map((group) => number(Number.parseInt(group, 16), 2)));
  },
};

/** `::ffff:192.0.2.1` as `::ffff:c000:201`. */
const withoutDots = (text: string): string =>
  text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, a: string, b: string, c: string, d: string) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );

/** Eight groups with the longest run of zeros left out, the first of equals (RFC 5952). */
function shortened(groups: readonly string[]): string {
  let best = { from: 0, length: 1 };
  for (let from = 0; from < groups.length; from += 1) {
    let to = from;
    while (groups[to] === '0') to += 1;
    if (to - from > best.length) best = { from, length: to - from };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}

const domain: Codec = { read: (reader) => reader.name(), write: nameBytes };

/** Character strings in quotation marks; other characters than printable ASCII as a backslash and three octal digits. */
const strings: Codec = {
  read: (reader) => {
    const found: string[] = [];
    while (reader.left > 0) found.push(quoted(reader.take(reader.number(1))));
    return found.join(' ');
  },
  write: (text) => {
    const found = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = '']) => latin(unescaped(inner)));
    if (found.length === 0 || found.some(({ length }) => length > 255))
      throw new Error('a TXT record is character strings of up to 255 bytes, each in quotation marks');
    return joined(found.flatMap((bytes) => [number(bytes.length, 1), bytes]));
  },
};

const quoted = (bytes: Uint8Array): string =>
  `"${Array.from(bytes, (byte) => {
    const character = String.fromCodePoint(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  }).join('')}"`;

const unescaped = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte))
    .join('')
    .replaceAll(/\\([0-3][0-7]{2}|.)/g, (_all, one: string) =>
      one.length === 3 ? String.fromCodePoint(Number.parseInt(one, 8)) : one,
    );

/** Fields one after the other: numbers of so many bytes, then perhaps names. */
const fields = (...kinds: readonly (1 | 2 | 4 | 'name')[]): Codec => ({
  read: (reader) => kinds.map((kind) => (kind === 'name' ? reader.name() : String(reader.number(kind)))).join(' '),
  write: (text) => {
    const parts = text.trim().split(/\s+/);
    if (parts.length !== kinds.length) throw new Error(`"${text}" does not have ${kinds.length} fields`);
    return joined(kinds.map((kind, index) => fieldBytes(kind, parts[index] ?? '')));
  },
});

function fieldBytes(kind: 1 | 2 | 4 | 'name', text: string): Uint8Array {
  if (kind === 'name') return nameBytes(text);
  if (!/^\d+$/.test(text) || Number(text) >= 256 ** kind) throw new Error(`"${text}" is not a number of ${kind} bytes`);
  return number(Number(text), kind);
}

const caa: Codec = {
  read: (reader) => {
    const flags = reader.number(1);
    const tag = String.fromCodePoint(...reader.take(reader.number(1)));
    return `${flags} ${tag.replaceAll(/[^a-z0-9]/gi, '?')} ${quoted(reader.take(reader.left))}`;
  },
  write: (text) => {
    const [, flags, tag, value] = /^(\d{1,3})\s+([a-z0-9]{1,63})\s+"((?:[^"\\]|\\.)*)"$/i.exec(text) ?? [];
    if (flags === undefined || tag === undefined || value === undefined) throw new Error(`"${text}" is no CAA record`);
    return joined([fieldBytes(1, flags), number(tag.length, 1), latin(tag), latin(unescaped(value))]);
  },
};

/** Anything else, as RFC 3597 writes it: `\# LENGTH HEX`. */
const unknown: Codec = {
  read: (reader) => {
    const bytes = reader.take(reader.left);
    return `\\# ${bytes.length} ${Buffer.from(bytes).toString('hex')}`.trimEnd();
  },
  write: (text) => {
    const [, length, hex = ''] = /^\\# (\d+)(?: ([0-9a-f]*))?$/i.exec(text) ?? [];
    if (length === undefined || hex.length !== 2 * Number(length))
      throw new Error(`"${text}" is not of the form \\# LENGTH HEX`);
    return Uint8Array.from(Buffer.from(hex, 'hex'));
  },
};

const codecs: Readonly<Record<string, Codec>> = {
  A: address4,
  AAAA: address6,
  CNAME: domain,
  DNAME: domain,
  NS: domain,
  PTR: domain,
  TXT: strings,
  SPF: strings,
  MX: fields(2, 'name'),
  SRV: fields(2, 2, 2, 'name'),
  SOA: fields('name', 'name', 4, 4, 4, 4, 4),
  CAA: caa,
};

const codecOf = (type: string): Codec => codecs[type] ?? unknown;

/** @throws MalformedMessageError where the data is not of its type, or of another length than announced */
export function readData(type: number, reader: Reader): string {
  const text = codecOf(typeName(type)).read(reader);
  if (reader.left > 0)
    throw new MalformedMessageError(`${reader.left} bytes too many in a record of type ${typeName(type)}`);
  return text;
}

/** @throws Error where the text is no data of this type */
export const dataBytes = (type: string, text: string): Uint8Array => codecOf(type).write(text);

/** Data in the one form that equal data have: addresses and names are written in several ways. Text that is no data of the type stays. */
export function canonicalData(type: string, text: string): string {
  try {
    return readData(typeCode(type), new Reader(dataBytes(type, text)));
  } catch {
    return text;
  }
}
