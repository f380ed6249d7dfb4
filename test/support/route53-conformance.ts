import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock, Dns } from '../../planner/cutover/ports.js';
import type { Change, RecordSet } from '../../planner/cutover/records.js';
import { openRoute53 } from '../../planner/adapters/route53/sdk.js';
import { route53Dns } from '../../planner/adapters/route53/dns.js';
import type { Route53Calls } from '../../planner/adapters/route53/calls.js';
import { member, simple } from './route53.js';

/** A service that claims to be Route 53, with one empty public zone `example.com`. */
export interface Subject {
  readonly url: string;
  /** Id of the zone. */
  readonly zone: string;
  /** What the adapter waits for between two looks at a change, in the time of the service. */
  readonly wait: () => Promise<void> | void;
}

/** A clock on which sleeping takes no time. */
export function leapingClock(
  from = Date.parse('2027-03-02T17:00:00Z'),
): Clock & { leap: (milliseconds: number) => void } {
  let now = from;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      return Promise.resolve(true);
    },
    leap: (milliseconds) => void (now += milliseconds),
  };
}

/** The adapter through the real SDK, against a service on this machine. */
export async function adapterTo(
  url: string,
  clock: Clock = leapingClock(),
): Promise<{ readonly calls: Route53Calls; readonly dns: Dns }> {
  const calls = await openRoute53({
    region: 'us-east-1',
    config: { endpoint: url, credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' } },
  });
  return { calls, dns: route53Dns(calls, { clock, random: () => 0.5 }) };
}

const deleted = (ResourceRecordSet: RecordSet): Change => ({ Action: 'DELETE', ResourceRecordSet });
const created = (ResourceRecordSet: RecordSet): Change => ({ Action: 'CREATE', ResourceRecordSet });

const www = simple('www.example.com.', 'A', 300, '192.0.2.10', '192.0.2.11');
const legacy = member('www.example.com.', 'legacy', 100, '192.0.2.10');
const aws = member('www.example.com.', 'aws', 0, '203.0.113.11');
const fence = (generation: number): RecordSet =>
  simple('_cutover.www.example.com.', 'TXT', 60, `"v=1;run=2027-03-02a;gen=${generation};op=01J;step=convert"`);

/** What the engine relies on, told of the adapter and whatever stands behind it. */
export function conformance(make: () => Promise<Subject>): void {
  describe('the engine may rely on it that', () => {
    let subject: Subject;
    let dns: Dns;
    let calls: Route53Calls;

    beforeEach(async () => {
      subject = await make();
      ({ dns, calls } = await adapterTo(subject.url));
    });

    const submit = (...batch: readonly Change[]) => dns.submit(subject.zone, batch, 'conformance');
    const read = async (...names: readonly string[]): Promise<readonly RecordSet[]> => {
      const found = await dns.read(subject.zone, names);
      if (found.kind !== 'read') throw new Error(`not read: ${found.message}`);
      return found.recordSets;
    };
    const submitted = async (...batch: readonly Change[]): Promise<string> => {
      const reply = await submit(...batch);
      expect(reply).toEqual({
        kind: 'submitted',
        changeId: expect.stringMatching(/^[^/]+$/),
        at: expect.stringMatching(/Z$/),
      });
      return reply.kind === 'submitted' ? reply.changeId : '';
    };

    it('what is written is read back field for field, at once', async () => {
      await submitted(created(www), created(fence(1)));
      expect(await read('www.example.com', '_cutover.www.example.com')).toEqual([www, fence(1)]);
    });

    it('a name has exactly its own record sets, and one that is not there has none', async () => {
      await submitted(
        created(www),
        created(simple('wwx.example.com.', 'A', 60, '192.0.2.1')),
        created(simple('a.www.example.com.', 'A', 60, '192.0.2.1')),
      );
      expect(await read('www.example.com.')).toEqual([www]);
      expect(await read('nothing.example.com.')).toEqual([]);
    });

    it('a name is found behind more record sets than fit a page', async () => {
      for (let from = 0; from < 600; from += 300)
        await submitted(
          ...Array.from({ length: 300 }, (_, index) =>
            created(simple(`n${from + index}.example.com.`, 'A', 60, '192.0.2.1')),
          ),
        );
      await submitted(created(www));
      expect(await read('www.example.com.')).toEqual([www]);
    });

    it('a simple record set becomes weighted members and one again, each in one batch', async () => {
      await submitted(created(www), created(fence(1)));
      await submitted(deleted(www), deleted(fence(1)), created(legacy), created(aws), created(fence(2)));
      expect(await read('www.example.com.')).toEqual([aws, legacy]);
      await submitted(deleted(legacy), deleted(aws), deleted(fence(2)), created(www), created(fence(3)));
      expect(await read('www.example.com.', '_cutover.www.example.com.')).toEqual([www, fence(3)]);
    });

    it.each<readonly [string, RecordSet]>([
      ['another TTL', { ...www, TTL: 301 }],
      ['another value', simple('www.example.com.', 'A', 300, '192.0.2.10', '192.0.2.12')],
      ['a value less', simple('www.example.com.', 'A', 300, '192.0.2.10')],
      ['another name', { ...www, Name: 'wwx.example.com.' }],
    ])('a DELETE with %s than what stands is stale, and nothing of the batch happens', async (_title, expected) => {
      await submitted(created(www), created(fence(1)));
      expect(await submit(deleted(expected), deleted(fence(1)), created(fence(2)))).toMatchObject({
        kind: 'rejected',
        reason: 'stale',
      });
      expect(await read('www.example.com.', '_cutover.www.example.com.')).toEqual([www, fence(1)]);
    });

    it('a DELETE of a member with another weight is stale', async () => {
      await submitted(created(legacy), created(aws));
      expect(await submit(deleted({ ...legacy, Weight: 99 }), created({ ...legacy, Weight: 50 }))).toMatchObject({
        kind: 'rejected',
        reason: 'stale',
      });
      expect(await read('www.example.com.')).toEqual([aws, legacy]);
    });

    it('a CREATE of what stands is stale', async () => {
      await submitted(created(fence(1)));
      expect(await submit(created(www), created(fence(1)))).toMatchObject({ kind: 'rejected', reason: 'stale' });
      expect(await read('www.example.com.')).toEqual([]);
    });

    it('of two operators who read the same, one writes', async () => {
      await submitted(created(fence(1)));
      const step = (ttl: number) => submit(deleted(fence(1)), created({ ...fence(2), TTL: ttl }));
      expect(await step(60)).toMatchObject({ kind: 'submitted' });
      expect(await step(61)).toMatchObject({ kind: 'rejected', reason: 'stale' });
      expect(await read('_cutover.www.example.com.')).toEqual([fence(2)]);
    });

    it('a change is pending, then in sync', async () => {
      const id = await submitted(created(www));
      expect(await dns.status(id)).toEqual({ kind: 'pending' });
      await subject.wait();
      expect(await dns.status(id)).toEqual({ kind: 'insync' });
    });

    it('a change that nobody knows is forgotten, not failed', async () => {
      expect(await dns.status('C0000000NONE')).toEqual({ kind: 'forgotten' });
    });

    it('a zone that is not there is told, and never read as empty', async () => {
      expect(await dns.read('Z0000000NONE', ['www.example.com.'])).toMatchObject({ kind: 'invalid' });
      expect(await dns.submit('Z0000000NONE', [created(www)], '')).toMatchObject({ kind: 'invalid' });
    });

    it('a zone is found by its name, with its name servers', async () => {
      const found = await calls.zonesNamed('example.com.');
      expect(found).toEqual({ kind: 'ok', value: [{ id: subject.zone, name: 'example.com.', visibility: 'public' }] });
      expect(await calls.zonesNamed('com.')).toEqual({ kind: 'ok', value: [] });
      const details = await calls.zone(subject.zone);
      expect(details).toMatchObject({
        kind: 'ok',
        value: { id: subject.zone, name: 'example.com.', visibility: 'public' },
      });
      expect(details.kind === 'ok' && details.value.nameServers.length).toBe(4);
    });

    it('an alias is read back with all its fields', async () => {
      const alias: RecordSet = {
        Name: 'www.example.com.',
        Type: 'A',
        SetIdentifier: 'aws',
        Weight: 5,
        AliasTarget: {
          HostedZoneId: 'Z26RNL4JYFTOTI',
          DNSName: 'nlb-1.elb.us-east-1.amazonaws.com.',
          EvaluateTargetHealth: false,
        },
      };
      await submitted(created(alias), created(legacy));
      expect(await read('www.example.com.')).toEqual([alias, legacy]);
      await submitted(deleted(alias));
    });
  });
}
