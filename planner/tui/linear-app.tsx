import { Static, Text, useApp, useInput } from 'ink';
import { type ReactElement, useEffect, useReducer } from 'react';
import type { FrameInput } from './frame-input.js';
import { keyNames } from './keys.js';
import { announce, greeting } from './linear.js';
import { type Action, after } from './program.js';
import { start, type State } from './state.js';
import { useWishes, type Write } from './wishes.js';

interface Told {
  readonly state: State;
  readonly facts: readonly string[];
}

/** Pages mean nothing where nothing is redrawn: a page is ten rows. */
const size = { columns: 80, rows: 16 };

/** The screens for screen readers: new facts are appended, one a line; nothing that was said is ever redrawn. */
export function LinearApp({ input, write }: { readonly input: FrameInput; readonly write: Write }): ReactElement {
  const { exit } = useApp();
  const [{ state, facts }, act] = useReducer(
    (told: Told, action: Action): Told => {
      const now = after(input, told.state, action);
      return { state: now, facts: [...told.facts, ...announce(input, told.state, now)] };
    },
    { state: start, facts: greeting(input, start) },
  );
  useInput((characters, key) => act({ keys: keyNames(characters, key), size }));
  useWishes(input, state, write, act);
  useEffect(() => {
    if (state.exitCode !== undefined) exit(state.exitCode);
  }, [state.exitCode, exit]);
  return <Static items={[...facts]}>{(fact, index) => <Text key={index}>{fact}</Text>}</Static>;
}
