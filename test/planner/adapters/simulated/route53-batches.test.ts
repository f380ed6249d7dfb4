import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Edit, SimulatedRoute53 } from '../../../../planner/adapters/simulated/route53.js';
import { reasonOf } from '../../../../planner/adapters/route53/failure.js';
import type { RecordSet } from '../../../../planner/cutover/records.js';
import { aRoute53, create, member, remove, simple, standing, upsert } from '../../../support/route53.js';
import { rejections } from '../../../support/route53-rejections.js';

const { www, mail, legacy, aws, alias } = standing;

const zoneOf = (route53: SimulatedRoute53): readonly RecordSet[] => [...(route53.zones[0]?.recordSets.values() ?? [])];

function submitted(batch: readonly Edit[], route53 = aRoute53()): SimulatedRoute53 {
  expect(route53.change('ZTEST', batch, 'test', 0)).toMatchObject({ kind: 'done' });
  return route53;
}

describe('a batch is refused whole for', () => {
  it.each(rejections)('$title', ({ batch, code, message, reason }) => {
    const route53 = aRoute53();
    const before = zoneOf(route53);
    const reply = route53.change('ZTEST', batch, 'test', 0);
    expect(reply).toMatchObject({
      kind: 'refused',
      refusal: { code, status: code === 'NoSuchHealthCheck' ? 404 : 400 },
    });
    const messages = reply.kind === 'refused' ? reply.refusal.messages : [];
    expect(messages.join('\n')).toContain(message);
    if (code === 'InvalidChangeBatch') expect(reasonOf(messages)).toBe(reason);
    expect(zoneOf(route53)).toEqual(before);
  });

  it('a protected name and type, of every set identifier, with the comment', () => {
    const route53 = aRoute53();
    route53.protect('ZTEST', new Map([['shop.example.com.|A', 'bake until Friday']]));
    for (const batch of [
      [remove(legacy)],
      [create(member('shop.example.com.', 'new', 1, '192.0.2.1'))],
      [upsert(aws)],
    ]) {
      const reply = route53.change('ZTEST', batch, '', 0);
      expect(reply).toMatchObject({
        kind: 'refused',
        refusal: { messages: [expect.stringContaining('bake until Friday')] },
      });
      expect(reply.kind === 'refused' && reasonOf(reply.refusal.messages)).toBe('protected');
    }
    submitted([create(simple('shop.example.com.', 'AAAA', 60, '2001:db8::1'))], route53);
  });

  it('all its reasons at once', () => {
    const reply = aRoute53().change('ZTEST', [create(www), create(mail)], '', 0);
    expect(reply.kind === 'refused' && reply.refusal.messages).toHaveLength(2);
  });

  it('a zone that does not exist', () => {
    expect(aRoute53().change('ZNONE', [create(www)], '', 0)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'NoSuchHostedZone', status: 404 },
    });
  });
});

describe('a batch is taken that', () => {
  it.each<readonly [string, readonly Edit[]]>([
    ['deletes what is there and creates it anew', [remove(www), create({ ...www, TTL: 60 })]],
    [
      'makes weighted members of a simple record set',
      [
        remove(www),
        create(member('www.example.com.', 'legacy', 100, '192.0.2.10')),
        create(member('www.example.com.', 'aws', 0, '203.0.113.11')),
      ],
    ],
    [
      'makes a simple record set of weighted members',
      [remove(legacy), remove(aws), create(simple('shop.example.com.', 'A', 60, '203.0.113.11'))],
    ],
    [
      'changes the TTL of a whole group',
      [remove(legacy), remove(aws), create({ ...legacy, TTL: 30 }), create({ ...aws, TTL: 30 })],
    ],
    [
      'turns an A record into a CNAME',
      [remove(www), create(simple('www.example.com.', 'CNAME', 60, 'elsewhere.example.net'))],
    ],
    [
      'mixes an alias into a weighted group',
      [remove(aws), create({ ...alias, Name: 'shop.example.com.', SetIdentifier: 'aws', Weight: 0 })],
    ],
    [
      'has exactly 1000 values',
      Array.from({ length: 10 }, (_, index) =>
        create(
          simple(
            `n${index}.example.com.`,
            'A',
            60,
            ...Array.from({ length: 100 }, (_unused, last) => `10.0.${index}.${last}`),
          ),
        ),
      ),
    ],
    ['puts an alias at the apex', [create({ ...alias, Name: 'example.com.' })]],
    [
      'aliases a record that it creates before',
      [
        create(simple('new.example.com.', 'A', 60, '192.0.2.1')),
        create({
          Name: 'also.example.com.',
          Type: 'A',
          AliasTarget: { HostedZoneId: 'ZTEST', DNSName: 'new.example.com.', EvaluateTargetHealth: true },
        }),
      ],
    ],
    [
      'has a health check that exists',
      [create(member('new.example.com.', 'x', 1, '192.0.2.1', { HealthCheckId: 'hc-1' }))],
    ],
  ])('%s', (_title, batch) => {
    submitted(batch);
  });

  it('repeats values in another order', () => {
    const two = simple('two.example.com.', 'A', 60, '192.0.2.1', '192.0.2.2');
    const route53 = submitted([create(two)]);
    submitted([remove(simple('two.example.com.', 'A', 60, '192.0.2.2', '192.0.2.1'))], route53);
  });
});

