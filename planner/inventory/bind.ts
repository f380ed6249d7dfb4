import { textOf } from './cells.js';
import type { Draft } from './draft.js';
import type { NumberRule, Rule, TextRule } from './fields.js';
import { ruleOf } from './fields.js';
import type { Cell, Column, Fault, Header, MachineField } from './format.js';
import { headerKey } from './header.js';
import type { Notation } from './numbers.js';
import { numberIn, takeApart } from './numbers.js';
import type { TableRow } from './table-row.js';
import { noFigure, otherText } from './table-row.js';
import type { Dimension } from './units.js';
import { factorTo, headerUnit, scaleOfWord } from './units.js';

/** A column of a table that a field is read from. */
export interface Bound {
  readonly at: number;
  readonly header: string;
  readonly field: MachineField;
  readonly rule: Rule;
  readonly slot: number;
  readonly spec: Column<MachineField>;
}

/**
 * Finds the columns that a format names in a header. Numbered columns (`Disk # size`) give one binding each. A column whose header names
 * a unit of another kind is not meant (`CPU %` is no number of CPUs).
 */
export function bindColumns(columns: readonly Column<MachineField>[], header: Header): readonly Bound[] {
  const bound: Bound[] = [];
  for (const spec of columns) {
    const rule = ruleOf(spec.field);
    const add = (at: number, slot: number) => {
      const name = header.names[at];
      if (name === undefined || !fits(rule, spec, name)) return false;
      if (!bound.some((other) => other.at === at && other.field === spec.field))
        bound.push({ at, header: name, field: spec.field, rule, slot, spec });
      return true;
    };
    for (const alias of spec.headers) {
      if (alias.includes('#') && spec.field.startsWith('disk.'))
        numbered(alias, header).forEach(([at, slot]) => add(at, slot));
      else if (add(header.find(alias), 0)) break;
    }
  }
  return bound;
}

function fits(rule: Rule, spec: Column<MachineField>, name: string): boolean {
  if (rule.kind === 'text' || spec.unitWins === true) return true;
  const unit = scaleOfWord(headerUnit(name) ?? '');
  return unit === undefined || factorTo(rule.dimension, unit) !== undefined;
}

/** Most disks that numbered columns may give. */
const mostSlots = 64;

/** Columns of an alias with `#`, and the place of each: `Disk 1 size` is 0. */
function numbered(alias: string, header: Header): readonly (readonly [number, number])[] {
  const [before = '', after = ''] = alias.split('#').map(headerKey);
  return header.names.flatMap((name, at) => {
    for (const key of [headerKey(name), headerKey(bareOf(name))]) {
      if (!key.startsWith(before) || !key.endsWith(after)) continue;
      const digits = key.slice(before.length, key.length - after.length);
      if (/^\d{1,2}$/.test(digits) && Number(digits) < mostSlots)
        return [[at, Math.max(0, Number(digits) - 1)] as const];
    }
    return [];
  });
}

const bareOf = (name: string): string => {
  const unit = headerUnit(name);
  return unit === undefined ? name : name.slice(0, name.lastIndexOf(unit));
};

/** What is decided once for a column of numbers. */
export interface Reading {
  readonly notation: Notation;
  readonly factor: number;
}

/** What {@link NumberReader.parse} says of a cell that is no figure. Figures themselves are never below zero. */
export const unread = { unreadable: -1, zero: -2 } as const;

/** A column of figures, and how they are read. */
export interface NumberReader {
  readonly kind: 'number';
  readonly at: number;
  readonly bound: Bound;
  /** @returns the figure, NaN where the cell says nothing, or one of {@link unread} */
  parse(row: TableRow, at: number): number;
  readonly set: NumberRule['set'];
}

/** A column of text. */
export interface TextReader {
  readonly kind: 'text';
  readonly at: number;
  readonly bound: Bound;
  readonly set: TextRule['set'];
}

export type ColumnReader = NumberReader | TextReader;

export function readerOf(bound: Bound, reading: Reading): ColumnReader {
  const { at, rule } = bound;
  return rule.kind === 'number'
    ? { kind: 'number', at, bound, parse: parserOf(rule, reading), set: rule.set }
    : { kind: 'text', at, bound, set: rule.set };
}

