import type { Plan, PlannedServer } from '../../plan/plan.js';
import { parseDay, type Day } from '../../model/day.js';
import type { PartnerPlan, ProductPlan, Wave } from '../../waves/wave-plan.js';
import { byId } from '../by-id.js';
import { rollbackDeadline, type RollbackDeadline } from './deadline.js';

/** A product of a wave with everything that its runbook says. */
export interface ProductFacts {
  readonly product: ProductPlan;
  readonly owner: string | undefined;
  readonly servers: readonly PlannedServer[];
  readonly partners: readonly PartnerPlan[];
  readonly deadline: RollbackDeadline;
}

/** Everything that the runbook of one wave is made of. */
export interface WaveFacts {
  readonly wave: Wave;
  readonly products: readonly ProductFacts[];
  /** T: day of the first and of the last cutover; undefined without a start, or when no day is open. */
  readonly first: Day | undefined;
  readonly last: Day | undefined;
  /** First day of the plan; undefined when it has no start. */
  readonly planStart: Day | undefined;
}

/** Facts of all waves, in their order. */
export function waveFacts(plan: Plan): readonly WaveFacts[] {
  const { waves, servers } = plan;
  const { model } = waves.built;
  const known = byId(servers);
  const products = new Map(waves.products.map((product) => [product.name, product]));
  const inModel = new Map(model.products.map((facts) => [facts.name, facts]));
  const declared = new Map(model.inputs.products.map(({ name, owner }) => [name, owner]));
  const partners = new Map<string, PartnerPlan[]>();
  for (const partner of waves.partners) {
    const own = partners.get(partner.product);
    if (own === undefined) partners.set(partner.product, [partner]);
    else own.push(partner);
  }
  return waves.waves.map((wave): WaveFacts => {
    const members = wave.products.flatMap((name): readonly ProductFacts[] => {
      const product = products.get(name);
      const facts = inModel.get(name);
      if (product === undefined || facts === undefined) return [];
      const own = product.servers.flatMap((id) => known.get(id) ?? []);
      return [
        {
          product,
          owner: declared.get(name) ?? ownerOf(own),
          servers: own,
          partners: partners.get(name) ?? [],
          deadline: rollbackDeadline(own.length, facts.windowHours, facts.window, product.cutover),
        },
      ];
    });
    const days = members.flatMap(({ product }) =>
      product.cutover === undefined ? [] : (parseDay(product.cutover) ?? []),
    );
    return {
      wave,
      products: members,
      first: days.length === 0 ? undefined : Math.min(...days),
      last: days.length === 0 ? undefined : Math.max(...days),
      planStart: model.limits.dated ? model.limits.firstDay : undefined,
    };
  });
}

function ownerOf(servers: readonly PlannedServer[]): string | undefined {
  const owners = new Set(servers.map(({ server }) => server.owner?.trim() ?? '').filter((owner) => owner !== ''));
  return owners.size === 1 ? [...owners][0] : undefined;
}
