import type { Fault, FaultKind } from '../../model/fault.js';
import { exit, exitCodeOf } from '../exit.js';

/** Worst first: what somebody has to repair, before what a right would open, before what may be there again in a minute. */
const order: readonly FaultKind[] = ['data', 'denied', 'unreachable'];

const rank = ({ kind }: Fault): number => {
  const at = order.indexOf(kind);
  return at === -1 ? order.length : at;
};

/** The exit code of several products, some of which failed: of the worst failure; 0 where there is none. */
export function worstOf(faults: readonly Fault[]): number {
  const [worst] = faults.toSorted((a, b) => rank(a) - rank(b));
  return worst === undefined ? exit.done : exitCodeOf(worst);
}
