import type { WaveSource } from '../../planner/waves/build.js';
import { defaultWaveInputs } from '../../planner/waves/inputs.js';
import { planWaves } from '../../planner/waves/plan-waves.js';
import { syntheticEstate } from '../support/synthetic-estate.js';
import type { Figure } from './measure.js';

const flowsPerServer = 10;
const seed = 7;

/** Time to plan products and waves of estates ten times as large as the one before, and how much longer each takes. */
export function wavesFigures(counts: readonly number[]): Figure[] {
  // The first plan pays for compiling the planner; it is not a figure.
  planWaves(sourceOf(200), defaultWaveInputs);
  let before: number | undefined;
  return counts.map((count) => {
    const estate = sourceOf(count);
    const started = process.hrtime.bigint();
    const { waves } = planWaves(estate, defaultWaveInputs);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const growing = before === undefined ? '' : `, ${(seconds / before).toFixed(1)}x per decade`;
    before = seconds;
    return {
      what: `waves of ${count} servers with ${flowsPerServer} flows each: ${waves.length} waves`,
      value: `${seconds.toFixed(2)} s${growing}`,
    };
  });
}

const sourceOf = (count: number): WaveSource => ({
  ...syntheticEstate(count, flowsPerServer, seed),
  roles: new Map(),
  dispositions: new Map(),
});
