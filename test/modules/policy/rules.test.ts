import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkStacks, rules } from '../../../modules/policy/index.js';
import { aStack } from '../../support/policy.js';
import type { Written } from '../../support/policy.js';
import { cases } from './cases.js';

/** Stacks that are always there, for rules that look across. */
const others = [aStack({}, 'prod-foundation'), aStack({ class: 'development' }, 'dev-foundation')];

function messages(rule: string, written: Written): readonly string[] {
  const { findings } = checkStacks([aStack(written), ...others], { today: '2027-01-01' });
  return findings
    .filter((finding) => finding.rule === rule && finding.stack === 'shop-prod')
    .map(({ message }) => message);
}

describe('the rules', () => {
  it('have a case each, and ids that read like names', () => {
    const ids = rules.map(({ id }) => id);
    expect(Object.keys(cases).toSorted((a, b) => a.localeCompare(b))).toEqual(
      ids.toSorted((a, b) => a.localeCompare(b)),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('say why, and what to write instead', () => {
    for (const { title, why, remedy } of rules) {
      expect(title).not.toMatch(/\.$/);
      expect(why.length).toBeGreaterThan(30);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it('find nothing in an empty stack', () => {
    expect(checkStacks([aStack({})], { today: '2027-01-01' }).findings).toEqual([]);
  });
});

describe('the README of the rules', () => {
  it('lists them all, as they are', () => {
    const text = readFileSync('modules/policy/README.md', 'utf8');
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (error|warning) \| (.*?) \|/gm)].map(([, ...row]) => row);
    expect(rows).toEqual(rules.map(({ id, severity, title }) => [id, severity, title]));
  });
});

describe.each(Object.entries(cases))('%s', (id, { passes, fails }) => {
  it.each(passes.map((written) => [JSON.stringify(written), written] as const))('passes %s', (_text, written) => {
    expect(messages(id, written)).toEqual([]);
  });

  it.each(fails.map(([written, ...found]) => [JSON.stringify(written), written, found] as const))(
    'fails %s',
    (_text, written, found) => {
      expect(messages(id, written)).toEqual(found);
    },
  );
});
