import type { Plan, PlannedServer } from '../../plan/plan.js';
import type { Field } from '../filter.js';
import { type List, makeList } from '../list.js';
import { readingOf } from '../../sizing/measure.js';
import { type Placed, productOf } from './product.js';
import { targetText } from './target.js';

const target = ({ recommendation: { chosen, disposition } }: PlannedServer): string =>
  targetText(chosen.target, disposition);
const cost = ({ recommendation }: PlannedServer): number => recommendation.chosen.monthlyCents / 100;

/** What `/` may ask for by name. */
const fieldsOf = (plan: Placed): Readonly<Record<string, Field<PlannedServer>>> => ({
  name: ({ server }) => server.name,
  product: (planned) => productOf(plan, planned),
  env: ({ server }) => server.environment,
  os: ({ server }) => server.os?.name,
  owner: ({ server }) => server.owner,
  wave: ({ server }) => server.wave,
  ip: ({ server }) => server.ips.join(' '),
  power: ({ server }) => server.power,
  file: ({ server }) => server.source.file,
  target,
  kind: ({ recommendation }) => recommendation.chosen.target.kind,
  move: ({ recommendation }) => recommendation.disposition,
  role: ({ recommendation }) => recommendation.role?.id,
  why: ({ recommendation }) => recommendation.reason,
  conf: ({ recommendation }) => recommendation.confidence,
  cost,
  vcpu: ({ server }) => server.vcpus,
  mem: ({ server }) => server.memoryGiB,
});

/** Names of the fields, for help and docs. */
export const serverFields: readonly string[] = Object.keys(fieldsOf({ waves: { placements: new Map() } }));

/** The servers of a plan as a list to sort (by the columns of the table) and to filter. */
export function serverList(plan: Plan): List<PlannedServer> {
  const { percentile } = plan.options.sizing;
  return makeList({
    rows: Array.from(plan.servers),
    fields: fieldsOf(plan),
    sortBy: {
      name: ({ server }) => server.name,
      product: (planned) => productOf(plan, planned),
      os: ({ server }) => server.os?.name,
      now: ({ server }) => server.vcpus,
      cpu: ({ server }) => readingOf(server.utilisation?.cpuPct, percentile)?.high,
      memory: ({ server }) => readingOf(server.utilisation?.memoryPct, percentile)?.high,
      target,
      cost,
      'as-is': ({ recommendation }) => recommendation.asIs.monthlyCents,
      confidence: ({ recommendation }) => recommendation.confidence,
      why: ({ recommendation }) => recommendation.reason,
    },
    haystack: (planned) => {
      const { server, recommendation } = planned;
      return `${server.name}\n${productOf(plan, planned) ?? ''}\n${server.environment ?? ''}\n${server.os?.name ?? ''}\n${server.ips.join(' ')}\n${target(planned)}\n${recommendation.disposition}\n${recommendation.role?.id ?? ''}\n${recommendation.reason}`;
    },
  });
}
