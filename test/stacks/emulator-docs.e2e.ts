import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { stackNames } from '../../estate/index.js';
import { stacksOf } from '../support/stacks.js';
import { utah } from '../support/utah.js';

it('docs/emulator.md says of every resource type of the example what was proved', () => {
  const stacks = stacksOf(utah());
  const types = new Set(stackNames(utah()).flatMap((name) => Object.keys(stacks(name).json['resource'] ?? {})));
  const told = new Set([...readFileSync('docs/emulator.md', 'utf8').matchAll(/`(aws_\w+)`/g)].map(([, type]) => type));
  expect([...types].filter((type) => !told.has(type))).toEqual([]);
  expect(types.size).toBeGreaterThan(50);
});
