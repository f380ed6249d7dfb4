import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loadEstate } from '../../estate/index.js';
import { legacyZones } from '../../planner/adapters/dns/legacy-zones.js';
import { dnsSettings } from '../../planner/adapters/dns/settings.js';
import { journalStore } from '../../planner/adapters/journal-store.js';
import { route53Authority } from '../../planner/adapters/route53/authority.js';
import { route53Dns } from '../../planner/adapters/route53/dns.js';
import { openRoute53 } from '../../planner/adapters/route53/sdk.js';
import { standIns } from '../../planner/adapters/simulated/world/stand-ins.js';
import { simulateWorld } from '../../planner/adapters/simulated/world/world.js';
import { seeded } from '../../planner/adapters/simulated/world/seeded.js';
import type { Waiting } from '../../planner/cutover/actions.js';
import { readSnapshot, runEntry, runId } from '../../planner/cutover/begin.js';
import type { Entry } from '../../planner/cutover/entries.js';
import { nextLook } from '../../planner/cutover/pace.js';
import { readEntry } from '../../planner/cutover/read-entry.js';
import { tick } from '../../planner/cutover/runner.js';
import { scopeOf } from '../../planner/cutover/scope-of.js';
import type { State } from '../../planner/cutover/state.js';
import { passes } from '../../planner/cutover/verdict.js';
import { journalName, type World } from '../../planner/cutover/world.js';
import { ours } from '../../planner/cutover/batch.js';
import {
  announced,
  clientsOf,
  type Lab,
  legacyAddress,
  loadBalancer,
  newZone,
  oldZone,
  shop,
  startLab,
} from '../support/lab.js';
import { scratchFolder } from '../support/program.js';
import { simple } from '../support/route53.js';
import { key } from '../support/bind.js';

const labs: Lab[] = [];

afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()));
});

const estateOf = (port: number) => {
  const loaded = loadEstate(`schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b] }
zones:
  ${newZone.name}: { at: route53, id: ${newZone.id} }
  ${oldZone}: { at: legacy, write: "rfc2136://127.0.0.1:${port}?key=${key.name}", via: ${newZone.name} }
products:
  shop:
    environments: [prod]
    ingress: { kind: static, to: { "/": web } }
    services: { web: { image: shop/web, port: 8080, size: { cpu: 256, memory: 1GiB }, count: 1 } }
    names: { ${shop}: { legacy: { A: [${legacyAddress}], ttl: 5m } } }
    cutover: { ttl: 60s, steps: [25, 50, 100], bake: { step: 4m, final: 10m, drain: 10m }, keepLegacy: 1h, approve: { at: [] } }
`);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.estate;
};

/** Time of the run: it leaps, and gives real caches a moment whenever it leaps by more than a minute. */
function leaping(start: number) {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += Math.max(0, milliseconds);
      // The resolver keeps nothing for more than a second.
      await wait(milliseconds >= 60_000 ? 1300 : 5);
      return true;
    },
  };
}

const pace = { near: 600_000, far: 3_600_000, beyond: 3_600_000 } as const;

