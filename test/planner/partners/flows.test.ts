import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readAccessLog } from '../../../planner/partners/access-log.js';
import { readFlows, seenIncoming, seenOutgoing } from '../../../planner/partners/flows.js';
import { runs } from '../../support/runs.js';

const fields =
  'interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol tcp-flags action start end';
const gates = [
  { ip: '203.0.113.11', interface: 'eni-a' },
  { ip: '203.0.113.12', interface: 'eni-b' },
];

interface Record {
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly ports?: string;
  readonly protocol?: string;
  readonly flags?: string;
  readonly action?: string;
}
/** A SYN of the partner that got through, unless it says otherwise. */
const record = ({
  at = 'eni-a',
  from = '198.51.100.7',
  to = '10.20.0.5',
  ports = '50000 443',
  protocol = '6',
  flags = '2',
  action = 'ACCEPT',
}: Record): string =>
  `${at} 10.0.0.1 10.0.0.2 ${from} ${to} ${ports} ${protocol} ${flags} ${action} 1772470000 1772470060`;
const incoming = (...records: readonly Record[]) =>
  seenIncoming(readFlows(records.map(record), fields), gates, [443], ['198.51.100.0/24']).map(
    ({ accepted, refused }) => `${accepted}/${refused}`,
  );

describe('flows of a partner towards us', () => {
  it.each<[string, readonly Record[], readonly string[]]>([
    ['a SYN that got through', [{}], ['1/0', '0/0']],
    ['a SYN and the end of it in one minute', [{ flags: '3' }], ['1/0', '0/0']],
    ['one at each address', [{}, { at: 'eni-b' }], ['1/0', '1/0']],
    ['a SYN that we refused', [{ action: 'REJECT' }], ['0/1', '0/0']],
    ['somebody else', [{ from: '198.51.101.7' }, { from: '10.0.0.1' }, { from: '2001:db8::1' }], ['0/0', '0/0']],
    ['another port', [{ ports: '50000 22' }], ['0/0', '0/0']],
    ['another interface', [{ at: 'eni-x' }], ['0/0', '0/0']],
    ['the middle of a connection', [{ flags: '0' }, { flags: '1' }], ['0/0', '0/0']],
    ['our own answer', [{ flags: '18' }, { flags: '19' }], ['0/0', '0/0']],
    ['UDP', [{ protocol: '17' }], ['0/0', '0/0']],
  ])('count %s', (_, records, expected) => {
    expect(incoming(...records)).toEqual(expected);
  });

  it('tell who and when', () => {
    const [seen] = seenIncoming(readFlows([record({})], fields), gates, [443], ['198.51.100.0/24']);
    expect(seen).toMatchObject({
      ip: '203.0.113.11',
      peers: ['198.51.100.7'],
      first: 1772470000000,
      last: 1772470060000,
    });
  });
});

describe('flows from us to a partner', () => {
  const theirs = new Set(['198.51.100.9:22']);
  const answer: Record = { from: '198.51.100.9', to: '10.20.0.5', ports: '22 50000', flags: '18' };
  const knock: Record = { from: '10.20.0.5', to: '198.51.100.9', ports: '50000 22', flags: '2' };
  it.each<[string, readonly Record[], string]>([
    ['an answer', [knock, answer], '1/0'],
    ['a knock without answer', [knock, knock], '0/2'],
    ['an answer that our side refused', [{ ...answer, action: 'REJECT' }], '0/0'],
    ['an answer of another port', [{ ...answer, ports: '23 50000' }], '0/0'],
    ['a refusal (RST)', [knock, { ...answer, flags: '4' }], '0/1'],
  ])('count %s', (_, records, expected) => {
    const [seen] = seenOutgoing(readFlows(records.map(record), fields), gates, theirs);
    expect(`${seen?.accepted ?? 0}/${seen?.unanswered ?? 0}`).toBe(expected);
  });
});

describe('records of a log group', () => {
  it('may be anything: what is no record is left out', () => {
    const noise = ['', 'NODATA', 'eni-a - - - - - - - - - 1 2', `${record({})} extra`, 'a\u001B[31m b c'];
    expect(readFlows([...noise, record({})], fields)).toHaveLength(1);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string(), (messages, names) => {
        readFlows(messages, names);
        readAccessLog(messages.join('\n'));
      }),
      { numRuns: runs(30) },
    );
  });

  it('of the default format have no packet addresses: those of the interface count', () => {
    const [flow] = readFlows(
      ['2 eni-a 198.51.100.7 10.0.0.5 50000 443 6 ACCEPT 2 1772470000 1772470060'],
      'version interface-id srcaddr dstaddr srcport dstport protocol action tcp-flags start end',
    );
    expect(flow).toMatchObject({ from: '198.51.100.7', to: '10.0.0.5', accepted: true });
  });
});

describe('a line of an access log', () => {
  const line =
    'https 2027-03-02T17:04:11.201Z app/storefront/1234 198.51.100.7:50000 10.20.1.5:8080 0.000 0.001 0.000 200 200 34 366 "GET https://shop.example:443/ HTTP/1.1" "curl" - -';
  it.each([
    ['as it is', line, [{ client: '198.51.100.7', status: 200 }]],
    ['of HTTP/2', line.replace('https ', 'h2 '), [{ status: 200 }]],
    ['without an answer', line.replace(' 200 200 ', ' - - '), [{ status: 0 }]],
    ['of something else', 'hello', []],
  ])('is read %s', (_, text, expected) => {
    expect(readAccessLog(text)).toMatchObject(expected);
  });
});
