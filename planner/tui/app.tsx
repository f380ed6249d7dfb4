import { Box, Text, useApp, useInput, useWindowSize } from 'ink';
import { memo, type ReactElement, useEffect, useReducer } from 'react';
import { paint } from '../view/look.js';
import { frame } from './frame.js';
import type { FrameInput } from './frame-input.js';
import { keyNames } from './keys.js';
import { type Action, after } from './program.js';
import { start, type State } from './state.js';
import { useWishes, type Write } from './wishes.js';

/** A line that did not change costs nothing. */
const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate-end">{text === '' ? ' ' : text}</Text>);
Row.displayName = 'Row';

/** The screens of a plan. All of what they show and do is in pure functions; this component only listens and draws. */
export function App({ input, write }: { readonly input: FrameInput; readonly write: Write }): ReactElement {
  const size = useWindowSize();
  const { exit } = useApp();
  const [state, act] = useReducer((before: State, action: Action) => after(input, before, action), start);
  useInput((characters, key) => act({ keys: keyNames(characters, key), size }));
  useWishes(input, state, write, act);
  useEffect(() => {
    if (state.exitCode !== undefined) exit(state.exitCode);
  }, [state.exitCode, exit]);
  const lines = frame(input, state, size);
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {lines.map((line, row) => (
        <Row key={`row ${row + 1}`} text={paint(line, input.look.colour)} />
      ))}
    </Box>
  );
}
