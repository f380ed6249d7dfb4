import { extentOf, settled, type Size } from './frame.js';
import type { FrameInput } from './frame-input.js';
import { type Moved, placeOf, press, type State, type as typed } from './state.js';
import { withMoves } from './what-if.js';

/** What happened: keys by name, on a screen of that size; or a wish came true, or not. */
export type Action = Pressed | Told;

interface Pressed {
  readonly keys: readonly string[];
  readonly size: Size;
}

interface Told {
  readonly notice: string;
  /** The moves that a waves file has now. */
  readonly written?: Moved | undefined;
}

const isCharacter = (key: string): boolean => Array.from(key).length === 1;

/** The cursor stays on the product that it moved, wherever its row went. */
function followed(input: FrameInput, before: State, now: State): State {
  if (now.moved === before.moved) return now;
  const product = (now.moved?.before === before.moved ? now.moved : before.moved)?.product;
  const screen = withMoves(input, now.moved).screens[now.tab];
  const list = now.lists[now.tab];
  const cursor = screen.kind === 'list' && product !== undefined ? screen.find(list, product) : undefined;
  return cursor === undefined ? now : { ...now, lists: { ...now.lists, [now.tab]: { ...list, cursor } } };
}

/** The state after the keys, one after the other. Pure. */
export function after(input: FrameInput, state: State, action: Action): State {
  if ('notice' in action)
    return {
      ...state,
      wish: undefined,
      notice: action.notice,
      ...('written' in action && { written: action.written }),
    };
  const { keys, size } = action;
  let now = state.notice === '' ? state : { ...state, notice: '' };
  for (const key of keys) {
    if (placeOf(now) === 'typing' && isCharacter(key)) now = typed(now, key);
    else now = followed(input, now, press(now, key, extentOf(input, now, size)));
    now = settled(input, now, size);
  }
  return now;
}
