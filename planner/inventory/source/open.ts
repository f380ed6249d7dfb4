import type { TableRow } from '../table-row.js';
import { GivenRow } from '../table-row.js';
import { delimiterOf, readRecords } from './csv.js';
import type { Encoding } from './text.js';
import { decode, encodingOf, piecesOf } from './text.js';
import { Unreadable } from './unreadable.js';
import { isWorkbook, sheetsOf } from './workbook.js';
import { isZip, zipEntries } from './zip.js';

/** A file as the user named it. Files of a folder come as `folder/file.json`. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A table or a JSON document found in an input. */
export type Source =
  | {
      readonly kind: 'rows';
      readonly file: string;
      readonly sheet: string | undefined;
      /** How numbers are likely written: Excel separates by `;` where the comma is the decimal mark. */
      readonly notation: '.' | ',';
      /** Bytes of its text. */
      readonly size: number;
      /** Rows in which a quote is never closed are told through `open`. @throws Unreadable */
      rows(each: (cells: TableRow, row: number) => boolean | undefined, open?: (row: number) => void): void;
    }
  | { readonly kind: 'document'; readonly file: string; readonly document: unknown };

/** By what the delimiter of a text is found: whether a name is that of a column, and whether names are the header of a known table. */
export interface Known {
  readonly isName: (name: string) => boolean;
  readonly isHeader: (names: readonly string[]) => boolean;
}

/** Told for every input or entry that is none of these. */
export type OnUnreadable = (file: string, error: unknown) => void;

const kinds = 'give a CSV, an Excel workbook (.xlsx), Ansible facts (JSON), or a ZIP or folder of them';

const magic: readonly (readonly [string, string, string])[] = [
  [
    'd0cf11e0a1b11ae1',
    'is an Excel file of the old binary kind (.xls), or a workbook with a password',
    'save it as .xlsx without a password, or as CSV',
  ],
  ['1f8b', 'is packed with gzip', 'unpack it first (gunzip)'],
  ['377abcaf271c', 'is a 7z archive', 'unpack it first, or pack it as ZIP'],
  ['526172211a07', 'is a RAR archive', 'unpack it first, or pack it as ZIP'],
  ['25504446', 'is a PDF', kinds],
  ['89504e47', 'is a picture', kinds],
  ['ffd8ff', 'is a picture', kinds],
  ['53514c69746520666f726d6174', 'is a SQLite database', 'export its tables as CSV'],
];

/** Finds the tables and documents of an input by its content; its name is only a label. */
export function sourcesOf({ name, bytes }: Input, known: Known, unreadable: OnUnreadable): readonly Source[] {
  return (
    attempt(name, unreadable, () =>
      isZip(bytes) ? archive(name, bytes, known, unreadable) : single(name, () => bytes, known),
    ) ?? []
  );
}

function attempt<T>(file: string, unreadable: OnUnreadable, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    unreadable(file, error);
    return undefined;
  }
}

/** What operating systems put into archives beside the files. */
const litter = /(?:^|\/)(?:__MACOSX\/|Thumbs\.db$|\.[^./])/i;

function archive(name: string, bytes: Uint8Array, known: Known, unreadable: OnUnreadable): readonly Source[] {
  const entries = zipEntries(bytes);
  if (isWorkbook(entries)) return workbook(name, bytes);
  if (entries.some((entry) => entry.name === 'mimetype' || /^xl\/workbook\.bin$/i.test(entry.name))) {
    throw new Unreadable('not-a-table', 'is an office document of another kind', 'save it as .xlsx or as CSV');
  }
  return entries.flatMap((entry) => {
    if (litter.test(entry.name)) return [];
    const file = `${name}:${entry.name}`;
    return (
      attempt(file, unreadable, () => {
        const content = entry.read();
        if (!isZip(content)) return single(file, () => entry.read(), known);
        if (isWorkbook(zipEntries(content))) return workbook(file, content);
        throw new Unreadable(
          'archive-in-archive',
          'is an archive within an archive, which is not opened',
          'unpack the outer one and name the inner one',
        );
      }) ?? []
    );
  });
}

const workbook = (file: string, bytes: Uint8Array): readonly Source[] =>
  sheetsOf(zipEntries(bytes)).map((sheet) => ({
    kind: 'rows',
    file,
    sheet: sheet.name,
    notation: '.',
    size: 0,
    rows: (each) => sheet.read((cells, row) => each(new GivenRow(cells), row)),
  }));

/** How much of a file is looked at to tell what it is. */
const headBytes = 256 * 1024;
const largestDocument = 256 * 2 ** 20;

function single(file: string, content: () => Uint8Array, known: Known): readonly Source[] {
  const bytes = content();
  if (bytes.length === 0) throw new Unreadable('empty-file', 'is empty', 'export it again');
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  for (const [prefix, what, remedy] of magic)
    if (start.startsWith(prefix)) throw new Unreadable('not-a-table', what, remedy);
  const encoding = encodingOf(bytes);
  if (encoding === undefined) throw new Unreadable('not-a-table', 'is not a text', kinds);
  let head = '';
  for (const piece of decode(bytes.subarray(0, headBytes), encoding)) head += piece;
  const first = head.trimStart().charAt(0);
  if (first === '{' || first === '[') {
    const document = documentOf(bytes, encoding);
    if (document !== undefined) return [{ kind: 'document', file, document }];
  }
  if (/^<(?:!doctype|html|\?xml|table|workbook)/i.test(head.trimStart()))
    throw new Unreadable('not-a-table', 'is HTML or XML', 'save it as .xlsx or as CSV');
  const newline = head.includes('\n') ? '\n' : '\r';
  const lines = head.split(newline, 40).filter((line) => line.trim() !== '');
  const delimiter = delimiterOf(lines, known.isName, known.isHeader);
  return [
    {
      kind: 'rows',
      file,
      sheet: undefined,
      notation: delimiter === ';' ? ',' : '.',
      size: bytes.length,
      rows(each, open) {
        for (const row of readRecords(piecesOf(content(), encoding, newline.charCodeAt(0)), delimiter, newline, each))
          open?.(row);
      },
    },
  ];
}

/** JSON, or lines of it. */
function documentOf(bytes: Uint8Array, encoding: Encoding): unknown {
  if (bytes.length > largestDocument)
    throw new Unreadable('document-too-large', 'is JSON of more than 256 MiB', 'split it into one file a host');
  const text = [...decode(bytes, encoding)].join('');
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2) return undefined;
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}
