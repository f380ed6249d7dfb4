import { afterEach, describe, expect, it } from '@jest/globals';
import { type Edit, type FaultKind, SimulatedRoute53 } from '../../../../planner/adapters/simulated/route53.js';
import type { Change } from '../../../../planner/cutover/records.js';
import { aRoute53, create, member, remove, simple, standing } from '../../../support/route53.js';
import { adapterTo, conformance, leapingClock } from '../../../support/route53-conformance.js';
import { rejections } from '../../../support/route53-rejections.js';
import { type Route53Server, type Route53ServerOptions, startRoute53 } from '../../../support/route53-server/server.js';

const started: Route53Server[] = [];

async function serving(options: Route53ServerOptions): Promise<Route53Server> {
  const server = await startRoute53(options);
  started.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

describe('the adapter on the simulated Route 53 over its wire protocol', () => {
  conformance(async () => {
    const clock = leapingClock();
    const route53 = new SimulatedRoute53({ random: () => 0.5 });
    const { id } = route53.addZone({ name: 'example.com' });
    const { url } = await serving({ route53, now: () => clock.now() });
    return { url, zone: id, wait: () => clock.leap(60_000) };
  });

  /** dc-exit writes no UPSERT, and the SDK takes no type that it does not know. */
  const writable = rejections.filter(({ batch }) =>
    batch.every(({ Action, ResourceRecordSet: { Type } }) => Action !== 'UPSERT' && Type !== 'WKS'),
  );
  const bare = writable.filter(({ code }, index) => code === 'InvalidChangeBatch' && index % 4 === 0);

  it.each([
    ...writable.map((rejection) => ['wrapped', rejection.title, rejection] as const),
    ...bare.map((rejection) => ['bare', rejection.title, rejection] as const),
  ])('tells from a %s error why a batch is refused: %s', async (errors, _title, { batch, message, reason }) => {
    const { url } = await serving({ route53: aRoute53(), now: () => 0, errors });
    const { calls, dns } = await adapterTo(url);
    const reply = await dns.submit('ZTEST', changes(batch), '');
    expect(reply).toMatchObject({ kind: 'rejected', reason });
    expect(reply.kind === 'rejected' && reply.message).toContain(message);
    const after = await calls.recordSets('ZTEST', { name: 'example.com.' });
    expect(after.kind === 'ok' && after.value.recordSets).toHaveLength(Object.keys(standing).length + 2);
  });
});

const changes = (edits: readonly Edit[]): readonly Change[] =>
  edits.flatMap(({ Action, ResourceRecordSet }) => (Action === 'UPSERT' ? [] : [{ Action, ResourceRecordSet }]));

/** A service that does wrong so many times. */
async function faulty(kind: FaultKind, action: string, times: number) {
  const clock = leapingClock();
  const route53 = aRoute53();
  route53.inject({ kind, action, times });
  const server = await serving({ route53, now: () => clock.now() });
  const { dns } = await adapterTo(server.url, clock);
  return { route53, dns, isApplied: () => !route53.zones[0]?.recordSets.has('shop.example.com.|A|aws') };
}

describe('when the service does wrong, the adapter', () => {
  const batch = changes([remove(standing.aws)]);

  it.each<readonly [FaultKind, number, string, number, boolean]>([
    ['throttle', 3, 'submitted', 4, true],
    ['prior-request', 3, 'submitted', 4, true],
    ['throttle', 1000, 'throttled', 0, false],
    ['expired', 1, 'credentials', 1, false],
    ['denied', 1, 'denied', 1, false],
    ['internal-error', 1, 'unknown', 1, false],
    ['reset-before-apply', 1, 'unknown', 1, false],
    ['reset-after-apply', 1, 'unknown', 1, true],
  ])('makes of %s (%d times) for a batch: %s', async (kind, times, expected, calls, applied) => {
    const { route53, dns, isApplied } = await faulty(kind, 'ChangeResourceRecordSets', times);
    expect((await dns.submit('ZTEST', batch, '')).kind).toBe(expected);
    expect(isApplied()).toBe(applied);
    const made = route53.calls.get('ChangeResourceRecordSets') ?? 0;
    if (calls > 0) expect(made).toBe(calls);
    else expect(made).toBeLessThan(20);
  });

  it.each<readonly [FaultKind, number, string]>([
    ['throttle', 3, 'read'],
    ['reset-before-apply', 2, 'read'],
    ['internal-error', 2, 'read'],
    ['throttle', 1000, 'throttled'],
    ['internal-error', 1000, 'unreachable'],
    ['expired', 1, 'credentials'],
    ['denied', 1, 'denied'],
  ])('makes of %s (%d times) for a read: %s', async (kind, times, expected) => {
    const { dns } = await faulty(kind, 'ListResourceRecordSets', times);
    expect((await dns.read('ZTEST', ['shop.example.com.'])).kind).toBe(expected);
  });

  it.each<readonly [FaultKind, number, string]>([
    ['throttle', 2, 'insync'],
    ['expired', 1, 'credentials'],
    ['denied', 1, 'denied'],
  ])('makes of %s (%d times) for the state of a change: %s', async (kind, times, expected) => {
    const { dns } = await faulty(kind, 'GetChange', times);
    const reply = await dns.submit('ZTEST', batch, '');
    expect((await dns.status(reply.kind === 'submitted' ? reply.changeId : '')).kind).toBe(expected);
  });

  it('says that nobody answers', async () => {
    const server = await startRoute53({ route53: aRoute53() });
    await server.stop();
    const { dns } = await adapterTo(server.url);
    expect((await dns.read('ZTEST', ['www.example.com.'])).kind).toBe('unreachable');
    expect((await dns.submit('ZTEST', batch, '')).kind).toBe('unreachable');
  });

  it.each([
    [200, '<html><body>Sign in to the hotel</body></html>'],
    [200, ''],
    [400, '<html>proxy</html>'],
    [403, 'not xml at all'],
    [502, '<html>bad gateway</html>'],
  ])('takes no answer for one that is not from Route 53: status %d', async (status, body) => {
    const { url } = await serving({ route53: aRoute53(), others: [() => ({ status, body })] });
    const { dns } = await adapterTo(url);
    expect((await dns.read('ZTEST', ['www.example.com.'])).kind).not.toBe('read');
    expect((await dns.submit('ZTEST', batch, '')).kind).toBe('unknown');
    expect((await dns.status('C1')).kind).toMatch(/unreachable|denied/);
  });

  it('cuts a comment to what Route 53 takes', async () => {
    const server = await serving({ route53: aRoute53() });
    const { dns } = await adapterTo(server.url);
    await dns.submit('ZTEST', batch, 'x'.repeat(300));
    expect(/<Comment>(x*)<\/Comment>/.exec(server.requests.at(-1)?.body ?? '')?.[1]).toHaveLength(256);
  });
});

describe('a foreign edit between read and batch', () => {
  it('makes the batch stale', async () => {
    const route53 = aRoute53();
    const { url } = await serving({ route53 });
    const { dns } = await adapterTo(url);
    const read = await dns.read('ZTEST', ['shop.example.com.']);
    const seen = read.kind === 'read' ? read.recordSets : [];
    route53.foreignEdit(
      'ZTEST',
      [remove(standing.legacy), create(member('shop.example.com.', 'legacy', 90, '192.0.2.20'))],
      0,
    );
    const batch = [
      ...seen.map((one): Change => ({ Action: 'DELETE', ResourceRecordSet: one })),
      { Action: 'CREATE', ResourceRecordSet: simple('shop.example.com.', 'A', 60, '203.0.113.11') } as const,
    ];
    expect(await dns.submit('ZTEST', batch, '')).toMatchObject({ kind: 'rejected', reason: 'stale' });
  });
});

/** The adapter to a service with one zone, whose first calls for protections fail so. */
const protecting = async (faults: readonly FaultKind[] = []) => {
  const clock = leapingClock();
  const route53 = new SimulatedRoute53({ random: () => 0.5 });
  const { id } = route53.addZone({ name: 'example.com', id: 'ZTEST' });
  for (const kind of faults) route53.inject({ kind, action: 'CreateResourceRecordSetProtections' });
  const { url } = await serving({ route53, now: () => clock.now() });
  const { dns } = await adapterTo(url, clock);
  return { dns, id };
};

describe('protections over the wire', () => {
  const records = [
    { name: 'www.example.com.', type: 'A' },
    { name: 'www.example.com.', type: 'AAAA' },
  ];
  const edits = changes([create(simple('www.example.com.', 'AAAA', 60, '2001:db8::1'))]);
  it('refuse a change with their comment, are set and lifted as often as one likes', async () => {
    const { dns, id } = await protecting();
    const [first] = records;
    // One of two is there already: the other is added, and nothing is refused as a whole.
    expect(await dns.protect(id, first === undefined ? [] : [first], 'kept')).toEqual({ kind: 'done' });
    expect(await dns.protect(id, records, 'kept')).toEqual({ kind: 'done' });
    expect(await dns.submit(id, edits, '')).toMatchObject({
      kind: 'rejected',
      reason: 'protected',
      message: expect.stringContaining('kept'),
    });
    expect(await dns.unprotect(id, records)).toEqual({ kind: 'done' });
    expect(await dns.unprotect(id, records)).toEqual({ kind: 'done' });
    expect(await dns.submit(id, edits, '')).toMatchObject({ kind: 'submitted' });
  });

  it.each<[FaultKind, string]>([
    ['denied', 'refused'],
    ['internal-error', 'refused'],
    ['reset-after-apply', 'refused'],
    ['expired', 'credentials'],
    ['throttle', 'done'],
  ])('after %s are %s', async (fault, kind) => {
    const { dns, id } = await protecting([fault]);
    expect(await dns.protect(id, records, '')).toMatchObject({ kind });
  });

  it('are refused at once by a service that does not know them', async () => {
    const { dns } = await protecting();
    expect(await dns.protect('ZNONE', records, '')).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('NoSuchHostedZone'),
    });
  });
});
