import { businessCase } from '../../planner/cost/business-case.js';
import { scheduleOf } from '../../planner/plan/schedule.js';
import type { Plan } from '../../planner/plan/plan.js';
import type { PartnerLead } from '../../planner/waves/inputs.js';
import { aBill, anItem, nothingAssumed, roundBook } from './cost.js';
import { aPlan, aRecommendation } from './plan.js';
import { aFlow, aMachine, machines, plan as waves } from './waves.js';

const bes: PartnerLead = {
  id: 'bes',
  name: 'Bureau of Example Statistics',
  product: 'shop',
  directions: ['ingress'],
  leadTimeDays: 45,
  windows: [],
};

/** Two products and a directory server that both use, with dates, a partner and a business case: what the screens of waves show. */
export function aMovingPlan(): Plan {
  const estate = [...machines({ crm: 2, shop: 3 }), aMachine('ad01')];
  const start = '2027-02-01';
  const planned = waves({
    servers: estate,
    flows: [aFlow('shop-1', 'crm-1', 443, 900, 12), aFlow('shop-1', 'ad01', 389), aFlow('crm-1', 'ad01', 389)],
    roles: { ad01: 'ad' },
    inputs: { start, contractEnd: '2027-12-31', partners: [bes] },
  });
  const recommendations = estate.map(({ id }) => aRecommendation({ server: id }));
  const today = aBill([anItem(300, { servers: ['crm-1', 'crm-2'], scope: 'rack' }), anItem(5000)]);
  const business = businessCase({
    servers: estate,
    recommendations,
    schedule: scheduleOf(planned, start, '2027-12-31'),
    today,
    commitment: undefined,
    assumptions: nothingAssumed,
    book: roundBook,
  });
  return aPlan({
    servers: estate.flatMap((server, index) => {
      const recommendation = recommendations[index];
      return recommendation === undefined ? [] : [{ server, recommendation }];
    }),
    plan: { company: 'utah-outfitters', today, waves: planned, business },
  });
}
