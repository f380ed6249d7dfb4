import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { mostExpensive } from '../../../planner/view/plan/most-expensive.js';
import { anOption, aPlan, aRecommendation, aServer, ec2 } from '../../support/plan.js';

const costing = (monthlyCents: number, index: number) => ({
  server: aServer({ id: `web${index}` }),
  recommendation: aRecommendation({ chosen: anOption(ec2('m7i.large'), monthlyCents) }),
});

describe('the most expensive servers', () => {
  it('are the first of all sorted by cost, those of equal cost in the order of the inventory', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 40 }), fc.nat({ max: 45 }), (costs, most) => {
        const servers = costs.map(costing);
        const sorted = servers.toSorted(
          (a, b) => b.recommendation.chosen.monthlyCents - a.recommendation.chosen.monthlyCents,
        );
        expect(mostExpensive(aPlan({ servers }), most)).toEqual(sorted.slice(0, most));
      }),
    );
  });
});
