import type { Cell } from '../format.js';
import { Unreadable } from './unreadable.js';
import type { Attributes } from './xml.js';
import { readXml } from './xml.js';
import type { Entry } from './zip.js';

/** Called for every row that is written in the sheet, with its number; `false` stops. Cells that are not written are undefined. */
export type EachRow = (cells: (Cell | undefined)[], row: number) => boolean | undefined;

export interface Sheet {
  readonly name: string;
  /** @throws Unreadable */
  read(each: EachRow): void;
}

/** What Excel itself can hold; anything beyond is made to hurt. */
const limits = { columns: 16_384, rows: 1_048_576, text: 32_767, strings: 5_000_000, cells: 100_000_000 };

/** True for the entries of an Excel workbook in XML. */
export const isWorkbook = (entries: readonly Entry[]): boolean =>
  entries.some(({ name }) => /^xl\/[^/]*\.xml$/i.test(pathOf(name)));

const pathOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '');

/**
 * Sheets of a workbook (ECMA-376 SpreadsheetML): shared and inline strings, cached values of formulas, booleans as `TRUE`/`FALSE`,
 * percent formats as `85%`, dates as their serial number.
 *
 * @throws Unreadable
 */
export function sheetsOf(entries: readonly Entry[]): readonly Sheet[] {
  const parts = new Map(entries.map((entry) => [pathOf(entry.name).toLowerCase(), entry]));
  const rels = relations(parts.get('xl/_rels/workbook.xml.rels'));
  const book = parts.get('xl/workbook.xml');
  if (book === undefined)
    throw new Unreadable(
      'damaged-workbook',
      'has no list of sheets',
      'open it in a spreadsheet and save it again as .xlsx',
    );
  const find = (type: string) => parts.get((rels.byType.get(type) ?? `xl/${type}.xml`).toLowerCase());
  let shared: readonly string[] | undefined;
  let percents: ReadonlySet<number> | undefined;
  return sheetNames(book).flatMap(({ name, id }) => {
    const part = parts.get((rels.byId.get(id) ?? '').toLowerCase());
    // Charts and macros are sheets too; only work sheets hold rows.
    if (part === undefined || !/worksheets\//i.test(pathOf(part.name))) return [];
    const read = (each: EachRow): void => {
      shared ??= sharedStrings(find('sharedStrings'));
      percents ??= percentStyles(find('styles'));
      readSheet(part.read(), shared, percents, each);
    };
    return [{ name, read }];
  });
}

interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  /** Target of the last relation of a type, by the last word of the type's address. */
  readonly byType: ReadonlyMap<string, string>;
}

function relations(part: Entry | undefined): Relations {
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  if (part === undefined) return { byId, byType };
  readXml(part.read(), {
    open(name, { Id, Target = '', Type = '' }) {
      if (name !== 'Relationship' || Id === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      byId.set(Id, target);
      byType.set(Type.slice(Type.lastIndexOf('/') + 1), target);
    },
  });
  return { byId, byType };
}

function sheetNames(part: Entry): readonly { readonly name: string; readonly id: string }[] {
  const sheets: { name: string; id: string }[] = [];
  readXml(part.read(), {
    open(element, attributes) {
      if (element !== 'sheet' || sheets.length >= 1000) return;
      const id = Object.keys(attributes).find((key) => key === 'id' || key.endsWith(':id'));
      sheets.push({ name: attributes['name'] ?? '', id: attributes[id ?? ''] ?? '' });
    },
  });
  return sheets;
}

function sharedStrings(part: Entry | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text = '';
  let reading = false;
  let phonetic = false;
  readXml(part.read(), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') reading = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text(part_) {
      if (reading && text.length < limits.text) text += part_;
    },
    close(name) {
      if (name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si' && strings.push(text.slice(0, limits.text)) > limits.strings) {
        throw new Unreadable('workbook-too-large', 'holds too many texts', 'save the sheet as CSV');
      }
      return undefined;
    },
  });
  return strings;
}

/** Indexes of cell formats that show a fraction as percent: their `0.85` is 85 %. */
function percentStyles(part: Entry | undefined): ReadonlySet<number> {
  const percent = new Set<number>();
  if (part === undefined) return percent;
  const formats = new Set(['9', '10']);
  let inCellFormats = false;
  let index = 0;
  readXml(part.read(), {
    open(name, attributes) {
      if (name === 'numFmt' && unquoted(attributes['formatCode'] ?? '').includes('%'))
        formats.add(attributes['numFmtId'] ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        if (formats.has(attributes['numFmtId'] ?? '')) percent.add(index);
        index += 1;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
      return undefined;
    },
  });
  return percent;
}

const unquoted = (format: string): string => format.replace(/"[^"]*"|\\./g, '');

/** `AB` -> 27, from the letters of a cell's reference; -1 when it is none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > limits.columns) return limits.columns;
  }
  return column - 1;
}

function readSheet(bytes: Uint8Array, shared: readonly string[], percents: ReadonlySet<number>, each: EachRow): void {
  let cells: (Cell | undefined)[] = [];
  let row = 0;
  let all = 0;
  let column = -1;
  let type = '';
  let style = '';
  let text = '';
  let reading = false;
  readXml(bytes, {
    open(name, attributes: Attributes) {
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
        type = attributes['t'] ?? 'n';
        style = attributes['s'] ?? '';
        text = '';
      } else if (name === 'v' || name === 't') reading = true;
      else if (name === 'row') {
        const number = Number(attributes['r'] ?? row + 1);
        if (!(number > row && number <= limits.rows))
          throw new Unreadable(
            'damaged-workbook',
            'numbers its rows wrongly',
            'open it in a spreadsheet and save it again as .xlsx',
          );
        row = number;
        cells = [];
        column = -1;
      }
    },
    text(part) {
      if (reading && text.length < limits.text) text += part;
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'c' && text !== '') {
        if (column < 0 || column >= limits.columns)
          throw new Unreadable(
            'too-many-columns',
            `has a cell beyond column ${limits.columns}`,
            'save only the columns that matter',
          );
        while (cells.length < column) cells.push(undefined);
        cells[column] = cellOf(type, text, style, shared, percents);
      } else if (name === 'row') {
        all += cells.length;
        if (all > limits.cells)
          throw new Unreadable(
            'workbook-too-large',
            `has more than ${limits.cells} cells`,
            'save the columns that matter as CSV',
          );
        return each(cells, row);
      }
      return undefined;
    },
  });
}

function cellOf(
  type: string,
  text: string,
  style: string,
  shared: readonly string[],
  percents: ReadonlySet<number>,
): Cell | undefined {
  switch (type) {
    case 's':
      return shared[Number(text)];
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      // #N/A, #REF!: the cell says nothing.
      return undefined;
    case 'n': {
      const value = Number(text);
      if (Number.isNaN(value)) return text;
      return style !== '' && percents.has(Number(style)) ? `${value * 100}%` : value;
    }
    default:
      return text.slice(0, limits.text);
  }
}
