import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import type { ZoneWriter } from '../../../../estate/index.js';
import { canonicalSets, viewsOf } from '../../../../planner/adapters/dns/authoritative.js';
import { legacyZones } from '../../../../planner/adapters/dns/legacy-zones.js';
import { query } from '../../../../planner/adapters/dns/query.js';
import type { ServerAddress } from '../../../../planner/adapters/dns/transport.js';
import { secretOf, type TsigKey } from '../../../../planner/adapters/dns/tsig.js';
import { sendUpdate, swap, type Update } from '../../../../planner/adapters/dns/update.js';
import type { RecordSet } from '../../../../planner/cutover/records.js';
import { type Daemon, key, startNamed, startUnbound } from '../../../support/bind.js';
import { freePort } from '../../../support/emulator.js';
import { simple } from '../../../support/route53.js';

const zone = 'utah-outfitters.example';
const name = `shop.${zone}.`;
const legacy = simple(name, 'A', 3600, '192.0.2.10');
const lowered = simple(name, 'A', 60, '192.0.2.10');
const delegated = simple(name, 'CNAME', 60, 'shop.cut.utah-aws.example.');
const tsig: TsigKey = { name: key.name, secret: secretOf(key.secret) ?? new Uint8Array() };

let primary: Daemon;
let secondary: Daemon;

beforeAll(async () => {
  const port = await freePort();
  primary = await startNamed({
    zone,
    records: ['shop 3600 A 192.0.2.10', 'other A 192.0.2.30'],
    notify: [{ address: '127.0.0.1', port }],
  });
  secondary = await startNamed({ zone, records: [], primary: primary.at, port });
});

afterAll(async () => {
  await Promise.all([primary.stop(), secondary.stop()]);
});

const servers = () => [primary, secondary].map(({ at }, index) => ({ host: `ns${index + 1}`, at }));

/** What a server holds for the name. */
async function held({ at }: Daemon): Promise<readonly RecordSet[]> {
  const [view] = await viewsOf([{ host: 'ns', at }], name, ['A', 'AAAA', 'CNAME'], { timeout: 5000 });
  if (view?.kind !== 'answers') throw new Error(`no view: ${JSON.stringify(view)}`);
  return view.records;
}

const update = (change: Update, one: TsigKey = tsig, now = Date.now()) =>
  sendUpdate(primary.at, change, { key: one, now });

const clean: Update = {
  zone,
  conditions: [],
  changes: [
    ...['A', 'AAAA', 'CNAME', 'TXT'].map((type) => ({ kind: 'delete', name, type }) as const),
    { kind: 'add', recordSet: legacy },
  ],
};

beforeEach(async () => {
  expect(await update(clean)).toEqual({ kind: 'done' });
});

describe('an update of a real BIND', () => {
  it('is made when what it is made from is there, and lowers a TTL', async () => {
    expect(await update(swap(zone, name, [legacy], [lowered]))).toEqual({ kind: 'done' });
    expect(await held(primary)).toEqual([lowered]);
  });

  it('turns an A record into a CNAME and back, each at once', async () => {
    expect(await update(swap(zone, name, [legacy], [delegated]))).toEqual({ kind: 'done' });
    expect(await held(primary)).toEqual([delegated]);
    expect(await update(swap(zone, name, [delegated], [legacy]))).toEqual({ kind: 'done' });
    expect(await held(primary)).toEqual([legacy]);
  });

  it.each<readonly [string, readonly RecordSet[]]>([
    ['another address', [simple(name, 'A', 3600, '192.0.2.11')]],
    ['one address of two', [simple(name, 'A', 3600, '192.0.2.10', '192.0.2.11')]],
    ['another type', [delegated]],
    ['nothing', []],
  ])('is refused as stale when it is made from %s, and nothing happens', async (_title, from) => {
    expect(await update(swap(zone, name, from, [delegated]))).toMatchObject({ kind: 'stale' });
    expect(await held(primary)).toEqual([legacy]);
  });

  it('is refused as stale when somebody added another type meanwhile', async () => {
    const ipv6 = simple(name, 'AAAA', 60, '2001:db8::1');
    expect(await update({ zone, conditions: [], changes: [{ kind: 'add', recordSet: ipv6 }] })).toEqual({
      kind: 'done',
    });
    expect(await update(swap(zone, name, [legacy], [delegated]))).toMatchObject({ kind: 'stale' });
    expect(await held(primary)).toEqual(canonicalSets([legacy, ipv6]));
  });

  it('says yes to a CNAME beside an A and drops it: its word is no evidence', async () => {
    expect(await update({ zone, conditions: [], changes: [{ kind: 'add', recordSet: delegated }] })).toEqual({
      kind: 'done',
    });
    expect(await held(primary)).toEqual([legacy]);
  });

  it.each<readonly [string, TsigKey, number, string, RegExp]>([
    ['another secret', { ...tsig, secret: new Uint8Array(32) }, 0, 'credentials', /BADSIG/],
    ['a key that the server does not know', { ...tsig, name: 'stranger' }, 0, 'credentials', /BADKEY/],
    ['a clock an hour behind', tsig, -3_600_000, 'credentials', /BADTIME/],
  ])('is refused with %s', async (_title, one, skew, kind, message) => {
    const result = await update(swap(zone, name, [legacy], [delegated]), one, Date.now() + skew);
    expect(result).toMatchObject({ kind, message: expect.stringMatching(message) });
    expect(await held(primary)).toEqual([legacy]);
  });

  it('is refused for a zone that the server does not have', async () => {
    expect(
      await update(swap('example.net', 'www.example.net.', [], [simple('www.example.net.', 'A', 60, '192.0.2.1')])),
    ).toMatchObject({ kind: 'refused' });
  });

  it('that nobody hears is told apart from one whose answer is lost', async () => {
    const port = await freePort();
    expect(
      await sendUpdate({ address: '127.0.0.1', port }, swap(zone, name, [legacy], [delegated]), {
        key: tsig,
        now: Date.now(),
      }),
    ).toMatchObject({ kind: 'unreachable' });
  });
});

