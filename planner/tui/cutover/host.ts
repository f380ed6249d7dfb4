import type { RunSnapshot } from '../../view/cutover/run-snapshot.js';
import type { RunWish } from './prompt.js';

/** What the screen needs of a run that is under way in this process. */
export interface RunHost {
  current(): RunSnapshot;
  /** Calls back whenever the snapshot is another one, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Asks the run for something, in the name of whoever sits here. @returns what became of it @throws Fault where it may not be */
  ask(wish: RunWish): Promise<string>;
  /** Asks the run to stop where it is safe; `over` settles when it has. */
  leave(how: 'quit' | 'interrupt'): void;
  /** Settles when the run has stopped, for whatever reason. */
  readonly over: Promise<void>;
}
