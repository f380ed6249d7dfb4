import { describe, expect, it } from '@jest/globals';
import { filterPattern, gatherEvidence } from '../../../planner/adapters/evidence.js';
import { dutiesOf } from '../../../planner/partners/duties.js';
import { type Answer, answered, type StandIn } from '../../support/aws-stand-in.js';
import { outputsOf, utahAddresses, utahFoundation } from '../../support/outputs.js';
import { utah } from '../../support/utah.js';

const now = Date.parse('2027-03-02T17:00:00Z');
let server: StandIn | undefined;

const item = (allocation: string, eni: string): string =>
  `<item><publicIp>203.0.113.1</publicIp><allocationId>${allocation}</allocationId>${eni === '' ? '' : `<networkInterfaceId>${eni}</networkInterfaceId>`}</item>`;
const addresses = (...items: readonly string[]): string =>
  `<DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><addressesSet>${items.join('')}</addressesSet></DescribeAddressesResponse>`;
const attached = addresses(item('eipalloc-0', 'eni-a'), item('eipalloc-1', 'eni-b'));

const record = (eni: string, action = 'ACCEPT', from = '198.51.100.7', ports = '50000 443', flags = '2'): object => ({
  timestamp: now - 60_000,
  message: `${eni} 10.0.0.1 10.0.0.2 ${from} 10.20.0.5 ${ports} 6 ${flags} ingress ${action} 1772470000 1772470060 10 1000 subnet-a OK`,
});

/** The partner's SYN-ACK at one of our source addresses. */
const answerAt = (eni: string): object => record(eni, 'ACCEPT', '198.51.100.9', '22 50000', '18');

interface World {
  readonly direction?: 'ingress' | 'egress';
  readonly addresses?: string;
  readonly log?: (page: number) => Answer;
}

async function gathered({ direction = 'ingress', addresses: given = attached, log }: World) {
  let page = 0;
  server = await answered({
    DescribeAddresses: () => given,
    FilterLogEvents: () => log?.((page += 1)) ?? { events: [] },
  });
  const outputs = outputsOf(utahAddresses, utahFoundation);
  const [duty] = dutiesOf(utah(), outputs, { partners: ['bes'], direction });
  if (duty === undefined) throw new Error('no duty');
  return gatherEvidence(duty, {
    place: { region: 'us-east-1' },
    outputs,
    now,
    over: 86_400_000,
    resolve: () => Promise.resolve(['198.51.100.9']),
  });
}

const events = (...list: readonly object[]) => ({ events: list });

describe('evidence from the flow log', () => {
  it('is what was seen at every address, with where and when', async () => {
    const found = await gathered({ log: () => events(record('eni-a'), record('eni-b'), record('eni-b')) });
    expect(found).toMatchObject({
      kind: 'seen',
      fact: {
        kind: 'evidence',
        source: 'flow-logs',
        outcome: 'accepted',
        count: 3,
        peers: ['198.51.100.7'],
        query: expect.stringContaining(
          '/prod/flow 2027-03-01T17:00:00.000Z to 2027-03-02T17:00:00.000Z: SYN from 198.51.100.0/24',
        ),
      },
    });
  });

  it.each<[string, World, string, string]>([
    ['nothing', {}, 'nothing', 'no connection at 203.0.113.12, 203.0.113.11'],
    ['one of two addresses', { log: () => events(record('eni-a')) }, 'partly', 'none at 203.0.113.11'],
    ['what we refused', { log: () => events(record('eni-a', 'REJECT')) }, 'refused', 'turned away by ours'],
    ['somebody else', { log: () => events(record('eni-a', 'ACCEPT', '192.0.2.99')) }, 'nothing', 'no connection'],
    [
      'addresses without an interface',
      { addresses: addresses(item('eipalloc-0', 'eni-a'), item('eipalloc-1', '')) },
      'unknown',
      'not in use yet',
    ],
    ['addresses that are gone', { addresses: addresses() }, 'unknown', 'not in use yet'],
    [
      'a log that is not there',
      { log: () => ({ error: 'ResourceNotFoundException', message: 'no group' }) },
      'unknown',
      'no group',
    ],
    [
      'credentials that expired',
      { log: () => ({ error: 'ExpiredTokenException', message: 'old' }) },
      'unknown',
      'could not be read',
    ],
    ['a log without end', { log: () => ({ events: [], nextToken: 'more' }) }, 'unknown', 'more records than are read'],
  ])('of %s is no proof', async (_, world, kind, why) => {
    const found = await gathered(world);
    expect(found).toMatchObject({ kind, why: expect.stringContaining(why) });
    expect(found.fact?.outcome ?? 'none').not.toBe('accepted');
  });

  it('is read page by page', async () => {
    const found = await gathered({
      log: (page) => (page === 1 ? { ...events(record('eni-a')), nextToken: 'n' } : events(record('eni-b'))),
    });
    expect(found.kind).toBe('seen');
  });

  it('of egress is the answer of the partner at every source address', async () => {
    expect(
      await gathered({ direction: 'egress', log: () => events(answerAt('eni-a'), answerAt('eni-b')) }),
    ).toMatchObject({
      kind: 'seen',
      fact: { direction: 'egress', peers: ['198.51.100.9'] },
    });
  });

  it('asks only for what can matter', async () => {
    await gathered({});
    const input = server?.calls.find(({ action }) => action === 'FilterLogEvents')?.input;
    expect(input).toMatchObject({ logGroupName: '/prod/flow', startTime: now - 86_400_000, endTime: now });
    expect(input?.['filterPattern']).toBe(
      '[f0 = "eni-a" || f0 = "eni-b", f1, f2, f3, f4, f5, f6 = "443", f7, f8, f9, f10, f11, f12, f13, f14, f15, f16]',
    );
  });

  it('never lets a value end the pattern', () => {
    expect(filterPattern('a b', { a: ['x"] || y'] })).toBe('[f0, f1]');
  });
});
