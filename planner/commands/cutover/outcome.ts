import type { Ticked } from '../../cutover/runner.js';
import { exit } from '../exit.js';

/** Which exit code tells where a run stopped. */
export function exitOf({ state, stop }: Ticked): number {
  switch (stop.kind) {
    case 'ended':
      return exit.done;
    case 'interrupted':
      return exit.interrupted;
    case 'trouble':
      return stop.trouble.kind === 'credentials' || stop.trouble.kind === 'denied' ? exit.denied : exit.unreachable;
    default:
      // A way back that cannot be gone is the worst there is, whatever the reason.
      if (state.back !== undefined && (stop.waiting.for === 'drift' || stop.waiting.for === 'hold'))
        return exit.rollbackFailed;
      if (stop.waiting.for === 'drift' || stop.waiting.for === 'changed') return exit.changed;
      return state.failed !== undefined && state.hold?.cause === 'failure' ? exit.rolledBack : exit.waiting;
  }
}
