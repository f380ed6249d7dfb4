import { render } from 'ink';
import { LinearRunApp, RunApp } from './app.js';
import type { RunHost } from './host.js';
import type { Left, RunScreenOptions } from './launch.js';

/** Draws until the run is over or someone leaves. Loaded only when it is known that colours are wanted or not. */
export async function showRun(host: RunHost, { ascii, colour, screenReader }: RunScreenOptions): Promise<Left> {
  let left: Left = 'over';
  // The first one to leave is told when the run has stopped; the host is otherwise as it was given.
  const noting: RunHost = {
    over: host.over,
    current: () => host.current(),
    subscribe: (listener) => host.subscribe(listener),
    ask: (wish) => host.ask(wish),
    leave: (how) => {
      left = how;
      host.leave(how);
    },
  };
  const instance = render(
    screenReader ? <LinearRunApp host={noting} /> : <RunApp host={noting} look={{ ascii, colour }} />,
    {
      // The caller has seen that a person sits here; ink would ask CI variables again, and answer otherwise.
      interactive: true,
      alternateScreen: !screenReader,
      incrementalRendering: true,
      maxFps: 30,
      exitOnCtrlC: false,
      isScreenReaderEnabled: screenReader,
    },
  );
  const result: unknown = await instance.waitUntilExit();
  return result === 'interrupt' || result === 'quit' ? result : left;
}