const rfc2136 = (at: ServerAddress): ZoneWriter => ({
  kind: 'rfc2136',
  server: at.address,
  port: at.port,
  key: key.name,
  secretVariable: 'TSIG_CUTOVER',
});

/** The secondary follows the primary by a notify: soon, not at once. */
async function bothHold(records: readonly RecordSet[]): Promise<void> {
  const expected = JSON.stringify(canonicalSets(records));
  for (let tries = 0; JSON.stringify(await held(secondary)) !== expected; tries += 1) {
    if (tries > 200) throw new Error('the secondary does not follow');
    await wait(100);
  }
}

describe('a zone at an old provider', () => {
  const settings = () => ({ resolvers: [], nameServers: new Map([[`${zone}.`, servers().map(({ at }) => at)]]) });

  function zones(writer: ZoneWriter, env: Readonly<Record<string, string>> = { TSIG_CUTOVER: key.secret }) {
    return legacyZones({ writers: new Map([[zone, writer]]), settings: settings(), env, now: Date.now });
  }

  const change = { zone, name, to: 'delegated', from: [legacy], records: [delegated] } as const;

  it('is changed by an update, and seen at every server', async () => {
    await bothHold([legacy]);
    const legacyZone = zones(rfc2136(primary.at));
    expect(await legacyZone.apply(change)).toEqual({ kind: 'applied' });
    await bothHold([delegated]);
    const seen = await legacyZone.seen(zone, name);
    expect(seen).toEqual({
      kind: 'seen',
      servers: [primary, secondary].map(() => ({ kind: 'answers', server: '127.0.0.1', records: [delegated] })),
    });
  });

  it('is not changed twice: what is there already is done', async () => {
    await bothHold([legacy]);
    await zones(rfc2136(primary.at)).apply(change);
    await bothHold([delegated]);
    expect(await zones(rfc2136(primary.at)).apply(change)).toEqual({ kind: 'applied' });
  });

  it('is left alone after a foreign edit', async () => {
    const foreign = simple(name, 'A', 60, '198.51.100.7');
    expect(await update(swap(zone, name, [legacy], [foreign]))).toEqual({ kind: 'done' });
    await bothHold([foreign]);
    for (const writer of [rfc2136(primary.at), { kind: 'manual' } as const])
      expect(await zones(writer).apply(change)).toMatchObject({ kind: 'rejected', reason: 'stale' });
    expect(await held(primary)).toEqual([foreign]);
  });

  it('that people write is seen changed when they did it at every server', async () => {
    await bothHold([legacy]);
    const byHand = zones({ kind: 'manual' });
    expect(await byHand.apply(change)).toEqual({ kind: 'manual' });
    expect(await held(primary)).toEqual([legacy]);
    await update(swap(zone, name, [legacy], [delegated]));
    await bothHold([delegated]);
    expect(await byHand.seen(zone, name)).toMatchObject({
      servers: [{ records: [delegated] }, { records: [delegated] }],
    });
  });

  it('is not written without the secret', async () => {
    await bothHold([legacy]);
    for (const env of [{}, { TSIG_CUTOVER: 'not base64!' }])
      expect(await zones(rfc2136(primary.at), env).apply(change)).toMatchObject({
        kind: 'credentials',
        message: expect.stringContaining('$TSIG_CUTOVER'),
      });
  });

  it('is unreachable when one of its servers is silent: no answer is not an answer', async () => {
    const port = await freePort();
    const silent = {
      resolvers: [],
      nameServers: new Map([[`${zone}.`, [primary.at, { address: '127.0.0.1', port }]]]),
    };
    const one = legacyZones({
      writers: new Map([[zone, rfc2136(primary.at)]]),
      settings: silent,
      env: { TSIG_CUTOVER: key.secret },
      now: Date.now,
    });
    expect(await one.seen(zone, name)).toMatchObject({ kind: 'unknown' });
    expect(await one.apply(change)).toMatchObject({ kind: 'unreachable' });
    expect(await held(primary)).toEqual([legacy]);
  });
});

describe('a caching resolver', () => {
  it('keeps an answer for its TTL while the zone moves on, and a missing name for the negative TTL', async () => {
    const resolver = await startUnbound({ zones: { [zone]: [primary.at] } });
    try {
      const ask = async (asked: string) => {
        const reply = await query(resolver.at, { name: asked, type: 'A' }, { recursion: true, timeout: 5000 });
        return reply.kind === 'answered' ? [reply.rcode, ...reply.answers.map(({ data }) => data)] : [reply.kind];
      };
      expect(await ask(name)).toEqual(['NOERROR', '192.0.2.10']);
      expect(await ask(`new.${zone}`)).toEqual(['NXDOMAIN']);
      await update(swap(zone, name, [legacy], [simple(name, 'A', 60, '203.0.113.11')]));
      await update(swap(zone, `new.${zone}.`, [], [simple(`new.${zone}.`, 'A', 60, '203.0.113.11')]));
      expect(await held(primary)).toEqual([simple(name, 'A', 60, '203.0.113.11')]);
      expect(await ask(name)).toEqual(['NOERROR', '192.0.2.10']);
      expect(await ask(`new.${zone}`)).toEqual(['NXDOMAIN']);
      expect(
        await update({ zone, conditions: [], changes: [{ kind: 'delete', name: `new.${zone}.`, type: 'A' }] }),
      ).toEqual({ kind: 'done' });
    } finally {
      await resolver.stop();
    }
  });
});
