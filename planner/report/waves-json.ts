import { usd } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import type { CrossEdge, PartnerPlan, ProductPlan, SharedService, Use, Wave } from '../waves/wave-plan.js';
import type { PlanDocument } from './plan-schema.js';

const useJson = ({
  product,
  strength,
  source,
  bond,
  ports,
  gbPerDay,
}: Use): PlanDocument['products'][number]['uses'][number] => ({
  product,
  strength,
  source,
  bond,
  ports: [...ports],
  gbPerDay: gbPerDay ?? null,
});

export const productJson = (product: ProductPlan): PlanDocument['products'][number] => ({
  name: product.name,
  servers: [...product.servers],
  uses: product.uses.map(useJson),
  why: product.why,
  wave: product.wave,
  order: product.order,
  cutoverWeek: product.cutoverWeek ?? null,
  cutover: product.cutover,
  movesWith: [...product.movesWith],
});

export const sharedServiceJson = (service: SharedService): PlanDocument['sharedServices'][number] => ({
  server: service.server,
  role: service.role,
  why: service.why,
  fanIn: service.fanIn,
  instead: service.instead,
});

const edgeJson = (edge: CrossEdge): PlanDocument['waves'][number]['crossEdges'][number] => ({
  from: edge.from,
  to: edge.to,
  ports: [...edge.ports],
  gbPerDay: edge.gbPerDay ?? null,
  until: edge.until ?? null,
});

export const waveJson = (wave: Wave): PlanDocument['waves'][number] => ({
  id: wave.id,
  products: [...wave.products],
  startWeek: wave.startWeek,
  start: wave.start,
  cutoverWeek: wave.cutoverWeek ?? null,
  cutover: wave.cutover,
  pilot: wave.pilot,
  conditions: wave.conditions.map(({ id, verdict, reason }) => ({ id, verdict, reason })),
  crossEdges: wave.crossEdges.map(edgeJson),
  transferHours: wave.transferHours ?? null,
  slackDays: wave.slackDays,
});

export const partnerJson = (partner: PartnerPlan): PlanDocument['partners'][number] => ({
  id: partner.id,
  name: partner.name,
  product: partner.product,
  leadTimeDays: partner.leadTimeDays,
  earliestWeek: partner.earliestWeek ?? null,
  earliestCutover: partner.earliestCutover ?? null,
  noticeBy: partner.noticeBy,
  wave: partner.wave,
});

/** Month by month; empty where only servers were planned. */
export const cashFlowJson = ({ business }: Plan): PlanDocument['cashFlow'] =>
  (business?.cashFlow.months ?? []).map((month) => ({
    month: month.month,
    legacyUsd: usd(month.legacyCents),
    awsUsd: usd(month.awsCents),
    oneOffUsd: usd(month.oneOffCents),
    totalUsd: usd(month.totalCents),
    cumulativeUsd: usd(month.cumulativeCents),
  }));

/** When moving has paid; null = never within the months that were planned, or only servers were planned. */
export const paybackJson = ({ business }: Plan): PlanDocument['payback'] => {
  const payback = business?.cashFlow.payback;
  if (payback === undefined) return null;
  return { month: payback.month, number: payback.number, afterLastCutover: payback.afterLastCutover ?? null };
};
