import Papa from 'papaparse';
import type { TableRow } from '../table-row.js';
import { GivenRow } from '../table-row.js';
import { RecordReader } from './records.js';
import type { Piece } from './text.js';
import { Unreadable } from './unreadable.js';

export type Delimiter = ',' | ';' | '\t' | '|';

/** Called for every record, blank ones too, with its number from 1; `false` stops. */
export type EachRecord = (record: TableRow, row: number) => boolean | undefined;

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** A record longer than this is a quote that was never closed. */
const longestRecord = 8 * 1024 * 1024;
/** After so many quotes without an end, quotes mean nothing in this file. */
const mostRepairs = 3;

/** Cells of one line, for looking at headers; a quoted line break ends it. */
export const cellsOfLine = (line: string, delimiter: Delimiter): readonly string[] =>
  Papa.parse<string[]>(withoutLongGaps(line, delimiter, '\n'), { delimiter, newline: '\n', preview: 1 }).data[0] ?? [];

/**
 * The delimiter, from the lines before and with the header: the one that splits some line into the header of a known table, else into the
 * most names that `known` knows, else into the most cells. Quoted text does not count. Excel's `sep=;` decides.
 */
export function delimiterOf(
  lines: readonly string[],
  known: (name: string) => boolean,
  isHeader: (names: readonly string[]) => boolean = () => false,
): Delimiter {
  const stated = /^sep=([,;\t|])\s*$/i.exec(lines[0] ?? '')?.[1];
  const named = delimiters.find((delimiter) => delimiter === stated);
  if (named !== undefined) return named;
  // What stands in no line separates nothing, and mostly only the comma is there.
  const there = delimiters.filter((delimiter) => delimiter === ',' || lines.some((line) => line.includes(delimiter)));
  let best: Delimiter = ',';
  if (there.length === 1) return best;
  let bestScore = -1;
  for (const delimiter of there) {
    for (const line of lines) {
      const cells = cellsOfLine(line.slice(0, 100_000), delimiter).slice(0, 300);
      const score = (isHeader(cells) ? 1e6 : 0) + cells.filter((cell) => known(cell)).length * 1000 + cells.length;
      if (score > bestScore) [best, bestScore] = [delimiter, score];
    }
  }
  return best;
}

/** How far reading has come. */
interface State {
  /** Records so far. */
  row: number;
  /** Where in the text the next record begins. */
  cursor: number;
  unterminated: boolean;
  stopped: boolean;
  /** Rows in which a quote was never closed. */
  readonly open: number[];
}

/**
 * Records of a CSV text given in pieces. Quoted line breaks stay in their cell, ragged and blank records are kept, `\n`, `\r\n` and `\r`
 * end a record. A quote that is never closed does not swallow the rest of the file: its line is read as it stands.
 *
 * @returns rows in which a quote was never closed
 * @throws Unreadable for a line without end
 */
