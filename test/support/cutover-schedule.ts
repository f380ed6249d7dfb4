import * as fc from 'fast-check';
import { stepIds } from '../../estate/index.js';
import { applied as appliedTo } from '../../planner/cutover/batch.js';
import type { Entry, Stamped } from '../../planner/cutover/entries.js';
import { fold, replay } from '../../planner/cutover/fold.js';
import { evidenceHash } from '../../planner/cutover/moves.js';
import type { RecordSet } from '../../planner/cutover/records.js';
import { isAddressRecord } from '../../planner/cutover/record-sets.js';
import type { State } from '../../planner/cutover/state.js';
import { shareOf } from '../../planner/cutover/traffic.js';
import { passes } from '../../planner/cutover/verdict.js';
import { Died, Play, type Small, smallEstate, smallEstates, unattended } from './cutover.js';

/** What somebody, or something, does to a run between two of its turns. */
export type Meddling =
  | {
      readonly kind:
        | 'hold'
        | 'resume'
        | 'abort'
        | 'rollback'
        | 'edit'
        | 'adopt'
        | 'throttle'
        | 'reset'
        | 'lost'
        | 'expired';
      readonly turn: number;
    }
  | { readonly kind: 'die'; readonly boundary: number };

export interface Schedule {
  readonly small: Small;
  readonly seed: number;
  readonly meddling: readonly Meddling[];
}

/** Shapes that are too many for a death at every boundary, and enough for chance. */
const more: readonly Small[] = [
  { policy: unattended, second: true },
  { zone: 'legacy', policy: unattended, second: true },
  { policy: unattended, legacy: '{ A: [192.0.2.10], AAAA: ["2001:db8::10"], ttl: 5m }' },
  { zone: 'legacy', policy: unattended, legacy: '{ CNAME: lb.hoster.example, ttl: 5m }' },
  { policy: ['approve: { at: [] }', 'steps: [100]', 'onFailure: freeze'], partner: true },
];

/** Random courses of events: which product, what chance, and up to five things that come in between. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  small: fc.constantFrom(...smallEstates.map(([, small]) => small), ...more),
  seed: fc.nat(),
  meddling: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom(
          'hold',
          'resume',
          'abort',
          'rollback',
          'edit',
          'adopt',
          'throttle',
          'reset',
          'lost',
          'expired',
        ),
        turn: fc.nat(70),
      }),
      fc.record({ kind: fc.constant('die' as const), boundary: fc.nat(220) }),
    ),
    { maxLength: 5 },
  ),
});

/** Courses that once went against an invariant. */
export const knownSchedules: [Schedule][] = [
  // An abort whose only batch takes the fence away does not touch the record that somebody else has edited.
  [
    {
      small: { zone: 'legacy', policy: unattended },
      seed: 0,
      meddling: [
        { kind: 'abort', turn: 29 },
        { kind: 'edit', turn: 29 },
      ],
    },
  ],
];

/** What went against the invariants; nothing where all is well. */
export async function playSchedule({
  small,
  seed,
  meddling,
}: Schedule): Promise<{ readonly play: Play; readonly broken: readonly string[] }> {
  const broken: string[] = [];
  let [turn, boundary] = [0, 0];
  let foreign = false;
  const deaths = new Set(meddling.flatMap((one) => (one.kind === 'die' ? [one.boundary] : [])));
  const play = new Play(smallEstate(small), {
    seed,
    at: (where) => {
      boundary += 1;
      if (deaths.has(boundary)) throw new Died(where);
    },
    taken: () => {
      if (foreign) broken.push('I8: a write after a foreign edit');
      broken.push(...zoneProblems(play));
    },
    between: async () => {
      turn += 1;
      for (const one of meddling) if (one.kind !== 'die' && one.turn === turn) await meddle(one.kind);
      foreign &&= !play.lines.some((line, i) => line.kind === 'resume' && line.mode !== 'plain' && i >= editedAt);
    },
  });
  let editedAt = 0;
  const meddle = async (kind: Exclude<Meddling['kind'], 'die'>): Promise<void> => {
    const { route53, clock } = play.simulated;
    if (kind === 'throttle') route53.inject({ kind: 'throttle', times: 12 });
    else if (kind === 'reset') route53.inject({ kind: 'reset-after-apply', action: 'ChangeResourceRecordSets' });
    else if (kind === 'lost') route53.inject({ kind: 'reset-before-apply', action: 'ChangeResourceRecordSets' });
    else if (kind === 'expired') route53.inject({ kind: 'expired', times: 2 });
    else if (kind === 'adopt') {
      if (replay(play.lines)?.drift === undefined) return;
      const zones = play.zones();
      await play.say((line) => ({ kind: 'resume', ...line, mode: 'adopt', because: 'test', zones }));
    } else if (kind === 'edit') {
      const name = play.scope.names[turn % play.scope.names.length];
      const record = Object.values(play.zones())
        .flat()
        .find((one) => one.Name === name?.record && one.ResourceRecords !== undefined);
      if (name === undefined || record === undefined) return;
      const edited: RecordSet = {
        ...record,
        ...(record.Weight === undefined ? { TTL: 77 } : { Weight: record.Weight + 3 }),
      };
      const done = route53.foreignEdit(name.zone, [{ Action: 'UPSERT', ResourceRecordSet: edited }], clock.now());
      if (done.kind !== 'done') return;
      foreign = true;
      editedAt = play.lines.length;
    } else if (replay(play.lines)?.ended === undefined) {
      const state = replay(play.lines);
      // The command refuses these while a foreign edit is undecided; so does this test.
      if (state === undefined || state.drift !== undefined) return;
      await play.say((line) => spoken(kind, line));
    }
  };
  await play.begin();
  const last = await play.play();
  if (last.stop.kind !== 'ended') broken.push(`it did not end: ${JSON.stringify(last.stop)}`);
  broken.push(...journalProblems(play.lines), ...endProblems(play));
  for (const clients of play.simulated.clients)
    broken.push(...[...clients.wrong].map((what) => `a resolver saw ${what}`));
  return { play, broken };
}

