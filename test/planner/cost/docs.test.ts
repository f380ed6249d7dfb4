import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { defaults } from '../../../planner/cost/assumptions.js';

describe('docs/costs.md', () => {
  const page = readFileSync('docs/costs.md', 'utf8');

  it.each(defaults.map((assumption) => [assumption.key, assumption] as const))(
    'has %s as the code has it',
    (key, { value, words, unit, means, source }) => {
      expect(page).toContain(`| \`${key}\` | ${words?.join(', ') ?? value} | ${unit} | ${means} | ${source} |`);
    },
  );

  it('has no key that the code does not have', () => {
    const keys = [...page.matchAll(/^\| `([a-zA-Z]+)` \| [^|]+ \| [^|]+ \| [^|]+ \| /gm)].map(([, key]) => key);
    expect(new Set(keys)).toEqual(new Set(defaults.map(({ key }) => key)));
  });
});
