import { withMove } from '../plan/what-if.js';
import type { FrameInput } from './frame-input.js';
import { screensOf } from './screens.js';
import type { Moved, State } from './state.js';

const known = new WeakMap<FrameInput, WeakMap<Moved, FrameInput>>();

/**
 * The plan and screens with the moves that were made on them. The same for the same moves: kept, because every frame asks, and undo
 * comes back to what was there.
 */
export function withMoves(input: FrameInput, moved: Moved | undefined): FrameInput {
  if (moved === undefined) return input;
  const cache = known.get(input) ?? new WeakMap<Moved, FrameInput>();
  known.set(input, cache);
  const kept = cache.get(moved);
  if (kept !== undefined) return kept;
  const before = withMoves(input, moved.before);
  const plan = withMove(before.plan, moved.product, moved.wave);
  const made = { ...input, plan, screens: screensOf(plan, input.plan, input.screens.servers) };
  cache.set(moved, made);
  return made;
}

/** How many moves no waves file has yet; a move that was written and then undone counts too. */
export function unwritten({ moved, written }: State): number {
  const saved = depth(written);
  let [now, at] = [moved, depth(moved)];
  let common = written;
  let back = saved;
  let moves = 0;
  while (now !== common) {
    moves += 1;
    if (at >= back) [now, at] = [now?.before, at - 1];
    else [common, back] = [common?.before, back - 1];
  }
  return moves;
}

function depth(moved: Moved | undefined): number {
  let moves = 0;
  for (let one = moved; one !== undefined; one = one.before) moves += 1;
  return moves;
}
