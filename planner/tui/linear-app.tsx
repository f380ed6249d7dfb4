import { Static, Text, useApp, useInput } from 'ink';
import { type ReactElement, useEffect, useReducer } from 'react';
import type { FrameInput } from './frame.js';
import { keyNames } from './keys.js';
import { announce, greeting } from './linear.js';
import { after } from './program.js';
import { start, type State } from './state.js';

interface Told {
  readonly state: State;
  readonly facts: readonly string[];
}

/** Pages mean nothing where nothing is redrawn: a page is ten rows. */
const size = { columns: 80, rows: 16 };

/** The screens for screen readers: new facts are appended, one a line; nothing that was said is ever redrawn. */
export function LinearApp({ input }: { readonly input: FrameInput }): ReactElement {
  const { exit } = useApp();
  const [{ state, facts }, act] = useReducer(
    (told: Told, keys: readonly string[]): Told => {
      const now = after(input, told.state, { keys, size });
      return { state: now, facts: [...told.facts, ...announce(input, told.state, now)] };
    },
    { state: start, facts: greeting(input, start) },
  );
  useInput((characters, key) => act(keyNames(characters, key)));
  useEffect(() => {
    if (state.exitCode !== undefined) exit(state.exitCode);
  }, [state.exitCode, exit]);
  return <Static items={[...facts]}>{(fact, index) => <Text key={index}>{fact}</Text>}</Static>;
}
