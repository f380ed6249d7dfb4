import { launch } from '../../planner/tui/launch.js';
import { aMovingPlan } from './moving-plan.js';
import { aPlan } from './plan.js';

/** The screens of a made-up plan as a program of its own, for tests in a real terminal. */
process.exitCode = await launch(process.argv.includes('--moving') ? aMovingPlan() : aPlan({ servers: 30 }), {
  saveWaves: async () => 'waves.csv',
  exportPlan: async (format) => `plan.${format}`,
  colour: process.env['NO_COLOR'] === undefined,
  ascii: process.argv.includes('--ascii'),
  screenReader: process.argv.includes('--screen-reader'),
});
