import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { ClassDefaults, EnvironmentClass } from '../../../modules/core/index.js';
import { classDefaults } from '../../../modules/core/index.js';

const classes = ['production', 'staging', 'development', 'ephemeral'] as const;

const table: Readonly<Record<keyof ClassDefaults, readonly unknown[]>> = {
  deletion: ['refused', 'refused', 'allowed', 'allowed'],
  finalSnapshot: ['kept', 'kept', 'kept', 'skipped'],
  logRetentionDays: [365, 90, 30, 3],
  backupRetentionDays: [35, 14, 7, 1],
  multiAz: [true, false, false, false],
  minimumCount: [2, 1, 1, 1],
  shellAccess: ['refused', 'allowed', 'allowed', 'allowed'],
  applyChanges: ['inMaintenanceWindow', 'immediately', 'immediately', 'immediately'],
  detailedMonitoring: [true, false, false, false],
};

/** The words of the README for values that are none. */
const words: Readonly<Record<string, string>> = {
  true: 'yes',
  false: 'no',
  inMaintenanceWindow: 'in the window',
  immediately: 'at once',
};
const said = (value: unknown) => words[String(value)] ?? String(value);

const of = (kind: EnvironmentClass): Readonly<Record<string, unknown>> => ({ ...classDefaults[kind] });

describe('the defaults of a class', () => {
  it.each(Object.entries(table))('of %s are %j', (key, values) => {
    expect(classes.map((kind) => of(kind)[key])).toEqual(values);
  });

  it('are all in the table', () => {
    for (const kind of classes)
      expect(Object.keys(classDefaults[kind]).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  it('are in the README as they are', () => {
    const rows = readFileSync('modules/core/README.md', 'utf8')
      .split('\n')
      .filter((line) => /^\|( [^|]+ \|){5}$/.test(line) && !line.includes('production'))
      .map((line) =>
        line
          .split('|')
          .slice(2, 6)
          .map((cell) => cell.trim()),
      );
    expect(rows).toEqual(Object.values(table).map((values) => values.map(said)));
  });
});
