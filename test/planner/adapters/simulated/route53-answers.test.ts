import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SimulatedRoute53 } from '../../../../planner/adapters/simulated/route53.js';
import type { RecordSet } from '../../../../planner/cutover/records.js';
import { aRoute53, create, member, remove, simple, standing } from '../../../support/route53.js';

const { legacy, aws } = standing;
const second = 1000;

/** A Route 53 whose zone holds these and nothing else of note. */
function holding(...recordSets: readonly RecordSet[]): SimulatedRoute53 {
  const route53 = new SimulatedRoute53({
    random: () => 0,
    alias: ({ DNSName }) =>
      DNSName.startsWith('nlb') ? { addresses: ['203.0.113.1', '203.0.113.2'], healthy: true, ttl: 60 } : undefined,
  });
  route53.addZone({ id: 'ZTEST', name: 'example.com', recordSets });
  for (const id of ['one', 'two', 'kill'])
    route53.putHealthCheck({
      id,
      callerReference: id,
      config: { Type: 'HTTPS', RequestInterval: 10, FailureThreshold: 3 },
      version: 1,
      endpoint: 'up',
      before: 'up',
      since: -1000 * second,
    });
  return route53;
}

/** Which values come back over evenly spread random numbers, and how often of 1000. */
function shares(route53: SimulatedRoute53, name = 'shop.example.com.', now = 0): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let draw = 0; draw < 1000; draw += 1) {
    const { answers } = route53.answer(0, { name, type: 'A' }, now, () => draw / 1000);
    const data = answers.map((answer) => answer.data).join();
    counts[data] = (counts[data] ?? 0) + 1;
  }
  return counts;
}

