import { watchesOldProvider } from './judge-drift.js';
import type { Needs } from './observation.js';
import type { State } from './state.js';
import { specOf } from './steps.js';
import { liveShare } from './tasks.js';
import type { GateId } from './verdict.js';
import { waitBefore } from './waits.js';

/** Which gates decide now: those before a step's work, those that watch what it did, or none. */
export type Moment = 'before' | 'watch' | 'none';

/** A step's work is behind us once a change of it has settled, its wait runs, or we came back to it. */
export function momentOf(state: State, now: number): Moment {
  if (state.ended !== undefined || state.pending !== undefined || state.back !== undefined) return 'none';
  if (state.skipped[state.step] !== undefined || state.restoring !== undefined) return 'none';
  const before = waitBefore(state, state.step);
  if (before !== undefined && now < before.until) return 'watch';
  const done = state.settledAt !== undefined || state.wait !== undefined || state.returned;
  return done && (before === undefined || state.settledAt !== undefined) ? 'watch' : 'before';
}

/** Gates that are asked at a moment. Numbers are judged only where traffic makes them. */
export function gatesAt(state: State, moment: Moment): readonly GateId[] {
  if (moment === 'none') return [];
  const { before, after } = specOf(state.step);
  const gates = moment === 'before' ? before : after;
  const numbers = liveShare(state) > 0 || state.scope.names.length === 0;
  return gates.filter((gate) => gate !== 'metrics' || numbers);
}

/** No gate stands on the way back, but a foreign edit stops it: the zones are looked at before each batch. */
const isOnTheWayBack = ({ back, pending }: State): boolean => back !== undefined && pending === undefined;

const zonesOf = ({ scope }: Pick<State, 'scope'>): readonly string[] => scope.zones.map(({ id }) => id);

/** What the gates of now need to know. */
export function needsOf(state: State, now: number): Needs {
  if (state.hold !== undefined || state.drift !== undefined) return needsAt(state, []);
  return {
    ...needsAt(state, gatesAt(state, momentOf(state, now))),
    ...(isOnTheWayBack(state) && { zones: zonesOf(state) }),
  };
}

/** What these gates need to know at the state's step. */
export function needsAt({ scope, step }: State, gates: readonly GateId[]): Needs {
  const asks = (gate: GateId): boolean => gates.includes(gate);
  return {
    zones: asks('drift') ? zonesOf({ scope }) : [],
    partners: asks('partners') && (step === 'notice' ? 'told' : 'open'),
    build: asks('certificate'),
    addresses: asks('addresses'),
    probes: asks('probes') && step !== 'preview',
    preview: asks('probes') && step === 'preview',
    metrics: asks('metrics'),
    others: asks('quiet'),
    legacyTraffic: asks('metrics') && step === 'drain' && scope.policy.legacyTraffic !== undefined,
    legacyNames:
      asks('drift') && watchesOldProvider(step) ? scope.names.filter(({ delegated }) => delegated !== undefined) : [],
  };
}
