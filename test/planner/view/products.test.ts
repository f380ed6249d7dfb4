import { describe, expect, it } from '@jest/globals';
import { cents } from '../../../planner/model/money.js';
import type { Plan } from '../../../planner/plan/plan.js';
import { planMarkdown } from '../../../planner/report/plan-markdown.js';
import { movingText } from '../../../planner/view/plan/summary.js';
import { textReport } from '../../../planner/view/plan/text-report.js';
import { aMovingPlan } from '../../support/moving-plan.js';
import { aPlan } from '../../support/plan.js';

const look = { width: 100, ascii: false, colour: false };
const plan = aMovingPlan();

describe('the products of a report', () => {
  it('come in the order in which they move, with both costs and the reason', () => {
    const text = textReport(plan, look);
    const block = text.slice(text.indexOf('  PRODUCT'), text.indexOf('  NAME'));
    expect(`\n${block}`).toBe(`
  PRODUCT  SERVERS  WAVE  CUTOVER           NOW      AWS  WHY THIS ORDER
  crm            2    W1  2027-02-15  ≥ $300.00  $153.56  low risk (score 340): goes first
  shop           3    W2  2027-03-18             $230.34  bes needs 45 days

`);
  });

  it('are folded away in Markdown, after the findings and before the servers', () => {
    const text = [...planMarkdown(plan)].join('');
    expect(text).toContain('<details><summary>2 products in 2 waves</summary>');
    expect(text).toContain('| crm | 2 | W1 | 2027-02-15 | ≥ &#36;300.00 | &#36;153.56 | low risk');
    expect(text.indexOf('2 products in')).toBeLessThan(text.indexOf('6 servers</summary>'));
  });

  it('are left out where only servers were planned', () => {
    expect(textReport(aPlan(), look)).not.toMatch(/WHY THIS ORDER|Moving costs/);
    expect([...planMarkdown(aPlan())].join('')).not.toContain('why this order');
  });
});

const paying = (payback: unknown, unpriced = 0): Plan => {
  const { business } = plan;
  if (business === undefined) throw new Error('the plan has no business case');
  const { cashFlow } = business;
  const moving = { oneOffCents: cents(500_000), doubleCents: cents(250_000) };
  return { ...plan, business: { ...business, cashFlow: Object.assign({}, cashFlow, { moving, payback, unpriced }) } };
};

describe('what moving costs', () => {
  const start = 'Moving costs $7,500.00 once (of it double-running $2,500.00); ';
  it.each([
    [{ month: '2027-11', number: 10, afterLastCutover: 4 }, 'pays back in month 4 after the last cutover (2027-11)'],
    [{ month: '2027-05', number: 4, afterLastCutover: 0 }, 'pays back in 2027-05, before or with the last cutover'],
    [{ month: 'M9', number: 9, afterLastCutover: undefined }, 'pays back in M9'],
    [undefined, 'does not pay back within five years'],
  ])('says when it pays: %j', (payback, text) => {
    expect(movingText(paying(payback))).toBe(start + text);
  });

  it('is no promise where prices are missing', () => {
    expect(movingText(paying(undefined, 2))).toBe(
      `${start}does not pay back within five years; the true figures are worse (2 lines without a price)`,
    );
  });
});

describe('the servers of a report', () => {
  it.each([
    [40, 40],
    [41, 20],
  ])('of %d are %d', (servers, listed) => {
    expect(textReport(aPlan({ servers }), look).match(/^ {2}srv\d+/gm)).toHaveLength(listed);
  });
});
