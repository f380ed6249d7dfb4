import { afterEach, describe, expect, it } from '@jest/globals';
import { canonicalSets, viewsOf } from '../../../../planner/adapters/dns/authoritative.js';
import { LookupError, nameServersOf, resolve } from '../../../../planner/adapters/dns/lookup.js';
import { decodeMessage, type DnsRecord, encodeMessage, recordOf } from '../../../../planner/adapters/dns/message.js';
import { query } from '../../../../planner/adapters/dns/query.js';
import { dnsSettings, serverAddress } from '../../../../planner/adapters/dns/settings.js';
import type { ServerAddress } from '../../../../planner/adapters/dns/transport.js';
import { type DnsServer, type Responder, startDnsServer } from '../../../support/dns-server.js';
import { aRoute53, create, remove, simple, standing } from '../../../support/route53.js';
import { startNameServers } from '../../../support/route53-server/name-servers.js';

const started: DnsServer[] = [];

async function serving(respond: Responder): Promise<ServerAddress> {
  const server = await startDnsServer(respond);
  started.push(server);
  return server.at;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

const www: DnsRecord = { name: 'www.example.com.', type: 'A', ttl: 60, data: '192.0.2.10' };
const asked = { name: 'www.example.com', type: 'A' };
/** Long enough for a busy machine; nothing waits for it but what must fail. */
const patient = { timeout: 10_000, tries: 2 };
const hasty = { timeout: 100, tries: 2 };

/** Answers every question with these records. */
function answering(
  records: readonly DnsRecord[],
  header: { readonly rcode?: string; readonly authoritative?: boolean; readonly truncated?: boolean } = {},
): Responder {
  return (bytes) => {
    const { id, questions } = decodeMessage(bytes);
    const [question] = questions;
    if (question === undefined) return undefined;
    const answers = records.filter(({ type }) => type === question.type || type === 'CNAME').map(recordOf);
    return encodeMessage({ id, kind: 'response', question, authoritative: true, ...header, answers });
  };
}

describe('a question', () => {
  it('is asked again when the datagram is lost', async () => {
    let count = 0;
    const reply = answering([www]);
    const at = await serving((bytes, transport) => ((count += 1) === 1 ? undefined : reply(bytes, transport)));
    expect(await query(at, asked, { timeout: 300, tries: 10 })).toMatchObject({
      kind: 'answered',
      rcode: 'NOERROR',
      authoritative: true,
      answers: [www],
    });
  });

  it('is asked over TCP when the answer does not fit', async () => {
    const at = await serving((bytes, transport) =>
      answering([www], { truncated: transport === 'udp' })(bytes, transport),
    );
    expect(await query(at, asked, patient)).toMatchObject({ kind: 'answered', answers: [www] });
  });

  it('takes a forged answer with another id, or to another question, for none', async () => {
    const reply = answering([www]);
    const at = await serving((bytes, transport) => {
      const forged = Uint8Array.from(bytes);
      forged[0] = (forged[0] ?? 0) ^ 1;
      const { id } = decodeMessage(bytes);
      const other = encodeMessage({
        id,
        kind: 'response',
        question: { name: 'evil.example.com.', type: 'A' },
        answers: [recordOf({ ...www, data: '198.51.100.66' })],
      });
      const good = reply(bytes, transport);
      return [forged, other, Uint8Array.of(1), ...(good instanceof Uint8Array ? [good] : [])];
    });
    expect(await query(at, asked, patient)).toMatchObject({ kind: 'answered', answers: [www] });
  });

  it.each<readonly [string, Responder, object]>([
    ['silence', () => undefined, { kind: 'silent' }],
    [
      'garbage with our id',
      (bytes) => Uint8Array.from([...bytes.subarray(0, 2), 0x80, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0]),
      { kind: 'garbled' },
    ],
    [
      'a truncated answer and no TCP',
      (bytes, transport) => (transport === 'udp' ? answering([], { truncated: true })(bytes, transport) : undefined),
      { kind: 'silent' },
    ],
    ['REFUSED', answering([], { rcode: 'REFUSED' }), { kind: 'answered', rcode: 'REFUSED' }],
  ])('is answered with %s: told as it is', async (_title, respond, expected) => {
    expect(await query(await serving(respond), asked, hasty)).toMatchObject(expected);
  });

  it('that nobody hears is told so', async () => {
    const server = await startDnsServer(() => undefined);
    await server.stop();
    expect(await query(server.at, asked, patient)).toMatchObject({
      kind: 'silent',
      message: expect.stringContaining('127.0.0.1'),
    });
  });
});

/** Nothing set but resolvers. */
const resolving = (...resolvers: readonly ServerAddress[]) => ({
  resolvers,
  nameServers: new Map<string, readonly ServerAddress[]>(),
});

describe('the name servers of a zone', () => {
  it('are each asked for themselves, while a change is on its way', async () => {
    let next = 0;
    let now = 0;
    const route53 = aRoute53({ propagationMilliseconds: () => [0, 10, 20, 30][next++ % 4] ?? 0 });
    started.push(...(await startNameServers({ route53, now: () => now, random: () => 0.5 })));
    const servers = started.map(({ at }, index) => ({ host: `ns${index}`, at }));
    const fence = simple('_cutover.shop.example.com.', 'TXT', 60, '"v=1;run=r;gen=1;op=o;step=ttl"');
    route53.change('ZTEST', [create(fence)], '', 0);
    const seen = async () =>
      (await viewsOf(servers, '_cutover.shop.example.com.', ['TXT'], patient)).map((view) =>
        view.kind === 'answers' ? view.records : view,
      );
    now = 15;
    expect(await seen()).toEqual([[fence], [fence], [], []]);
    now = 30;
    expect(await seen()).toEqual([[fence], [fence], [fence], [fence]]);
  });

  it('give all types of a name, negative answers included, over UDP or TCP', async () => {
    const route53 = aRoute53();
    const many = simple('many.example.com.', 'A', 60, ...Array.from({ length: 100 }, (_, index) => `10.0.0.${index}`));
    route53.change('ZTEST', [create(many), remove(standing.aws)], '', 0);
    started.push(...(await startNameServers({ route53, random: () => 0 })));
    const servers = started.map(({ at }, index) => ({ host: `ns${index}`, at }));
    const [first] = await viewsOf(servers, 'many.example.com', ['A', 'AAAA', 'CNAME'], patient);
    expect(first).toEqual({ kind: 'answers', server: 'ns0', records: canonicalSets([many]) });
    const [mail] = await viewsOf(servers, 'mail.example.com.', ['A', 'CNAME'], patient);
    expect(mail).toMatchObject({ records: [{ Type: 'CNAME', ResourceRecords: [{ Value: 'mx.example.net.' }] }] });
    const reply = await query(
      servers[0]?.at ?? { address: '', port: 0 },
      { name: 'gone.example.com', type: 'A' },
      patient,
    );
    expect(reply).toMatchObject({ rcode: 'NXDOMAIN', negativeTtl: 900 });
  });

  it.each<readonly [string, Responder, RegExp]>([
    ['answers from a cache', answering([www], { authoritative: false }), /AA bit/],
    ['refuses', answering([], { rcode: 'REFUSED' }), /REFUSED/],
    ['fails', answering([], { rcode: 'SERVFAIL' }), /SERVFAIL/],
    ['is silent', () => undefined, /no answer/],
  ])('say nothing where one %s', async (_title, respond, why) => {
    const [view] = await viewsOf([{ host: 'ns1', at: await serving(respond) }], 'www.example.com.', ['A'], hasty);
    expect(view).toEqual({ kind: 'unknown', server: 'ns1', why: expect.stringMatching(why) });
  });

  it('are found through a resolver, with their addresses', async () => {
    const resolver = await serving((bytes, transport) =>
      answering([
        { name: 'example.com.', type: 'NS', ttl: 60, data: 'ns1.example.net.' },
        { name: 'ns1.example.net.', type: 'A', ttl: 60, data: '192.0.2.53' },
      ])(bytes, transport),
    );
    const settings = { resolvers: [resolver], nameServers: new Map() };
    expect(await nameServersOf('example.com', settings)).toEqual([
      { host: 'ns1.example.net', at: { address: '192.0.2.53', port: 53 } },
    ]);
  });

  it('are asked of the next resolver when one fails, and missing when all do', async () => {
    const broken = await serving(answering([], { rcode: 'SERVFAIL' }));
    const empty = await serving(answering([]));
    const good = await serving(answering([www]));
    expect((await resolve(asked, resolving(broken, good))).answers).toEqual([www]);
    await expect(resolve(asked, resolving(broken))).rejects.toThrow(/SERVFAIL/);
    await expect(nameServersOf('example.com', resolving(empty))).rejects.toThrow(LookupError);
  });
});

describe('settings', () => {
  it('name resolvers, and servers of a zone', () => {
    const { resolvers, nameServers } = dnsSettings({
      PLAN_MIGRATION_RESOLVERS: '192.0.2.53, [2001:db8::53]:5353',
      PLAN_MIGRATION_NAMESERVERS: 'Example.com=127.0.0.1:5300,127.0.0.1:5301; example.net=192.0.2.1',
    });
    expect(resolvers).toEqual([
      { address: '192.0.2.53', port: 53 },
      { address: '2001:db8::53', port: 5353 },
    ]);
    expect([...nameServers]).toEqual([
      [
        'example.com.',
        [
          { address: '127.0.0.1', port: 5300 },
          { address: '127.0.0.1', port: 5301 },
        ],
      ],
      ['example.net.', [{ address: '192.0.2.1', port: 53 }]],
    ]);
  });

  it('name somebody even where nothing is set', () => {
    expect(dnsSettings({}).resolvers.length).toBeGreaterThan(0);
  });

  it.each(['dns.example.com', '192.0.2.1:99999', '192.0.2.300', '[::1]', '::1:53:x'])(
    'do not take %s for an address',
    (text) => {
      expect(serverAddress(text)).toBeUndefined();
      expect(() => dnsSettings({ PLAN_MIGRATION_RESOLVERS: text })).toThrow(/not an IP address/);
    },
  );
});
