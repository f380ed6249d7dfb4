import type { ZoneWriter } from '../../../estate/index.js';
import type { LegacySeen } from '../../cutover/observation.js';
import type { LegacyChange } from '../../cutover/entries.js';
import type { LegacyZones } from '../../cutover/world.js';
import { sameRecords } from '../../cutover/record-sets.js';
import { canonicalSets, viewsOf } from './authoritative.js';
import { LookupError, nameServersOf, resolve } from './lookup.js';
import { serverAddress, type DnsSettings } from './settings.js';
import type { ServerAddress } from './transport.js';
import { secretOf, type TsigKey } from './tsig.js';
import { sendUpdate, swap, type Updated } from './update.js';

export interface LegacyZonesOptions {
  /** By name of the zone, without the final dot. */
  readonly writers: ReadonlyMap<string, ZoneWriter>;
  readonly settings: DnsSettings;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Types that decide where a web client goes. */
const addressTypes = ['A', 'AAAA', 'CNAME', 'HTTPS', 'SVCB'];

type Applied = Awaited<ReturnType<LegacyZones['apply']>>;

/**
 * Zones at old providers, real ones. A change is first compared with what every authoritative server answers; then people are shown it (manual), or
 * the server is asked to make it under the condition that nothing else came between (RFC 2136). Whether it happened is always seen at the servers.
 */
export function legacyZones(options: LegacyZonesOptions): LegacyZones {
  const seen = (zone: string, name: string): Promise<LegacySeen> => seenAt(zone, name, options.settings);
  return {
    seen,
    async apply(change): Promise<Applied> {
      const before = await seen(change.zone, change.name);
      if (before.kind === 'unknown') return { kind: 'unreachable', message: before.why };
      const holds = (records: LegacyChange['from']): boolean =>
        before.servers.every((one) => sameRecords(one.records, canonicalSets(records)));
      const writer = options.writers.get(change.zone) ?? { kind: 'manual' };
      if (holds(change.records)) return { kind: writer.kind === 'manual' ? 'manual' : 'applied' };
      if (!holds(change.from)) return stale(change, before);
      return writer.kind === 'manual' ? { kind: 'manual' } : updated(change, writer, options);
    },
  };
}

function stale({ name, from }: LegacyChange, { servers }: Extract<LegacySeen, { kind: 'seen' }>): Applied {
  const other = servers.find(({ records }) => !sameRecords(records, canonicalSets(from)));
  return {
    kind: 'rejected',
    reason: 'stale',
    message: `${name} is not as it was read, says ${other?.server ?? 'a server'}`,
  };
}

async function seenAt(zone: string, name: string, settings: DnsSettings): Promise<LegacySeen> {
  try {
    const views = await viewsOf(await nameServersOf(zone, settings), name, addressTypes);
    const silent = views.find((view) => view.kind === 'unknown');
    if (silent?.kind === 'unknown') return { kind: 'unknown', why: `name server ${silent.server}: ${silent.why}` };
    return { kind: 'seen', servers: views.flatMap((view) => (view.kind === 'answers' ? [view] : [])) };
  } catch (error) {
    if (error instanceof LookupError) return { kind: 'unknown', why: error.message };
    throw error;
  }
}

const outcomes: Readonly<Record<Exclude<Updated['kind'], 'done'>, (message: string) => Applied>> = {
  stale: (message) => ({ kind: 'rejected', reason: 'stale', message }),
  refused: (message) => ({ kind: 'denied', message }),
  credentials: (message) => ({ kind: 'credentials', message }),
  unreachable: (message) => ({ kind: 'unreachable', message }),
  unknown: (message) => ({ kind: 'unknown', message }),
};

async function updated(
  change: LegacyChange,
  writer: Extract<ZoneWriter, { kind: 'rfc2136' }>,
  { settings, env, now }: LegacyZonesOptions,
): Promise<Applied> {
  const secret = secretOf(env[writer.secretVariable] ?? '');
  if (secret === undefined)
    return {
      kind: 'credentials',
      message: `$${writer.secretVariable} must hold the secret of the TSIG key ${writer.key}, in base64`,
    };
  const key: TsigKey = { name: writer.key, secret };
  const server = await addressOf(writer.server, writer.port, settings);
  if (server === undefined) return { kind: 'unreachable', message: `${writer.server} has no address` };
  const result = await sendUpdate(server, swap(change.zone, change.name, change.from, change.records), {
    key,
    now: now(),
  });
  if (result.kind !== 'done') return outcomes[result.kind](result.message);
  return confirmed(change, server);
}

/** The server said yes; BIND also says it when it left a record out. What it answers now tells; a hidden primary may not answer, and others do later. */
async function confirmed({ name, records }: LegacyChange, server: ServerAddress): Promise<Applied> {
  const [view] = await viewsOf([{ host: server.address, at: server }], name, addressTypes);
  if (view?.kind !== 'answers' || sameRecords(view.records, canonicalSets(records))) return { kind: 'applied' };
  return {
    kind: 'rejected',
    reason: 'invalid',
    message: `${server.address} said that it made the change of ${name}, and answers otherwise`,
  };
}

async function addressOf(host: string, port: number, settings: DnsSettings): Promise<ServerAddress | undefined> {
  const literal = serverAddress(host.replaceAll(/[[\]]/g, ''));
  if (literal !== undefined) return { address: literal.address, port };
  try {
    const { answers } = await resolve({ name: host, type: 'A' }, settings);
    const found = answers.find(({ type }) => type === 'A');
    return found === undefined ? undefined : { address: found.data, port };
  } catch (error) {
    if (error instanceof LookupError) return undefined;
    throw error;
  }
}
