import type { Stamped } from '../../cutover/entries.js';
import type { Ticked } from '../../cutover/runner.js';
import { entryText } from '../../view/cutover/entry-text.js';
import { stopLines } from '../../view/cutover/stop-text.js';
import { paintAll } from '../../view/look.js';
import { type GlobalFlags, lookOf, type World } from '../context.js';
import { formatOf, writeResult } from '../output.js';

/** Tells what a driven run does, line by line, in the form that was asked for. */
export interface Teller {
  readonly entry: (entry: Stamped) => void;
  readonly end: (ticked: Ticked) => Promise<void>;
}

/** The first line of `--events`. */
export const version = { type: 'version', schema: 'events/v1', tool: 'plan-migration' } as const;

/** @param versioned the version line was written already */
export function tellerOf(flags: GlobalFlags, world: World, versioned = false): Teller {
  const json = formatOf(flags) === 'json';
  if (flags.events === true) {
    const put = (value: object): void => void world.stdout.write(`${JSON.stringify(value)}\n`);
    if (!versioned) put(version);
    return {
      entry: (entry) => put({ type: 'entry', ...entry }),
      end: (ticked) => Promise.resolve(put({ type: 'stop', ...summaryOf(ticked) })),
    };
  }
  return {
    entry: (entry) => {
      if (!json && flags.quiet !== true) world.stdout.write(`${entryText(entry)}\n`);
    },
    end: (ticked) => {
      const look = lookOf(flags, world);
      const text = json
        ? `${JSON.stringify({ schema: 'cutover-run/v1', ...summaryOf(ticked) }, null, 2)}\n`
        : paintAll(stopLines(ticked), look.colour);
      return writeResult([text], flags, world);
    },
  };
}

/** A run in short, for machines. */
export const summaryOf = ({ state, stop }: Ticked) => ({
  product: state.scope.product,
  env: state.scope.env,
  run: state.run,
  plan: state.hashes.plan,
  step: state.step,
  enteredAt: state.enteredAt,
  ...(state.ended !== undefined && { ended: state.ended }),
  ...(state.failed !== undefined && { failed: state.failed }),
  ...(state.back !== undefined && { rollingBackTo: state.back.to }),
  stop: stop.kind,
  ...(stop.kind === 'waiting' && { waiting: stop.waiting }),
  ...(stop.kind === 'trouble' && { trouble: stop.trouble }),
});
