import type { Facts } from '../format.js';

/** Fields of the portfolio and the tag keys that people use for them, compared without case, spaces and punctuation. */
const keys: readonly (readonly [
  field: 'product' | 'environment' | 'owner' | 'criticality',
  keys: readonly string[],
])[] = [
  ['product', ['app', 'application', 'applicationname', 'product', 'service', 'workload']],
  ['environment', ['env', 'environment', 'stage']],
  ['owner', ['owner', 'team', 'businessowner', 'technicalowner']],
  ['criticality', ['criticality', 'businesscriticality']],
];

const fieldOf = new Map(keys.flatMap(([field, names]) => names.map((name) => [name, field] as const)));

/** Fills in what tags say (`App: ERP`, `env=prod`) where no column does. */
export function fromTags(facts: Facts): void {
  for (const [key, value] of Object.entries(facts.tags ?? {})) {
    const field = fieldOf.get(key.toLowerCase().replace(/[^a-z]/g, ''));
    if (field !== undefined && value !== '') facts[field] ??= value;
  }
}
