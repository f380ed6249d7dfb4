import { extentOf, type FrameInput, settled, type Size } from './frame.js';
import { placeOf, press, type State, type as typed } from './state.js';

/** What happened: keys by name, on a screen of that size. */
export interface Action {
  readonly keys: readonly string[];
  readonly size: Size;
}

const isCharacter = (key: string): boolean => Array.from(key).length === 1;

/** The state after the keys, one after the other. Pure. */
export function after(input: FrameInput, state: State, { keys, size }: Action): State {
  let now = state;
  for (const key of keys) {
    if (placeOf(now) === 'typing' && isCharacter(key)) now = typed(now, key);
    else now = press(now, key, extentOf(input, now, size));
    now = settled(input, now, size);
  }
  return now;
}
