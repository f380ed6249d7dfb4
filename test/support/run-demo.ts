import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../planner/cutover/ports.js';
import { launchRun } from '../../planner/tui/cutover/launch.js';
import { RunSession } from '../../planner/tui/cutover/session.js';
import { entriesOf, playedTo, stateOf } from './run-screen.js';

/** A run in a simulated world whose time passes at a thousandfold, as a program of its own: for tests in a real terminal. */
const { play } = await playedTo('shift-100', 'approve');
const { clock: virtual } = play.simulated;
const clock: Clock = {
  now: () => virtual.now(),
  async sleep(milliseconds, signal) {
    const end = virtual.now() + milliseconds;
    for (;;) {
      if (virtual.now() >= end || signal?.aborted === true) break;
      await virtual.run([virtual.sleep(Math.min(end - virtual.now(), 10_000))]);
      await wait(10);
    }
    return signal?.aborted !== true;
  },
};
const session = new RunSession({
  world: { ...play.world, clock, random: () => 0.5 },
  name: play.name,
  state: stateOf(play),
  lines: play.lines,
  you: 'ops/jo',
  entriesOf: (wish, state) => Promise.resolve(entriesOf(wish, state)),
  stopAt: ({ state }) => state.step === 'finish',
  every(beat) {
    const timer = setInterval(beat, 100);
    return () => clearInterval(timer);
  },
});
const left = await launchRun(session, {
  colour: process.env['NO_COLOR'] === undefined,
  ascii: process.argv.includes('--ascii'),
  screenReader: process.argv.includes('--screen-reader'),
});
const { step } = session.current().state;
process.stdout.write(`left by ${left} at ${step}, ${session.stop?.kind ?? 'at once'}\n`);
process.exit(left === 'interrupt' ? 130 : 0);
