import { Box, Static, Text, useInput, useWindowSize } from 'ink';
import { memo, type ReactElement, useCallback, useReducer } from 'react';
import type { RunSnapshot } from '../../view/cutover/run-snapshot.js';
import { type Look, paint } from '../../view/look.js';
import { keyNames } from '../keys.js';
import { runFrame } from './frame.js';
import type { RunHost } from './host.js';
import { announceRun, announceUi, greetRun } from './linear.js';
import { pressRun, type RunUi, startUi } from './prompt.js';
import { useRun, useSnapshot } from './use-run.js';

const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate-end">{text === '' ? ' ' : text}</Text>);
Row.displayName = 'Row';

type UiAction = { readonly keys: readonly string[]; readonly snapshot: RunSnapshot } | { readonly notice: string };

function afterAction(ui: RunUi, action: UiAction): RunUi {
  if ('notice' in action) {
    const { wish: _, ...rest } = ui;
    return { ...rest, notice: action.notice };
  }
  return action.keys.reduce((now, key) => pressRun(now, key, action.snapshot.state), ui);
}

/** The screen of a run. What it shows and does is in pure functions; this component only listens and draws. */
export function RunApp({
  host,
  look,
}: {
  readonly host: RunHost;
  readonly look: Pick<Look, 'ascii' | 'colour'>;
}): ReactElement {
  const size = useWindowSize();
  const snapshot = useSnapshot(host);
  const [ui, act] = useReducer(afterAction, startUi);
  useInput((characters, key) => act({ keys: keyNames(characters, key), snapshot: host.current() }));
  useRun(
    host,
    ui,
    useCallback((notice) => act({ notice }), []),
  );
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      {runFrame(snapshot, ui, size, look).map((line, row) => (
        <Row key={`row ${row + 1}`} text={paint(line, look.colour)} />
      ))}
    </Box>
  );
}

interface Said {
  readonly ui: RunUi;
  readonly snapshot: RunSnapshot;
  readonly facts: readonly string[];
}

type LinearAction = UiAction | { readonly seen: RunSnapshot };

function saidAfter(said: Said, action: LinearAction): Said {
  if ('seen' in action)
    return { ...said, snapshot: action.seen, facts: [...said.facts, ...announceRun(said.snapshot, action.seen)] };
  const ui = afterAction(said.ui, action);
  return { ...said, ui, facts: [...said.facts, ...announceUi(said.ui, ui, said.snapshot)] };
}

/** The same for screen readers: new facts are appended, nothing is redrawn. */
export function LinearRunApp({ host }: { readonly host: RunHost }): ReactElement {
  const first = host.current();
  const [said, act] = useReducer(saidAfter, { ui: startUi, snapshot: first, facts: greetRun(first) });
  const snapshot = useSnapshot(host);
  if (snapshot !== said.snapshot) act({ seen: snapshot });
  useInput((characters, key) => act({ keys: keyNames(characters, key), snapshot: host.current() }));
  useRun(
    host,
    said.ui,
    useCallback((notice) => act({ notice }), []),
  );
  return <Static items={[...said.facts]}>{(fact, index) => <Text key={index}>{fact}</Text>}</Static>;
}
