import type { Finding, FindingLog, Severity } from '../model/finding.js';
import type { RowRef } from '../model/server.js';
import type { Fault } from './format.js';

/** One table among the inputs. */
export interface Place {
  readonly file: string;
  readonly sheet: string | undefined;
  /** Id of its format: keys of machines mean something within it. */
  readonly format: string;
  /** Counts the tables of a run. */
  readonly table: number;
  /** Its text is better not kept in memory. */
  readonly large: boolean;
  /** Its rows are points of series. */
  readonly hasSeries: boolean;
}

export const refOf = ({ file, sheet }: Place, row: number): RowRef =>
  sheet === undefined ? { file, row } : { file, sheet, row };

/** `inventory.xlsx` or `inventory.xlsx, sheet vInfo`. */
export const placeName = ({ file, sheet }: Pick<Place, 'file' | 'sheet'>): string =>
  sheet === undefined ? file : `${file}, sheet ${sheet}`;

const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const longest = 60;

/** Text of a file in a sentence: in quotes, without control characters, cut to a readable length. */
export function quote(text: string): string {
  const flat = text
    .slice(0, longest * 2)
    .replace(unsafe, '�')
    .trim();
  return `"${flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat}"`;
}

/** A fault of a row as a finding: `"16 furlongs" is not a size`, `write 16 GiB or 16384 MiB`. */
export function report(
  log: FindingLog,
  severity: Severity,
  place: Pick<Place, 'file' | 'sheet'>,
  row: number,
  fault: Fault,
): void {
  const finding: Finding = {
    severity,
    code: fault.code,
    file: place.file,
    row,
    ...(fault.column === undefined ? {} : { column: fault.column }),
    ...(fault.value === undefined ? {} : { value: fault.value.slice(0, 200) }),
    message: fault.value === undefined ? fault.message : `${quote(fault.value)} ${fault.message}`,
    remedy: fault.remedy,
  };
  log.add(finding);
}
