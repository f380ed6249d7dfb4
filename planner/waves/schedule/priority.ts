import type { EnvironmentClass } from '../inputs.js';
import type { Priority } from '../wave-plan.js';

/** What the order of products rests on. */
export interface PriorityFacts {
  readonly class: EnvironmentClass;
  readonly criticality: 'low' | 'medium' | 'high';
  readonly partners: number;
  /** Products it needs. */
  readonly needs: number;
  readonly servers: number;
  /** Largest risk of its machines, 0-100. */
  readonly risk: number;
  readonly effort: 'rehost' | 'replatform' | 'refactor';
}

const classPoints: Readonly<Record<EnvironmentClass, number>> = {
  ephemeral: 60,
  staging: 60,
  development: 40,
  production: 20,
};
const criticalityPoints = { low: 60, medium: 40, high: 20 } as const;
const effortPoints = { rehost: 48, replatform: 32, refactor: 16 } as const;

/**
 * Score by which products are taken, higher first. Points and weights are those of AWS prescriptive guidance (application prioritisation:
 * environment test 60, development 40, production 20; criticality low 60, medium 40, high 20; dependencies 0-3+ 80-20 x 0.8;
 * servers 60-20 x 0.8; strategy 60-20 x 0.8). In place of "regulatory" stands what an inventory can know: partners outside that must
 * allow new addresses, none 60, else 10. Up to 40 points more for machines without risk (pf9-mngt's risk 0-100).
 */
function priorityOf({
  class: environment,
  criticality,
  partners,
  needs,
  servers,
  risk,
  effort,
}: PriorityFacts): Priority {
  const needPoints = [64, 48, 32][needs] ?? 16;
  const factors = [
    { id: 'environment', points: classPoints[environment], why: environment },
    { id: 'criticality', points: criticalityPoints[criticality], why: `${criticality} criticality` },
    {
      id: 'partners',
      points: partners === 0 ? 60 : 10,
      why: partners === 0 ? 'no partner outside' : `${partners} partners outside`,
    },
    { id: 'dependencies', points: needPoints, why: `needs ${needs} products` },
    { id: 'servers', points: servers <= 3 ? 48 : servers <= 10 ? 32 : 16, why: `${servers} machines` },
    { id: 'strategy', points: effortPoints[effort], why: effort },
    { id: 'risk', points: Math.round((100 - risk) * 0.4), why: `risk ${risk} of 100` },
  ];
  let score = 0;
  for (const { points } of factors) score += points;
  return { score, factors };
}

/** The same, computed once for each combination: among 100,000 products few differ. */
export function rememberedPriorities(): (facts: PriorityFacts) => Priority {
  const known = new Map<string, Priority>();
  return (facts) => {
    const { class: environment, criticality, partners, needs, servers, risk, effort } = facts;
    const key = `${environment} ${criticality} ${partners} ${needs} ${servers} ${risk} ${effort}`;
    const priority = known.get(key) ?? priorityOf(facts);
    known.set(key, priority);
    return priority;
  };
}
