import type { Identity } from '../../cutover/identity.js';
import { identityName } from '../../cutover/identity.js';
import type { State } from '../../cutover/state.js';
import type { World } from '../../cutover/world.js';
import { launchRun } from '../../tui/cutover/launch.js';
import { RunSession } from '../../tui/cutover/session.js';
import { type GlobalFlags, wantsColour, type World as Surroundings } from '../context.js';
import { exit } from '../exit.js';
import { exitOf } from './outcome.js';
import { tellerOf } from './show.js';
import { wished } from './wishes.js';

export interface ScreenRun {
  readonly world: World;
  readonly name: string;
  readonly state: State;
  readonly who: Identity;
  readonly flags: GlobalFlags;
  readonly surroundings: Surroundings;
}

/** A run with its screen: driven until it ends or somebody leaves; it keeps its place. */
export async function screenRun({ world, name, state, who, flags, surroundings }: ScreenRun): Promise<number> {
  const lines = await world.journals.read(name);
  const session = new RunSession({
    world,
    name,
    state,
    lines,
    you: identityName(who),
    entriesOf: (wish, at) => Promise.resolve().then(() => wished(wish.kind, wish.because, at, who)),
    every: (beat) => {
      const timer = setInterval(beat, 1000);
      return () => clearInterval(timer);
    },
  });
  await launchRun(session, {
    colour: wantsColour(surroundings.stdout, flags, surroundings.env),
    ascii: flags.ascii === true,
    screenReader: flags.screenReader === true,
  });
  await session.over;
  const { stop } = session;
  if (stop === undefined) return exit.interrupted;
  const ticked = { state: session.current().state, stop };
  await tellerOf({ ...flags, quiet: true }, surroundings).end(ticked);
  return exitOf(ticked);
}