describe('an answer', () => {
  const world = holding(
    simple('www.example.com', 'A', 300, '192.0.2.10', '192.0.2.11'),
    simple('alias.example.com', 'CNAME', 60, 'WWW.example.com'),
    simple('out.example.com', 'CNAME', 60, 'elsewhere.example.net.'),
    simple('loop.example.com', 'CNAME', 60, 'loop.example.com'),
    simple('deep.under.example.com', 'TXT', 60, '"x"'),
    simple('*.wild.example.com', 'A', 60, '192.0.2.30'),
    simple('named.wild.example.com', 'TXT', 60, '"x"'),
    simple('sub.example.com', 'NS', 300, 'ns.example.net.'),
    {
      Name: 'nlb.example.com',
      Type: 'A',
      AliasTarget: { HostedZoneId: 'ZELB', DNSName: 'nlb.elb.amazonaws.com', EvaluateTargetHealth: false },
    },
    {
      Name: 'gone.example.com',
      Type: 'A',
      AliasTarget: { HostedZoneId: 'ZELB', DNSName: 'gone.elb.amazonaws.com', EvaluateTargetHealth: false },
    },
    {
      Name: 'inner.example.com',
      Type: 'A',
      AliasTarget: { HostedZoneId: 'ZTEST', DNSName: 'www.example.com', EvaluateTargetHealth: false },
    },
  );
  const soa = [{ name: 'example.com.', type: 'SOA', ttl: 900, data: expect.stringContaining('86400') }];

  it.each<readonly [string, string, string, object]>([
    [
      'all values of a record set',
      'www.example.com.',
      'A',
      {
        rcode: 'NOERROR',
        authoritative: true,
        answers: [{ data: '192.0.2.10', ttl: 300 }, { data: '192.0.2.11' }],
        authority: [],
      },
    ],
    ['whatever the case of the question', 'WwW.eXample.com', 'A', { answers: [{ name: 'www.example.com.' }, {}] }],
    [
      'a CNAME and what it points to in the zone',
      'alias.example.com.',
      'A',
      { answers: [{ type: 'CNAME', data: 'WWW.example.com' }, { name: 'www.example.com.', type: 'A' }, { type: 'A' }] },
    ],
    [
      'a CNAME alone where it points out of the zone',
      'out.example.com.',
      'A',
      { rcode: 'NOERROR', answers: [{ type: 'CNAME' }], authority: [] },
    ],
    ['the CNAME itself when asked for it', 'out.example.com.', 'CNAME', { answers: [{ type: 'CNAME' }] }],
    ['an end of a CNAME that points to itself', 'loop.example.com.', 'A', { rcode: 'NOERROR' }],
    [
      'NODATA with the SOA for another type',
      'www.example.com.',
      'AAAA',
      { rcode: 'NOERROR', answers: [], authority: soa },
    ],
    [
      'NXDOMAIN with the SOA for no such name',
      'nothing.example.com.',
      'A',
      { rcode: 'NXDOMAIN', answers: [], authority: soa },
    ],
    [
      'NODATA for an empty name between names',
      'under.example.com.',
      'A',
      { rcode: 'NOERROR', answers: [], authority: soa },
    ],
    [
      'a wildcard under the name asked for',
      'any.thing.wild.example.com.',
      'A',
      { answers: [{ name: 'any.thing.wild.example.com.', data: '192.0.2.30' }] },
    ],
    [
      'no wildcard where the name exists with other types',
      'named.wild.example.com.',
      'A',
      { rcode: 'NOERROR', answers: [] },
    ],
    [
      'a referral below a delegation',
      'host.sub.example.com.',
      'A',
      { rcode: 'NOERROR', authoritative: false, answers: [], authority: [{ type: 'NS' }] },
    ],
    ['REFUSED outside its zones', 'www.example.org.', 'A', { rcode: 'REFUSED', answers: [] }],
    [
      'the addresses of a load balancer as its own',
      'nlb.example.com.',
      'A',
      { answers: [{ name: 'nlb.example.com.', type: 'A', ttl: 60, data: '203.0.113.1' }, {}] },
    ],
    [
      'nothing for an alias to what is gone',
      'gone.example.com.',
      'A',
      { rcode: 'NOERROR', answers: [], authority: soa },
    ],
    [
      'an alias within the zone with the TTL of its target',
      'inner.example.com.',
      'A',
      { answers: [{ name: 'inner.example.com.', ttl: 300 }, {}] },
    ],
  ])('is %s', (_title, name, type, expected) => {
    expect(world.answer(0, { name, type }, 0, () => 0)).toMatchObject(expected);
  });

  it('is refused by a name server that does not have the zone', () => {
    const refused = world.answer('ns.example.net', { name: 'www.example.com', type: 'A' }, 0, () => 0);
    expect(refused.rcode).toBe('REFUSED');
    expect(world.answer('ns-1.awsdns-01.com', { name: 'www.example.com', type: 'A' }, 0, () => 0).rcode).toBe(
      'NOERROR',
    );
  });
});

/** A member of the group under test that answers with its own identifier. */
const a = (identifier: string, weight: number, check?: string): RecordSet =>
  member('shop.example.com.', identifier, weight, identifier, check === undefined ? {} : { HealthCheckId: check });

/** A member that is an alias within the zone. */
const aliasMember = (EvaluateTargetHealth: boolean): RecordSet => ({
  Name: 'shop.example.com.',
  Type: 'A',
  SetIdentifier: 'new',
  Weight: 100,
  AliasTarget: { HostedZoneId: 'ZTEST', DNSName: 'target.example.com.', EvaluateTargetHealth },
});