/** Reads one cell of a row into the draft. `undefined`: it was read or says nothing. */
export function readCell(column: ColumnReader, draft: Draft, row: TableRow): 'unreadable' | 'zero' | undefined {
  const { at, bound } = column;
  if (column.kind === 'text') {
    const text = row.text(at);
    return text !== undefined && column.set(draft, text, bound.slot, bound.header, row, at) === false
      ? 'unreadable'
      : undefined;
  }
  const value = column.parse(row, at);
  if (value >= 0) column.set(draft, value, bound.slot);
  return value === unread.unreadable ? 'unreadable' : value === unread.zero ? 'zero' : undefined;
}

const nothing = Number.NaN;

function parserOf(rule: NumberRule, { notation, factor }: Reading): NumberReader['parse'] {
  const largest = rule.most ?? Number.MAX_VALUE;
  const isSize = rule.essential === true;
  const { dimension } = rule;
  const percent = dimension === 'percent';
  return (row, at) => {
    const figure = row.figure(at);
    if (figure === noFigure) return nothing;
    let read: number | undefined;
    if (figure !== otherText && (notation === '.' || typeof row.cell(at) === 'number')) read = figure * factor;
    else {
      const cell = row.cell(at) ?? '';
      read = typeof cell === 'number' ? cell * factor : valueOf(cell, dimension, notation, factor);
      if (read === undefined || (read < 0 && isUnknown(cell))) return nothing;
      if (read < 0) return unread.unreadable;
    }
    if (!(read <= largest)) return unread.unreadable;
    if (read === 0 && isSize) return unread.zero;
    return percent && read > 100 && read <= 1000 ? 100 : read;
  };
}

/** -1 stands for unknown in every export that has it. */
const isUnknown = (cell: Cell): boolean =>
  typeof cell === 'number' ? cell === -1 : /^-1(?:[.,]0+)?$/.test(cell.trim());

/** @returns undefined when the cell says nothing, NaN when it is not such a figure */
function valueOf(cell: string, dimension: Dimension, notation: Notation, factor: number): number | undefined {
  const text = textOf(cell);
  if (text === undefined) return undefined;
  const parts = takeApart(text);
  if (parts === undefined) return Number.NaN;
  if (parts.before !== '' && (dimension !== 'money' || /^(?:€|£|eur)$/i.test(parts.before))) return Number.NaN;
  const number = numberIn(parts.number, notation);
  if (number === undefined) return Number.NaN;
  if (parts.unit === '') return number * factor;
  const scale = scaleOfWord(parts.unit);
  if (scale === undefined) return Number.NaN;
  if (scale.dimension === 'count' && dimension === 'count') return number;
  return number * (factorTo(dimension, scale) ?? Number.NaN);
}

const faults: Readonly<
  Record<Dimension, { readonly code: string; readonly message: string; readonly remedy: string }>
> = {
  size: { code: 'bad-size', message: 'is not a size', remedy: 'write 16 GiB or 16384 MiB' },
  rate: { code: 'bad-rate', message: 'is not a rate', remedy: 'write 12.5 MiB/s' },
  bits: { code: 'bad-rate', message: 'is not a rate', remedy: 'write 100 Mbps' },
  frequency: { code: 'bad-frequency', message: 'is not a frequency', remedy: 'write 2400 MHz or 2.4 GHz' },
  percent: { code: 'bad-percent', message: 'is not a percentage', remedy: 'write 35 or 35 %' },
  count: { code: 'bad-number', message: 'is not a number', remedy: 'write a number such as 4' },
  money: { code: 'bad-money', message: 'is not an amount of dollars', remedy: 'write 1234.50' },
};

/** What to say of a cell that could not be read. */
export function faultOf(bound: Bound, value: string): Fault {
  const { rule } = bound;
  const words =
    rule.kind === 'number'
      ? faults[rule.dimension]
      : { code: `bad-${bound.field}`, message: 'cannot be read', remedy: 'leave it empty', ...rule.fault };
  return { ...words, column: bound.header, value };
}

export const isEssential = ({ rule }: Bound): boolean => rule.kind === 'number' && rule.essential === true;
