import type { Plain } from '../../../estate/index.js';
import type { PlannedServer } from '../../plan/plan.js';
import type { ProductPlan } from '../../waves/wave-plan.js';
import { promoted, type EnvironmentDraft, type Environments } from './environments.js';
import { oneLine } from './names.js';
import { overridesOf } from './overrides.js';
import { namedParts } from './named-parts.js';
import { partsOf } from './parts.js';
import type { Part, PlainMap, Remark } from './part.js';
import type { Users } from './usage.js';

/** A product as the plan would write it. */
export interface ProductDraft {
  readonly name: string;
  readonly why: string;
  readonly owner: string | undefined;
  /** In the order of promotion; the parts are those of the last one. */
  readonly environments: readonly EnvironmentDraft[];
  readonly replaces: readonly string[];
  /** Only where people chose it. */
  readonly wave: number | undefined;
  readonly parts: readonly Part[];
  readonly remarks: readonly Remark[];
  /** What is different in the environments before the last one. */
  readonly overrides: PlainMap | undefined;
}

/** Latest wave that the estate file takes. */
const latestWave = 999;

/**
 * A product of the plan, or the part of it that these servers are. What runs in the last environment (production, where there is one) is the
 * product; what differs in the others becomes `overrides`.
 */
export function productDraft(
  plan: ProductPlan,
  servers: readonly PlannedServer[],
  environments: Environments,
  users: Users,
): ProductDraft {
  const byEnvironment = new Map<EnvironmentDraft, PlannedServer[]>();
  for (const planned of servers) {
    const environment = environments.of(planned.server, plan);
    const members = byEnvironment.get(environment);
    if (members === undefined) byEnvironment.set(environment, [planned]);
    else members.push(planned);
  }
  if (byEnvironment.size === 0) byEnvironment.set(environments.usual(), []);
  const order = promoted([...byEnvironment.keys()]);
  const found = order.map((environment) =>
    partsOf(byEnvironment.get(environment) ?? [], plan.name, environment.azs[0] ?? ''),
  );
  const names = namedParts(found.map(({ parts }) => parts));
  const drafted = order.map((environment, at) => ({ environment, parts: withUses(names[at] ?? [], users) }));
  const base = drafted.at(-1)?.parts ?? [];
  const overrides: Record<string, Plain> = {};
  for (const { environment, parts } of drafted.slice(0, -1)) {
    const difference = overridesOf(sections(base), sections(parts));
    if (difference !== undefined) overrides[environment.name] = difference;
  }
  return {
    name: plan.name,
    why: oneLine(plan.why, 140),
    owner: ownerOf(servers),
    environments: order,
    replaces: servers.map(({ server }) => server.id),
    wave:
      plan.pin !== undefined &&
      (plan.pin.by === 'estate' || plan.pin.by === 'waves-file') &&
      plan.pin.wave <= latestWave
        ? plan.pin.wave
        : undefined,
    parts: base,
    remarks: found.flatMap(({ remarks }) => remarks),
    overrides: Object.keys(overrides).length === 0 ? undefined : overrides,
  };
}

/** `fleets` and `data` as the file has them. */
export const sections = (parts: readonly Part[]): PlainMap => {
  const of = (section: Part['section']): PlainMap =>
    Object.fromEntries(parts.filter((part) => part.section === section).map(({ name, body }) => [name, body]));
  return { fleets: of('fleets'), data: of('data') };
};

/**
 * What each fleet uses. Where traffic or a column shows who uses a data store, those do; where nothing is known about it, every fleet of
 * the product does, since a store that nobody may reach is of no use.
 */
function withUses(parts: readonly Part[], users: Users): readonly Part[] {
  const fleets = parts.filter(({ section }) => section === 'fleets');
  const uses = new Map<Part, Record<string, string>>(fleets.map((part) => [part, {}]));
  for (const store of parts) {
    if (store.section !== 'data') continue;
    const seen = new Set(store.servers.flatMap((server) => [...(users.get(server) ?? [])]));
    const known = fleets.filter(({ servers }) => servers.some((server) => seen.has(server)));
    for (const fleet of known.length > 0 ? known : fleets) {
      const of = uses.get(fleet);
      if (of !== undefined) of[store.name] = 'rw';
    }
  }
  return parts.map((part) => {
    const of = uses.get(part) ?? {};
    return Object.keys(of).length === 0 ? part : { ...part, body: { ...part.body, uses: of } };
  });
}

/** The owner, when all machines that name one name the same. */
function ownerOf(servers: readonly PlannedServer[]): string | undefined {
  const owners = new Set(servers.map(({ server }) => oneLine(server.owner ?? '', 200)).filter((owner) => owner !== ''));
  return owners.size === 1 ? [...owners][0] : undefined;
}
