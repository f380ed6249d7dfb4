import type { Waiting } from '../../cutover/actions.js';
import type { Stamped } from '../../cutover/entries.js';
import type { Trouble } from '../../cutover/ports.js';
import type { State } from '../../cutover/state.js';

/** A run as it stands: all that the screen shows. Milliseconds since the epoch. */
export interface RunSnapshot {
  readonly state: State;
  /** Why nothing is to be done now; undefined while something is. */
  readonly waiting?: Waiting;
  /** The world could not be reached. */
  readonly trouble?: Trouble;
  /** Lines of this run, oldest first; the last few are enough. */
  readonly recent: readonly Stamped[];
  readonly now: number;
  /** Who sits here. */
  readonly you: string;
  /** Somebody asked to leave: what is atomic is finished first. */
  readonly leaving: boolean;
}

/** Lines that a screen keeps. */
export const recentLines = 50;
