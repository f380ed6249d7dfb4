import { launch } from '../../planner/tui/launch.js';
import { aPlan } from './plan.js';

/** The screens of a made-up plan as a program of its own, for tests in a real terminal. */
process.exitCode = await launch(aPlan({ servers: 30 }), {
  colour: process.env['NO_COLOR'] === undefined,
  ascii: process.argv.includes('--ascii'),
  screenReader: process.argv.includes('--screen-reader'),
});