/** A run over sockets in a laboratory: the real adapters, a real journal on disk; what is no DNS is simulated. */
async function aRun() {
  const clock = leaping(Date.parse('2027-03-02T16:00:00Z'));
  const random = seeded(7);
  const lab = await startLab({ now: () => clock.now(), random, propagation: 2000 });
  labs.push(lab);
  const estate = estateOf(lab.primary.at.port);
  const product = estate.products['shop'];
  if (product === undefined) throw new Error('no product');
  const scoped = scopeOf(estate, product, {
    zones: { [newZone.name]: newZone.id },
    target: loadBalancer,
    addresses: announced,
    sources: [],
    standby: [],
    standIn: false,
  });
  if (!scoped.ok) throw new Error(scoped.problem);
  const { scope } = scoped;
  const settings = dnsSettings(lab.env);
  const calls = await openRoute53({
    region: 'us-east-1',
    config: { endpoint: lab.api.url, credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' } },
  });
  const store = await journalStore(estate.state, scratchFolder(), { region: 'us-east-1', profile: undefined });
  const simulated = simulateWorld({ estate, scopes: [scope], standIns: standIns(estate), seed: 1, start: clock.now() });
  const journals: World['journals'] = {
    open: (name) => store.open(name, readEntry, { by: 'os:test', clock }),
    read: async (name) => (await store.read(name, readEntry)).entries,
  };
  const world: World = {
    ...simulated.as('os:test'),
    dns: route53Dns(calls, { clock, random }),
    authority: route53Authority(calls, settings),
    legacy: legacyZones({
      writers: new Map(
        scope.names.flatMap(({ delegated }) => (delegated === undefined ? [] : [[delegated.zone, delegated.write]])),
      ),
      settings,
      env: lab.env,
      // Signatures carry the real time: BIND has no other.
      now: Date.now,
    }),
    journals,
    clock,
    random,
  };
  const name = journalName(scope);
  const say = async (entries: readonly Entry[]): Promise<void> => {
    const journal = await journals.open(name);
    for (const entry of entries) await journal.append(entry);
    await journal.close();
  };
  const begin = async (): Promise<void> => {
    const read = await readSnapshot(scope, world);
    if (read.kind !== 'read') throw new Error(read.message);
    await say([
      runEntry(runId([], clock.now()), scope, read.snapshot, { planHash: 'p', estateHash: 'e', outputsHash: 'o' }),
    ]);
  };
  /** What people do about a waiting run. */
  const answer = async (waiting: Waiting, { run, step }: State): Promise<void> => {
    if (waiting.for === 'drift') {
      const read = await world.dns.read(newZone.id, [`shop.${newZone.name}.`, `_cutover.shop.${newZone.name}.`]);
      const found = read.kind === 'read' ? ours(scope, newZone.id, read.recordSets) : [];
      await say([{ kind: 'resume', run, step, mode: 'restore', because: 'not ours', zones: { [newZone.id]: found } }]);
      return;
    }
    const open = waiting.verdicts.filter((verdict) => !passes(verdict));
    await say(
      open.flatMap(({ gate, id }): readonly Entry[] =>
        gate === 'approval' || gate === 'task'
          ? [
              {
                kind: 'approve',
                run,
                step,
                gate,
                ...(id !== undefined && { id }),
                who: { kind: 'os', user: 'test' },
                because: 'done',
              },
            ]
          : [],
      ),
    );
  };
  /** Plays on until the run ends or `until` is true. @returns the steps that were entered, in order */
  const play = async (until: (state: State, waiting: Waiting | undefined) => boolean = () => false): Promise<State> => {
    for (let turns = 0; turns < 500; turns += 1) {
      const ticked = await tick(world, name, { pace });
      if (ticked === undefined) throw new Error('no run');
      const { state, stop } = ticked;
      const waiting = stop.kind === 'waiting' ? stop.waiting : undefined;
      if (stop.kind === 'ended' || until(state, waiting)) return state;
      if (stop.kind === 'trouble' && stop.trouble.kind !== 'unreachable')
        throw new Error(`${stop.trouble.kind}: ${stop.trouble.message}`);
      if (waiting !== undefined) await answer(waiting, state);
      const now = clock.now();
      await clock.sleep(waiting === undefined ? 1000 : Math.min(nextLook(waiting, now, pace) - now, 3_600_000));
    }
    throw new Error('the run does not end');
  };
  return { lab, scope, clock, begin, play, lines: () => journals.read(name), close: () => calls.close() };
}

describe('a cutover over sockets', () => {
  it('moves a name from a real BIND through Route 53 to AWS; a client behind a caching resolver always gets an address that it may get', async () => {
    const { lab, begin, play, lines, close } = await aRun();
    const stop = clientsOf(lab);
    await begin();
    const { ended } = await play();
    const seen = await stop();
    close();
    expect(ended).toBe('decommissioned');
    expect(await lab.old()).toEqual([`CNAME shop.${newZone.name}.`]);
    const allowed = new Set([legacyAddress, announced.join(' ')]);
    expect(Object.keys(seen).filter((answer) => !allowed.has(answer))).toEqual([]);
    expect(Object.keys(seen).toSorted()).toEqual([...allowed].toSorted());
    const entries = await lines();
    // One change for each batch, and at most one list per look: nothing is written twice.
    const submitted = entries.filter((entry) => entry.kind === 'intent' && entry.target === 'route53').length;
    expect(lab.route53.calls.get('ChangeResourceRecordSets')).toBe(submitted);
  });

  it('stops every write at a foreign edit in the middle, and goes on once somebody decided', async () => {
    const { lab, clock, begin, play, close } = await aRun();
    await begin();
    await play((state) => state.step === 'shift-50' && state.pending === undefined);
    const record = `shop.${newZone.name}.`;
    const standing = [...(lab.route53.zones[0]?.recordSets.values() ?? [])];
    const legacy = standing.find(({ Name, SetIdentifier }) => Name === record && SetIdentifier === 'shop-legacy');
    if (legacy === undefined) throw new Error('no legacy member');
    const edited = lab.route53.foreignEdit(
      newZone.id,
      [
        { Action: 'DELETE', ResourceRecordSet: legacy },
        { Action: 'CREATE', ResourceRecordSet: { ...legacy, Weight: 255 } },
      ],
      clock.now(),
    );
    expect(edited.kind).toBe('done');
    const before = lab.route53.calls.get('ChangeResourceRecordSets');
    await play((_state, waiting) => waiting?.for === 'drift');
    expect(lab.route53.calls.get('ChangeResourceRecordSets')).toBe(before);
    const { ended } = await play();
    close();
    expect(ended).toBe('decommissioned');
  });

  it('does not delegate a name that somebody changed at the old provider meanwhile', async () => {
    const { lab, begin, play, close } = await aRun();
    await begin();
    await play((state) => state.step === 'ttl');
    await lab.foreignUpdate([
      { kind: 'delete', name: `${shop}.`, type: 'A' },
      { kind: 'add', recordSet: simple(`${shop}.`, 'A', 300, '198.51.100.7') },
    ]);
    let turns = 0;
    const { step, ended } = await play(() => (turns += 1) > 25);
    close();
    // It stops at the first thing that it would have to change at the old provider: the TTL, or where that was done already, the delegation.
    expect(['ttl', 'delegate']).toContain(step);
    expect(ended).toBeUndefined();
    expect(await lab.old()).toEqual(['A 198.51.100.7']);
  });
});
