import { render } from 'ink';
import type { Plan } from '../plan/plan.js';
import { App } from './app.js';
import type { LaunchOptions } from './launch.js';
import { LinearApp } from './linear-app.js';
import { screensOf } from './screens.js';

/** Draws until someone leaves, and answers what was passed to ink's `exit`. Loaded only when it is known that colours are wanted or not. */
export async function show(plan: Plan, { ascii, colour, screenReader }: LaunchOptions): Promise<unknown> {
  const input = { plan, screens: screensOf(plan), look: { ascii, colour } };
  const instance = render(screenReader ? <LinearApp input={input} /> : <App input={input} />, {
    // The caller has seen that a person sits here; ink would ask CI variables again, and answer otherwise.
    interactive: true,
    alternateScreen: !screenReader,
    incrementalRendering: true,
    maxFps: 60,
    exitOnCtrlC: false,
    isScreenReaderEnabled: screenReader,
  });
  return instance.waitUntilExit();
}
