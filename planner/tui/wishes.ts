import { useEffect, useRef } from 'react';
import { Fault } from '../model/fault.js';
import type { Plan } from '../plan/plan.js';
import type { FrameInput } from './frame-input.js';
import type { Action } from './program.js';
import type { State, Wish } from './state.js';
import { withMoves } from './what-if.js';

/** Writes a file of the plan as it is shown. @returns its path @throws Error that says what went wrong */
export type Write = (wish: Wish, plan: Plan) => Promise<string>;

/** Makes the wish of a state come true, and tells what became of it. */
export function useWishes(input: FrameInput, state: State, write: Write, act: (action: Action) => void): void {
  const { wish, moved } = state;
  const made = useRef<Wish>(undefined);
  useEffect(() => {
    // A wish is made once, of the plan as it was then.
    if (wish === undefined || made.current === wish) return;
    made.current = wish;
    write(wish, withMoves(input, moved).plan).then(
      (path) => act({ notice: `wrote ${path}`, ...(wish.kind === 'waves' && { written: moved }) }),
      (error: unknown) => act({ notice: `not written: ${reasonOf(error)}` }),
    );
  }, [wish, moved, input, write, act]);
}

function reasonOf(error: unknown): string {
  if (error instanceof Fault) return `${error.message}. ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
