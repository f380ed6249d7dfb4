import { expect, it } from '@jest/globals';
import { formatProblem, loadEstate, stackNames } from '../../estate/index.js';
import { stacksOf } from '../support/stacks.js';
import { utahText } from '../support/utah.js';

it('in GovCloud every ARN of every stack begins with its partition', () => {
  const moved = utahText
    .replaceAll('us-east-1', 'us-gov-west-1')
    .replaceAll('arn:aws:', 'arn:aws-us-gov:')
    .replace('state: local', 'state: s3://utah-outfitters-state');
  const loaded = loadEstate(moved);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const stacks = stacksOf(loaded.estate);
  const arns = stackNames(loaded.estate).flatMap((name) =>
    [...JSON.stringify(stacks(name).json).matchAll(/arn:aws[a-z-]*:[a-z0-9-]*/g)].map(([arn]) => arn),
  );
  expect(arns.filter((arn) => !arn.startsWith('arn:aws-us-gov:'))).toEqual([]);
  expect(arns.length).toBeGreaterThan(100);
});
