import { Fault } from '../model/fault.js';
import { extend } from './chain.js';
import { decodeLine, type DecodedLine, type Fields, type Stamp } from './line.js';

/** How a journal's own fields are read; a `problem` says what is wrong with them. */
export type ReadEntry<Entry> = (
  fields: Fields,
) => { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly problem: string };

/** The end of a file that was being written when something stopped. */
export interface Torn {
  /** Line number, from 1. */
  readonly line: number;
  readonly bytes: number;
  readonly why: string;
}

export interface LinesRead {
  readonly lines: readonly DecodedLine[];
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
  readonly torn?: Torn;
}

/** A journal that grows beyond this is not read into memory; years of ticks fit. */
export const largestJournal = 256 * 1024 * 1024;

const newline = 0x0a;

/**
 * Reads a journal strictly. A last line without newline or with a wrong sum was torn while it was written and counts as not written; any other
 * bad line means that something else wrote here.
 * @param file its name, for messages
 * @throws Fault `data` naming file and line
 */
export function readLines(bytes: Uint8Array, file: string): LinesRead {
  if (bytes.length > largestJournal)
    throw new Fault(
      'data',
      `${file} is larger than ${largestJournal} bytes`,
      'Move it away when no cutover is running; its runs stay readable with cutover report.',
    );
  const chain: DecodedLine[] = [];
  let start = 0;
  for (let number = 1; start < bytes.length; number += 1) {
    const end = bytes.indexOf(newline, start);
    const torn = (why: string): LinesRead => ({
      lines: chain,
      length: start,
      torn: { line: number, bytes: bytes.length - start, why },
    });
    if (end === -1) return torn('it has no newline');
    const decoded = decodeLine(bytes.subarray(start, end));
    if (!decoded.ok && decoded.wrong === 'sum' && end + 1 === bytes.length) return torn(decoded.problem);
    const problem = decoded.ok ? extend(chain, decoded.line) : decoded.problem;
    if (problem !== undefined) throw badLine(file, number, problem);
    start = end + 1;
  }
  return { lines: chain, length: start };
}

/** What a line that cannot be used is told as; nothing is guessed from it. */
export const badLine = (file: string, line: number, problem: string): Fault =>
  new Fault(
    'data',
    `${file}:${line} is not as it was written: ${problem}`,
    `Restore ${file} from a backup or from version control. Until then nothing is written, and DNS is left as it is.`,
  );

/** The entries of lines. @throws Fault `data` naming file and line number `n` */
export const readEntries = <Entry>(
  lines: readonly DecodedLine[],
  file: string,
  read: ReadEntry<Entry>,
): (Entry & Stamp)[] => lines.map((line) => readEntry(line, file, read));

function readEntry<Entry>({ stamp, fields }: DecodedLine, file: string, read: ReadEntry<Entry>): Entry & Stamp {
  const result = read(fields);
  if (!result.ok) throw badLine(file, stamp.n, result.problem);
  return { ...result.entry, ...stamp };
}
