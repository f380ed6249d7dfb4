import { encodeLine, firstPrev, type Stamp } from '../../planner/journal/line.js';
import type { ReadEntry } from '../../planner/journal/read.js';

/** An entry of a journal that says nothing but a text. */
export interface Note {
  readonly text: string;
}

export const readNote: ReadEntry<Note> = ({ text }) =>
  typeof text === 'string' ? { ok: true, entry: { text } } : { ok: false, problem: 'it has no text' };

export const textsOf = (notes: readonly Note[]): readonly string[] => notes.map(({ text }) => text);

/** What a line of a test journal needs to say. */
export interface Written {
  readonly lease?: number;
  readonly [field: string]: unknown;
}

/** Lines as one writer after the other would write them. @param after the line that the first of them follows */
export function journalLines(
  written: readonly Written[],
  after: { readonly n: number; readonly link: string } = { n: 0, link: firstPrev },
): { readonly bytes: Uint8Array; readonly link: string; readonly stamp: Stamp }[] {
  let { n, link: prev } = after;
  return written.map(({ lease = 1, ...fields }) => {
    n += 1;
    const stamp = { n, prev, at: '2027-03-02T17:04:11.201Z', by: 'jo@host', lease };
    const line = encodeLine(fields, stamp);
    prev = line.link;
    return { ...line, stamp };
  });
}

export const joined = (lines: readonly { readonly bytes: Uint8Array }[]): Uint8Array =>
  Buffer.concat(lines.map(({ bytes }) => bytes));
