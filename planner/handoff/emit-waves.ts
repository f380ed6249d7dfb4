import type { Plan } from '../plan/plan.js';
import { wavesCsv } from '../waves/waves-csv.js';
import type { Handoff } from './handoff.js';

/** `waves.csv`: who moves when, to be edited and passed back with `--waves`. */
export const emitWaves = ({ waves }: Plan): Handoff => ({
  files: [{ path: 'waves.csv', text: wavesCsv(waves) }],
  findings: [],
});