describe('weighted routing', () => {
  it.each<readonly [string, readonly RecordSet[], readonly string[], Readonly<Record<string, number>>]>([
    ['answers in proportion to the weights', [a('old', 75), a('new', 25)], [], { old: 750, new: 250 }],
    ['never answers weight 0 beside another', [a('old', 100), a('new', 0)], [], { old: 1000 }],
    ['gives equal chances where all weights are 0', [a('old', 0), a('new', 0)], [], { old: 500, new: 500 }],
    ['leaves out the unhealthy', [a('old', 50, 'one'), a('new', 50, 'two')], ['one'], { new: 1000 }],
    [
      'falls back to weight 0 when nothing else is healthy: the kill switch',
      [a('old', 0), a('new', 100, 'kill')],
      ['kill'],
      { old: 1000 },
    ],
    [
      'opens a leg of weight 0 that nobody announced, when the old one has a health check',
      [a('old', 100, 'one'), a('new', 0)],
      ['one'],
      { new: 1000 },
    ],
    [
      'shares among several of weight 0',
      [a('old', 0), a('older', 0), a('new', 100, 'kill')],
      ['kill'],
      { old: 500, older: 500 },
    ],
    [
      'treats all as healthy when none is: weight 0 stays silent',
      [a('old', 0, 'one'), a('new', 100, 'two')],
      ['one', 'two'],
      { new: 1000 },
    ],
    [
      'keeps to those with weight while one of them is healthy',
      [a('old', 0), a('x', 1, 'one'), a('y', 9, 'two')],
      ['two'],
      { x: 1000 },
    ],
  ])('%s', (_title, members, down, expected) => {
    const world = holding(...members);
    for (const id of down) world.turn(id, 'down', -100 * second);
    expect(shares(world)).toEqual(expected);
  });

  it('follows a health check only after so many failed probes, both ways', () => {
    const world = holding(a('old', 0), a('new', 100, 'kill'));
    world.turn('kill', 'down', 0);
    const at = (now: number) => Object.keys(shares(world, undefined, now));
    expect([at(29 * second), at(30 * second)]).toEqual([['new'], ['old']]);
    world.turn('kill', 'up', 100 * second);
    expect([at(129 * second), at(130 * second)]).toEqual([['old'], ['new']]);
  });

  it('is not moved by a check that is disabled, and turned round by one that is inverted', () => {
    const world = holding(a('old', 0), a('new', 100, 'kill'));
    const check = world.healthChecks.find(({ id }) => id === 'kill');
    if (check === undefined) throw new Error('no check');
    world.putHealthCheck({ ...check, endpoint: 'down', config: { ...check.config, Disabled: true } });
    expect(shares(world)).toEqual({ new: 1000 });
    world.putHealthCheck({ ...check, config: { ...check.config, Inverted: true } });
    expect(shares(world)).toEqual({ old: 1000 });
  });

  it('evaluates the health of an alias target only where the alias says so', () => {
    const checked = member('target.example.com.', 'only', 1, 'target', { HealthCheckId: 'one' });
    for (const [evaluates, expected] of [
      [true, { old: 1000 }],
      [false, { target: 1000 }],
    ] as const) {
      const world = holding(a('old', 0), aliasMember(evaluates), checked);
      world.turn('one', 'down', -100 * second);
      expect(shares(world)).toEqual(expected);
    }
  });

  it('always answers while a group has members, whatever their weights and health', () => {
    const weights = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(undefined, 'one', 'two', 'kill')),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(weights, fc.subarray(['one', 'two', 'kill']), random, (members, down, draw) => {
        const world = holding(...members.map(([weight, check], index) => a(`m${index}`, weight, check)));
        for (const id of down) world.turn(id, 'down', -100 * second);
        const { rcode, answers } = world.answer(0, { name: 'shop.example.com.', type: 'A' }, 0, () => draw);
        expect([rcode, answers.length]).toEqual(['NOERROR', 1]);
      }),
    );
  });
});

describe('propagation', () => {
  const delays = [1, 5, 20, 40].map((seconds) => seconds * second);

  function lagging(): SimulatedRoute53 {
    let next = 0;
    return aRoute53({ propagationMilliseconds: () => delays[next++ % 4] ?? 0 });
  }

  it('reaches each name server at its own time, and is INSYNC with the last', () => {
    const route53 = lagging();
    const change = route53.change('ZTEST', [remove(legacy), remove(aws), create({ ...aws, Weight: 1 })], '', 0);
    const id = change.kind === 'done' ? change.value.id : '';
    const seen = (now: number) => [0, 1, 2, 3].map((server) => Object.keys(seenBy(route53, server, now))[0]);
    expect(seen(0)).toEqual(['192.0.2.20', '192.0.2.20', '192.0.2.20', '192.0.2.20']);
    expect(seen(5 * second)).toEqual(['203.0.113.11', '203.0.113.11', '192.0.2.20', '192.0.2.20']);
    expect(seen(40 * second)).toEqual(['203.0.113.11', '203.0.113.11', '203.0.113.11', '203.0.113.11']);
    const status = (now: number) => {
      const reply = route53.getChange(id, now);
      return reply.kind === 'done' ? reply.value.status : reply.kind;
    };
    expect([status(39 * second), status(40 * second)]).toEqual(['PENDING', 'INSYNC']);
  });

  it('lists the newest version at once', () => {
    const route53 = lagging();
    route53.change('ZTEST', [remove(aws)], '', 0);
    const page = route53.recordSets('ZTEST', { name: 'shop.example.com.', type: 'A' }, 1, 0);
    expect(page).toMatchObject({ kind: 'done', value: { recordSets: [legacy] } });
  });
});