describe('names', () => {
  it.each([
    ['WWW.Example.COM', 'www.example.com.'],
    ['*.example.com', '\\052.example.com.'],
    ['\\052.example.com.', '\\052.example.com.'],
    ['a b.example.com', 'a\\040b.example.com.'],
    ['_cutover.shop.example.com', '_cutover.shop.example.com.'],
  ])('%s is kept as %s', (written, kept) => {
    const route53 = submitted([upsert(simple(written, 'TXT', 60, '"x"'))]);
    expect(zoneOf(route53).map(({ Name }) => Name)).toContain(kept);
  });

  it('are listed by labels from the last to the first, 300 at most, from where one asks', () => {
    const route53 = aRoute53();
    const page = route53.recordSets('ZTEST', { name: 'mail.example.com' }, 3, 0);
    expect(page).toMatchObject({
      kind: 'done',
      value: {
        recordSets: [{ Name: 'mail.example.com.' }, { Name: 'shop.example.com.', SetIdentifier: 'aws' }, legacy],
        next: { Name: 'web.example.com.' },
      },
    });
    submitted(
      Array.from({ length: 310 }, (_, index) => create(simple(`n${index}.example.com.`, 'A', 60, '192.0.2.1'))),
      route53,
    );
    const all = route53.recordSets('ZTEST', {}, 1000, 0);
    expect(all.kind === 'done' && all.value.recordSets).toHaveLength(300);
  });
});

interface Raced {
  readonly ttl: number;
  readonly value: string;
}

const record = ({ ttl, value }: Raced): RecordSet => simple('race.example.com.', 'A', ttl, value);

describe('compare-and-swap', () => {
  const value = fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3');
  const a = fc.record({ ttl: fc.constantFrom(60, 300), value });

  it('never overwrites: of two writers that read the same, one wins and the other is told that it is stale', () => {
    fc.assert(
      fc.property(a, a, a, (was, one, two) => {
        const route53 = submitted([create(record(was))]);
        const swap = (to: Raced) => route53.change('ZTEST', [remove(record(was)), create(record(to))], '', 0);
        const first = swap(one);
        const second = swap(two);
        const same = JSON.stringify(one) === JSON.stringify(was);
        expect(first.kind).toBe('done');
        expect(second.kind === 'refused' ? reasonOf(second.refusal.messages) : second.kind).toBe(
          same ? 'done' : 'stale',
        );
        expect(zoneOf(route53)).toContainEqual(record(same ? two : one));
      }),
    );
  });

  it('leaves nothing or everything of a batch, whatever is in it', () => {
    const names = ['www.example.com.', 'shop.example.com.', 'mail.example.com.', 'new.example.com.', 'example.com.'];
    const recordSet = fc.record({
      name: fc.constantFrom(...names),
      identifier: fc.constantFrom(undefined, 'legacy', 'aws'),
      type: fc.constantFrom('A', 'CNAME', 'TXT'),
      ttl: fc.constantFrom(60, 300),
    });
    const batch = fc.array(fc.tuple(fc.constantFrom('CREATE', 'DELETE', 'UPSERT'), recordSet), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 8 }), (batches) => {
        const route53 = aRoute53();
        for (const changes of batches) {
          const before = zoneOf(route53);
          const reply = route53.change(
            'ZTEST',
            changes.map(([Action, { name, identifier, type, ttl }]) => ({
              Action,
              ResourceRecordSet: {
                Name: name,
                Type: type,
                TTL: ttl,
                ResourceRecords: [
                  { Value: type === 'A' ? '192.0.2.10' : type === 'TXT' ? '"x"' : 'elsewhere.example.net' },
                ],
                ...(identifier === undefined ? {} : { SetIdentifier: identifier, Weight: 1 }),
              },
            })),
            '',
            0,
          );
          const after = zoneOf(route53);
          if (reply.kind === 'refused') expect(after).toEqual(before);
          expect(faultsOf(after)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What must hold of every zone, whatever was sent to it. */
function faultsOf(recordSets: readonly RecordSet[]): readonly string[] {
  return recordSets.flatMap((one) => {
    const beside = recordSets.filter((other) => other !== one && other.Name === one.Name);
    const group = beside.filter(({ Type }) => Type === one.Type);
    return [
      one.Type === 'CNAME' && beside.some(({ Type }) => Type !== 'CNAME') ? 'CNAME beside others' : '',
      one.Type === 'CNAME' && one.Name === 'example.com.' ? 'CNAME at the apex' : '',
      group.some(({ SetIdentifier }) => (SetIdentifier === undefined) !== (one.SetIdentifier === undefined))
        ? 'mixed routing'
        : '',
      group.some(({ SetIdentifier }) => SetIdentifier === one.SetIdentifier) ? 'the same record set twice' : '',
      group.some(({ TTL }) => TTL !== one.TTL) ? 'several TTLs in a group' : '',
    ].filter((fault) => fault !== '');
  });
}
