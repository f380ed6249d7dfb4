import { parseDay } from '../model/day.js';
import type { Move, Schedule } from '../cost/schedule.js';
import type { PlannedWaves } from '../waves/plan-waves.js';
import type { ProductPlan } from '../waves/wave-plan.js';

/** Days after the cutover until a product's old servers may go, where nothing is said: bake, drain and kept legacy of the contract. */
const usualKeepDays = 40;

/** When everything leaves the datacenter, as the waves have it, in days from the start of the plan. */
export function scheduleOf(waves: PlannedWaves, start: string | undefined, contractEnd: string | undefined): Schedule {
  const began = new Map(waves.waves.map(({ id, startWeek }) => [id, (startWeek - 1) * 7]));
  const keep = new Map(waves.built.model.products.map(({ name, keepDays }) => [name, keepDays]));
  const moves = waves.products.flatMap((product): Move[] => {
    const cutover = cutoverDay(product, start);
    if (cutover === undefined) return [];
    return [
      {
        name: product.name,
        servers: product.servers,
        replicationStart: Math.min(began.get(product.wave) ?? 0, cutover),
        cutover,
        decommission: cutover + (keep.get(product.name) ?? usualKeepDays),
      },
    ];
  });
  const retained = waves.left.flatMap(({ server, disposition }) => (disposition === 'retain' ? [server] : []));
  return { start, contractEnd, moves, retained };
}

/** Days from the start to the cutover; undefined when no day is open for it. */
function cutoverDay({ cutover, cutoverWeek }: ProductPlan, start: string | undefined): number | undefined {
  const [first, day] = [start, cutover].map((date) => (date === undefined ? undefined : parseDay(date)));
  if (first !== undefined && day !== undefined) return day - first;
  return cutoverWeek === undefined ? undefined : (cutoverWeek - 1) * 7;
}