const seenBy = (route53: SimulatedRoute53, server: number, now: number): Readonly<Record<string, true>> =>
  Object.fromEntries(
    route53
      .answer(server, { name: 'shop.example.com.', type: 'A' }, now, () => 0.5)
      .answers.map(({ data }) => [data, true as const]),
  );

describe('the service', () => {
  it('forgets changes after a while', () => {
    const route53 = aRoute53({ rememberMilliseconds: 10 * second });
    const change = route53.change('ZTEST', [remove(aws)], '', 0);
    const id = change.kind === 'done' ? change.value.id : '';
    expect(route53.getChange(id, 10 * second).kind).toBe('done');
    expect(route53.getChange(id, 11 * second)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'NoSuchChange', status: 404 },
    });
    expect(route53.getChange('C404', 0)).toMatchObject({ refusal: { code: 'NoSuchChange' } });
  });

  it('throttles: 50 calls at once, 10 per second after that', () => {
    const route53 = aRoute53();
    const calls = (count: number, now: number) =>
      Array.from({ length: count }, () => route53.hostedZones(now)).filter(({ kind }) => kind === 'done').length;
    expect([calls(60, 0), calls(20, second), calls(1, second)]).toEqual([50, 10, 0]);
    expect(route53.hostedZones(second)).toMatchObject({
      refusal: { code: 'Throttling', status: 400, messages: ['Rate exceeded'] },
    });
    expect(route53.calls.get('ListHostedZones')).toBe(82);
  });

  it('refuses a second change of a zone while it works on the first', () => {
    const route53 = aRoute53({ busyMilliseconds: second });
    expect(route53.change('ZTEST', [remove(aws)], '', 0).kind).toBe('done');
    expect(route53.change('ZTEST', [remove(legacy)], '', 999)).toMatchObject({
      refusal: { code: 'PriorRequestNotComplete', status: 400 },
    });
    expect(route53.change('ZTEST', [remove(legacy)], '', second).kind).toBe('done');
  });

  it.each([
    ['throttle', { kind: 'refused', refusal: { code: 'Throttling' } }, false],
    ['prior-request', { kind: 'refused', refusal: { code: 'PriorRequestNotComplete' } }, false],
    ['expired', { kind: 'refused', refusal: { code: 'ExpiredToken', status: 403 } }, false],
    ['denied', { kind: 'refused', refusal: { code: 'AccessDenied', status: 403 } }, false],
    ['internal-error', { kind: 'refused', refusal: { status: 500 } }, false],
    ['reset-before-apply', { kind: 'broken' }, false],
    ['reset-after-apply', { kind: 'broken' }, true],
  ] as const)('fails on demand with %s, so many times', (kind, expected, isApplied) => {
    const route53 = aRoute53();
    route53.inject({ kind, action: 'ChangeResourceRecordSets', times: 1 });
    expect(route53.hostedZones(0).kind).toBe('done');
    expect(route53.change('ZTEST', [remove(aws)], '', 0)).toMatchObject(expected);
    expect(route53.zones[0]?.recordSets.has('shop.example.com.|A|aws')).toBe(!isApplied);
    expect(route53.change('ZTEST', [remove(legacy)], '', 0).kind).toBe('done');
  });
});