function spoken(
  kind: 'hold' | 'resume' | 'abort' | 'rollback',
  line: { readonly run: string; readonly step: State['step'] },
): Entry {
  const because = 'test';
  if (kind === 'hold') return { kind, ...line, cause: 'operator', because };
  if (kind === 'resume') return { kind, ...line, mode: 'plain', because };
  const steps = stepIds([]);
  const to = steps.includes(line.step) && steps.indexOf(line.step) <= steps.indexOf('convert') ? 'names' : 'convert';
  return { kind: 'rollback', ...line, to, end: kind === 'abort', cause: 'operator', because };
}

/** I1 and I2: at every moment each name that somebody may ask for has an answer, and somebody to give it. */
function zoneProblems(play: Play): readonly string[] {
  const zones = play.zones();
  return play.scope.names.flatMap((name) => {
    const records = (zones[name.zone] ?? []).filter((record) => record.Name === name.record && isAddressRecord(record));
    const asked = name.delegated === undefined || replay(play.lines)?.legacyZones[name.name]?.asked === 'delegated';
    if (records.length === 0) return asked ? [`I2: ${name.name} has no answer`] : [];
    const weights = records.filter(({ Type }) => Type !== 'AAAA').map(({ Weight = 1 }) => Weight);
    return weights.reduce((sum, weight) => sum + weight, 0) > 0 ? [] : [`I1: all weights of ${name.name} are 0`];
  });
}

/** I3, I4 and I5, line by line. */
function journalProblems(lines: readonly Stamped[]): readonly string[] {
  const broken: string[] = [];
  let state: State | undefined;
  for (const line of lines) {
    if (line.kind === 'intent' && state !== undefined) broken.push(...intentProblems(state, line));
    state = fold(state, line);
  }
  const read: readonly Stamped[] = structuredClone([...lines]);
  if (JSON.stringify(replay(read)) !== JSON.stringify(state))
    broken.push('I5: read back, the lines tell another state');
  return broken;
}

function intentProblems(state: State, line: Extract<Stamped, { readonly kind: 'intent' }>): readonly string[] {
  const broken: string[] = [];
  const open = Object.values(state.verdicts).filter((verdict) => !passes(verdict));
  const isStep = line.target === 'legacy' || line.purpose === 'step';
  if (isStep && open.length > 0) broken.push(`I3: ${line.step} was taken although ${open[0]?.gate ?? ''} did not pass`);
  if (line.gates !== evidenceHash(state.verdicts)) broken.push(`I3: ${line.op} rests on other evidence`);
  if (line.target !== 'route53') return broken;
  const after = appliedTo(state.current[line.zone] ?? [], line.batch);
  const undone = appliedTo(after, line.undo);
  for (const name of state.scope.names)
    if (line.fence.to !== undefined && shareOf(name, undone) > 0)
      broken.push(`I4: undo of ${line.op} leaves traffic on AWS`);
  return broken;
}

/** Where it ended, the zone is as it was before, or as the stack renders it. */
function endProblems(play: Play): readonly string[] {
  const state = replay(play.lines);
  const records = Object.values(play.zones()).flat();
  const shares = play.scope.names.map((name) => shareOf(name, records));
  if (records.some(({ Type }) => Type === 'TXT')) return ['a fence was left behind'];
  if (play.simulated.route53.zones.some(({ protections }) => protections.size > 0))
    return ['a protection was left behind'];
  if (state?.ended === 'aborted' && shares.some((share) => share !== 0)) return ['aborted, and not on legacy'];
  if (state?.ended === 'decommissioned' && shares.some((share) => share !== 100))
    return ['decommissioned, and not on AWS'];
  return [];
}
