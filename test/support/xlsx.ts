import { strToU8, zipSync } from 'fflate';
import type { Input } from './fixtures.js';

/** A cell: text, a number, a boolean, nothing, or the XML of a `c` element. */
export type SheetCell = string | number | boolean | undefined | { readonly xml: string };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** 0 -> A, 27 -> AB */
export const columnName = (index: number): string =>
  index < 26 ? String.fromCodePoint(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

function cellXml(cell: SheetCell, reference: string): string {
  if (cell === undefined) return `<c r="${reference}" s="1"/>`;
  if (typeof cell === 'object') return cell.xml;
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

export const sheetXml = (rows: readonly (readonly SheetCell[])[]): string => {
  const body = rows.map((cells, at) => {
    const row = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join('');
    return `<row r="${at + 1}">${row}</row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body.join('')}</sheetData></worksheet>`;
};

/** Parts of a workbook with these sheets; `extra` replaces or adds parts. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>,
  extra: Readonly<Record<string, string>> = {},
): Record<string, Uint8Array> {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names
      .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map(
        (_, at) => `<Relationship Id="rId${at + 1}" Type="http://x/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
  };
  for (const [at, rows] of Object.values(sheets).entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(rows);
  return Object.fromEntries(Object.entries({ ...parts, ...extra }).map(([name, text]) => [name, strToU8(text)]));
}

/** The smallest workbook with these sheets. */
export const xlsx = (
  sheets: Readonly<Record<string, readonly (readonly SheetCell[])[]>>,
  extra: Readonly<Record<string, string>> = {},
): Input => ({ name: 'book.xlsx', bytes: zipSync(workbookParts(sheets, extra)) });
