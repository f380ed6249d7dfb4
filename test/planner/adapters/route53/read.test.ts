import { describe, expect, it } from '@jest/globals';
import type { RecordSet } from '../../../../planner/cutover/records.js';
import { simulatedDns } from '../../../../planner/adapters/simulated/route53-calls.js';
import { aRoute53, create, member, simple, standing } from '../../../support/route53.js';
import { leapingClock } from '../../../support/route53-conformance.js';

/** What is read of these names, and with how many lists. */
async function read(names: readonly string[], more: readonly RecordSet[] = []) {
  const route53 = aRoute53({ rateLimits: 'off' });
  for (let from = 0; from < more.length; from += 300)
    expect(route53.change('ZTEST', more.slice(from, from + 300).map(create), '', 0).kind).toBe('done');
  const found = await simulatedDns(route53, { clock: leapingClock(), random: () => 0 }).read('ZTEST', names);
  return {
    recordSets: found.kind === 'read' ? found.recordSets : found,
    lists: route53.calls.get('ListResourceRecordSets'),
  };
}

const fence = simple('_cutover.shop.example.com.', 'TXT', 60, '"v=1"');
const { aws, legacy, www } = standing;

describe('reading names of a zone', () => {
  it.each<readonly [string, readonly string[], readonly RecordSet[], readonly RecordSet[], number]>([
    [
      'a name and its fence with one list',
      ['_cutover.shop.example.com.', 'shop.example.com.'],
      [fence],
      [aws, legacy, fence],
      1,
    ],
    [
      'a missing fence with a list of its own: what is not listed was not asked for',
      ['shop.example.com', '_cutover.shop.example.com'],
      [],
      [aws, legacy],
      2,
    ],
    ['two names on a page with one list', ['shop.example.com.', 'www.example.com.'], [], [aws, legacy, www], 1],
    ['the same name once', ['SHOP.example.com', 'shop.example.com.'], [], [aws, legacy], 1],
    [
      'names with 400 others between them',
      ['shop.example.com.', 'www.example.com.'],
      Array.from({ length: 400 }, (_, index) => simple(`t${index}.example.com.`, 'A', 60, '192.0.2.1')),
      [aws, legacy, www],
      2,
    ],
  ])('finds %s', async (_title, names, more, expected, lists) => {
    expect(await read(names, more)).toEqual({ recordSets: expected, lists });
  });

  it('finds all of a name that a page breaks in two, whichever it began with', async () => {
    const crowd = Array.from({ length: 297 }, (_, index) => simple(`sa${index}.example.com.`, 'A', 60, '192.0.2.1'));
    const many = Array.from({ length: 5 }, (_, index) => member('sb.example.com.', `m${index}`, 1, '192.0.2.1'));
    const { recordSets } = await read(['sa0.example.com.', 'sb.example.com.'], [...crowd, ...many]);
    expect(recordSets).toEqual([crowd[0], ...many]);
  });
});
