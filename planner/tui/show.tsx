import { render } from 'ink';
import type { Plan } from '../plan/plan.js';
import { App } from './app.js';
import type { LaunchOptions } from './launch.js';
import { LinearApp } from './linear-app.js';
import { wavesCsv } from '../waves/waves-csv.js';
import { screensOf } from './screens.js';
import type { Write } from './wishes.js';

/** Draws until someone leaves, and answers what was passed to ink's `exit`. Loaded only when it is known that colours are wanted or not. */
export async function show(plan: Plan, options: LaunchOptions): Promise<unknown> {
  const { ascii, colour, screenReader } = options;
  const write: Write = (wish, now) =>
    wish.kind === 'waves' ? options.saveWaves(wavesCsv(now.waves)) : options.exportPlan(wish.format, now);
  const input = { plan, screens: screensOf(plan), look: { ascii, colour } };
  const instance = render(
    screenReader ? <LinearApp input={input} write={write} /> : <App input={input} write={write} />,
    {
      // The caller has seen that a person sits here; ink would ask CI variables again, and answer otherwise.
      interactive: true,
      alternateScreen: !screenReader,
      incrementalRendering: true,
      maxFps: 60,
      exitOnCtrlC: false,
      isScreenReaderEnabled: screenReader,
    },
  );
  return instance.waitUntilExit();
}
