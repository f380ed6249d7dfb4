import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { formatProblem, loadEstate } from '../../estate/index.js';

const base = readFileSync(new URL('fixtures/rules.yaml', import.meta.url), 'utf8');

/** What is written instead of what, and the problems that come of it. */
type Rule = readonly [name: string, from: string, to: string, ...problems: readonly string[]];

function problems(from: string, to: string): readonly string[] {
  if (!base.includes(from)) throw new Error(`the fixture has no ${from}`);
  const loaded = loadEstate(base.replace(from, () => to));
  return loaded.ok
    ? loaded.warnings.map((warning) => `warning: ${formatProblem(warning)}`)
    : loaded.problems.map(formatProblem);
}

const sections: Readonly<Record<string, readonly Rule[]>> = JSON.parse(
  readFileSync(new URL('fixtures/rules.json', import.meta.url), 'utf8'),
);

it('the fixture that the rules change loads clean', () => {
  expect(problems('', '')).toEqual([]);
});

describe.each(Object.entries(sections))('%s', (_, rules) => {
  it.each(rules)('%s', (_name, from, to, ...expected) => {
    expect(problems(from, to)).toEqual(expected);
  });
});
