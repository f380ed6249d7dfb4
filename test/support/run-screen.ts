import type { Entry } from '../../planner/cutover/entries.js';
import { replay } from '../../planner/cutover/fold.js';
import type { Ticked } from '../../planner/cutover/runner.js';
import type { State } from '../../planner/cutover/state.js';
import type { RunWish } from '../../planner/tui/cutover/prompt.js';
import { recentLines, type RunSnapshot } from '../../planner/view/cutover/run-snapshot.js';
import { Play, smallEstate } from './cutover.js';

/** A small product whose second half of the traffic waits for somebody, with numbers that are judged. */
export const screenPlay = (): Play =>
  new Play(
    smallEstate({
      partner: true,
      policy: [
        'steps: [50, 100]',
        'approve: { at: [shift-100] }',
        'metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m, minRequests: 200 }, orders: { of: "cloudwatch:Shop/Orders:Sum", failBelow: 5, over: 15m } }',
        'probes: { home: { get: "https://shop.old.example/", expect: 200 } }',
      ],
    }),
  );

export function stateOf(play: Play): State {
  const state = replay(play.lines);
  if (state === undefined) throw new Error('no run');
  return state;
}

/** The run as the screen gets it after a turn. */
export const snapshotOf = (play: Play, { state, stop }: Ticked, change: Partial<RunSnapshot> = {}): RunSnapshot => ({
  state,
  ...(stop.kind === 'waiting' && { waiting: stop.waiting }),
  recent: play.lines.slice(-recentLines),
  now: play.world.clock.now(),
  you: 'ops/jo',
  leaving: false,
  ...change,
});

/** Plays until that step waits for something that `holds` is true of. */
export async function playedTo(step: string, why = ''): Promise<{ readonly play: Play; readonly ticked: Ticked }> {
  const play = screenPlay();
  await play.begin();
  const ticked = await play.play(
    ({ state, stop }) => state.step === step && stop.kind === 'waiting' && stop.waiting.why.includes(why),
  );
  return { play, ticked };
}

/** What a wish puts into the journal, without asking who may. */
export function entriesOf({ kind, because }: RunWish, { run, step }: State): readonly Entry[] {
  const line = { run, step } as const;
  switch (kind) {
    case 'approve':
      return [{ kind: 'approve', ...line, gate: 'approval', who: { kind: 'os', user: 'jo' }, because }];
    case 'hold':
      return [{ kind: 'hold', ...line, cause: 'operator', because }];
    case 'resume':
      return [{ kind: 'resume', ...line, mode: 'plain', because }];
    default:
      return [{ kind: 'rollback', ...line, to: 'convert', end: false, cause: 'operator', because }];
  }
}