export function readRecords(
  pieces: Iterable<Piece>,
  delimiter: Delimiter,
  newline: '\n' | '\r',
  each: EachRecord,
): readonly number[] {
  const plain = new RecordReader(delimiter, newline);
  const state: State = { row: 0, cursor: 0, unterminated: false, stopped: false, open: [] };
  const step = ({ data, errors, meta }: Papa.ParseStepResult<string[][]>) => {
    if (state.stopped) return;
    state.unterminated = errors.some(({ code }) => code === 'MissingQuotes');
    if (state.unterminated) return;
    state.cursor = meta.cursor;
    state.row += 1;
    state.stopped = each(new GivenRow(data[0] ?? []), state.row) === false;
  };
  const quoted = new Papa.Parser({ delimiter, newline, step });
  const literal = new Papa.Parser({ delimiter, newline, step, fastMode: true });

  /** Reads the complete records of a text, all of them at the `last`, and returns what is left of it. */
  const read = (text: string, last: boolean, codes?: Uint8Array): string => {
    state.cursor = 0;
    state.unterminated = false;
    if (state.open.length > mostRepairs) {
      literal.parse(text, 0, !last);
      return text.slice(state.cursor);
    }
    const before = state.row;
    const { records, cursor, because } = plain.read(text, (record, number) => each(record, before + number), codes);
    state.row = before + records;
    state.stopped = because === 'stopped';
    const rest = text.slice(cursor);
    if (rest === '' || state.stopped || (because === 'end' && !last)) return rest;
    const safe = withoutLongGaps(rest, delimiter, newline);
    quoted.parse(safe, 0, !last);
    return safe.slice(state.cursor);
  };

  /** Reads one line as it stands. */
  const readLine = (text: string): string => {
    const end = text.indexOf(newline);
    state.row += 1;
    state.open.push(state.row);
    state.stopped = each(new GivenRow((end < 0 ? text : text.slice(0, end)).split(delimiter)), state.row) === false;
    return end < 0 ? '' : text.slice(end + 1);
  };

  let pending = '';
  let wait = 0;
  for (const piece of pieces) {
    const codes = pending === '' ? piece.codes : undefined;
    pending += piece.text;
    // A record that fills many pieces is looked at again only when the text has doubled, so that reading stays linear.
    if (pending.length < wait) continue;
    const before = pending.length;
    pending = read(pending, false, codes);
    wait = pending.length < before ? 0 : before * 2;
    while (pending.length > longestRecord && !isStopped(state)) {
      if (!pending.includes(newline))
        throw new Unreadable('endless-line', 'a line is longer than 8 MiB', 'check that the file is a table');
      pending = read(readLine(pending), false);
      wait = 0;
    }
    if (isStopped(state)) return state.open;
  }
  while (pending !== '' && !isStopped(state)) {
    const rest = read(pending, true);
    pending = state.unterminated ? readLine(rest) : '';
  }
  return state.open;
}

/** The same for small tables: the cells of every record. */
export const readCsv = (
  texts: readonly string[],
  delimiter: Delimiter,
  newline: '\n' | '\r',
  each: (cells: readonly string[], row: number) => boolean | undefined,
): readonly number[] =>
  readRecords(
    texts.map((text) => ({ text, codes: undefined })),
    delimiter,
    newline,
    (record, row) => each(record.cells().map(String), row),
  );

/** Read through a function, because the records' callback changes it behind the compiler's back. */
const isStopped = (state: State): boolean => state.stopped;

/**
 * Papa Parse looks at the gap behind every misplaced quote anew, up to the next delimiter and line break: a hostile file of quotes and gaps
 * would keep it busy for hours. So gaps are cut to a length that no cell has; a last incomplete line keeps its end.
 */
function withoutLongGaps(text: string, delimiter: Delimiter, newline: '\n' | '\r'): string {
  if (!text.includes('"') || !hasLongGap(text)) return text;
  if (delimiter !== '\t')
    return text.replace(newline === '\n' ? /[^\S\n]{256,}/g : /[^\S\r]{256,}/g, (run) => run.slice(0, 255));
  const lines = text.split(newline);
  const last = lines.pop() ?? '';
  return [...lines.map((line) => line.trimEnd()), last]
    .join(newline)
    .replace(/[^\S\n\r\t]{256,}/g, (run) => run.slice(0, 255));
}

const longestGap = 255;
const blank = /\s/;

/** Whether white space runs on for longer than any cell has it: a run of 256 covers one of every 128 places, so only those are looked at. */
function hasLongGap(text: string): boolean {
  const half = (longestGap + 1) / 2;
  for (let at = half; at < text.length; at += half) {
    if (!blank.test(text.charAt(at))) continue;
    let [from, to] = [at, at];
    while (from > 0 && blank.test(text.charAt(from - 1)) && at - from <= longestGap) from -= 1;
    while (to < text.length && blank.test(text.charAt(to)) && to - from <= longestGap) to += 1;
    if (to - from > longestGap) return true;
  }
  return false;
}
