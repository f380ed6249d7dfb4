import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stackNames } from '../../estate/index.js';
import { allowedDrift } from '../deploy/allowed-drift.js';
import { stacksOf } from '../support/stacks.js';
import { utah } from '../support/utah.js';

/** Resource type to what docs/emulator.md says was proved of it: the third column of its table. */
const told = new Map(
  readFileSync('docs/emulator.md', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, , types = '', proof = ''] = line.split('|');
      return [...types.matchAll(/`(aws_\w+)`/g)].map(([, type = '']) => [type, proof.trim()] as const);
    }),
);

describe('docs/emulator.md', () => {
  it('says of every resource type of the example what was proved', () => {
    const stacks = stacksOf(utah());
    const types = new Set(stackNames(utah()).flatMap((name) => Object.keys(stacks(name).json['resource'] ?? {})));
    expect([...types].filter((type) => !told.has(type))).toEqual([]);
    expect(types.size).toBeGreaterThan(50);
  });

  it('says of no type that it works where a second plan may differ, and nothing is left to be judged', () => {
    const drifting = [...new Set(allowedDrift.map(({ type }) => type))];
    expect(drifting.filter((type) => !told.get(type)?.startsWith('stored'))).toEqual([]);
    expect(
      [...told].filter(([, proof]) => !/^(?:works|stored|plan)\b/.test(proof) || /not been judged/.test(proof)),
    ).toEqual([]);
  });
});
