import { textOf } from './cells.js';
import type { Draft } from './draft.js';
import type { NumberRule, Rule } from './fields.js';
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

/** Reads one cell of a row into the draft. `undefined`: it was read or says nothing. */
export type Read = (draft: Draft, row: TableRow, at: number) => 'unreadable' | 'zero' | undefined;

export const readerOf = (bound: Bound, reading: Reading): Read => {
  const { rule } = bound;
  if (rule.kind === 'number') return numberReader(rule, bound.slot, reading);
  const { slot, header } = bound;
  const { set } = rule;
  return (draft, row, at) => {
    const text = row.text(at);
    return text !== undefined && set(draft, text, slot, header, row, at) === false ? 'unreadable' : undefined;
  };
};

function numberReader(rule: NumberRule, slot: number, { notation, factor }: Reading): Read {
  const largest = rule.most ?? Number.MAX_VALUE;
  const isSize = rule.essential === true;
  const { set, dimension } = rule;
  const percent = dimension === 'percent';
  return (draft, row, at) => {
    const figure = row.figure(at);
    if (figure === noFigure) return undefined;
    let read: number | undefined;
    if (figure !== otherText && (notation === '.' || typeof row.cell(at) === 'number')) read = figure * factor;
    else {
      const cell = row.cell(at) ?? '';
      read = typeof cell === 'number' ? cell * factor : valueOf(cell, dimension, notation, factor);
      if (read === undefined || (read < 0 && isUnknown(cell))) return undefined;
      if (read < 0) return 'unreadable';
    }
    if (!(read <= largest)) return 'unreadable';
    if (read === 0 && isSize) return 'zero';
    set(draft, percent && read > 100 && read <= 1000 ? 100 : read, slot);
    return undefined;
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
