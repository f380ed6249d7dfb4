import { createHash } from 'node:crypto';
import { Fault } from '../model/fault.js';
import { crc32c } from './crc32c.js';

/** What every line of a journal carries besides its own fields (docs/journal.md). */
export interface Stamp {
  /** 1 for the first line, then consecutive. */
  readonly n: number;
  /** `linkOf` the line before; sixteen zeros at first. */
  readonly prev: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who wrote it: an ARN of STS, else `user@host`. */
  readonly by: string;
  /** Fencing number of the lease under which it was written. */
  readonly lease: number;
}

export type Fields = Readonly<Record<string, unknown>>;

/** A line with a right sum: what is in it, not whether it follows the line before. */
export interface DecodedLine {
  readonly stamp: Stamp;
  /** Everything but the stamp. */
  readonly fields: Fields;
  readonly link: string;
}

export type Decoded =
  | { readonly ok: true; readonly line: DecodedLine }
  /** `sum`: these are not the bytes that were written. `content`: they are, and make no sense. */
  | { readonly ok: false; readonly wrong: 'sum' | 'content'; readonly problem: string };

/** `prev` of the first line. */
export const firstPrev = '0'.repeat(16);

/** One line: the snapshot of a product with a thousand record sets is a tenth of that. */
export const longestLine = 4 * 1024 * 1024;

/** How the next line names this one: the first 16 hex digits of SHA-256 over the line without its newline. */
export const linkOf = (line: Uint8Array): string => createHash('sha256').update(line).digest('hex').slice(0, 16);

/** Valid in JSON, and yet not to be let loose on a terminal by `cat`: DEL, C1 controls, bidirectional and line separators. */
const unseen = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A line as it is written, newline included, and its link.
 * @throws Fault `data` where it is longer than a line may be
 */
export function encodeLine(
  entry: object,
  { n, prev, at, by, lease }: Stamp,
): { readonly bytes: Uint8Array; readonly link: string } {
  const stamp = { n, prev, at, by, lease };
  // The stamp stands first, and no field of the entry can replace it.
  const json = Buffer.from(JSON.stringify({ ...stamp, ...entry, ...stamp }).replace(unseen, escaped));
  if (json.length + 10 > longestLine)
    throw new Fault(
      'data',
      `a journal line of ${json.length} bytes is too long (at most ${longestLine})`,
      'Cut over fewer names in one product.',
    );
  const line = Buffer.concat([Buffer.from(`${crc32c(json).toString(16).padStart(8, '0')} `), json]);
  return { bytes: Buffer.concat([line, Buffer.from('\n')]), link: linkOf(line) };
}

const wrongSum = (problem: string): Decoded => ({ ok: false, wrong: 'sum', problem });
const wrongContent = (problem: string): Decoded => ({ ok: false, wrong: 'content', problem });

/** Reads a line without its newline. Never throws, whatever the bytes. */
export function decodeLine(line: Uint8Array): Decoded {
  if (line.length > longestLine) return wrongSum(`it is longer than ${longestLine} bytes`);
  const head = Buffer.from(line.subarray(0, 9)).toString('latin1');
  if (!/^[0-9a-f]{8} $/.test(head)) return wrongSum('it does not begin with a checksum');
  const json = line.subarray(9);
  if (crc32c(json) !== Number.parseInt(head, 16)) return wrongSum('its checksum does not match');
  const value = parsed(json);
  if (!isFields(value)) return wrongContent('it is not a JSON object in UTF-8');
  const { n, prev, at, by, lease, ...fields } = value;
  if (!isCount(n)) return wrongContent('n is not a number from 1 on');
  if (typeof prev !== 'string' || !/^[0-9a-f]{16}$/.test(prev)) return wrongContent('prev is not 16 hex digits');
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return wrongContent('at is not a time');
  if (typeof by !== 'string') return wrongContent('by is not a text');
  if (!isCount(lease)) return wrongContent('lease is not a number from 1 on');
  return { ok: true, line: { stamp: { n, prev, at, by, lease }, fields, link: linkOf(line) } };
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;
