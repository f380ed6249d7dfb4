import type { Finding } from '../model/finding.js';
import type { Server } from '../model/server.js';
import type { Commitment, PriceBook } from '../pricing/book.js';
import type { Recommendation } from '../sizing/recommendation.js';
import type { Assumptions } from './assumptions.js';
import { cashFlow, type CashFlow } from './cash-flow.js';
import type { CashFlowInputs } from './cash-flow-inputs.js';
import { commitmentOptions, fleetOf, type CommitmentOption } from './commitments.js';
import { legacyOf } from './legacy.js';
import { commitmentsOf, moveCosts, sameDays, type MoveCost } from './move-cost.js';
import { placesOf, slip, stays, type Schedule } from './schedule.js';
import { sensitivity, type SensitivityRow } from './sensitivity.js';
import { sharedInputs, sharedParts, type DeclaredInputs, type SharedInputs, type SharedPart } from './shared.js';
import type { TodayCost } from './today.js';

export interface CaseRequest {
  readonly servers: readonly Server[];
  /** One for each server, in their order. */
  readonly recommendations: readonly Recommendation[];
  readonly schedule: Schedule;
  /** From the bill, the inventory or the model. */
  readonly today: TodayCost;
  /** What the estate file knows about ingress, NAT and names. */
  readonly estate?: DeclaredInputs;
  /** Bought after the bake; undefined = on demand for ever. */
  readonly commitment: Commitment | undefined;
  readonly assumptions: Assumptions;
  readonly book: PriceBook;
}

/** Whether the move pays, when, and what that hangs on. */
export interface BusinessCase {
  readonly today: TodayCost;
  readonly cashFlow: CashFlow;
  /** One for each move of the schedule, in its order; a last one for servers that nobody scheduled. */
  readonly moves: readonly MoveCost[];
  /** The recommended EC2 instances under every term and payment. */
  readonly commitments: readonly CommitmentOption[];
  /** What moves the answer most, first. Computed when asked for: it is some sixty cash flows. */
  sensitivity(): readonly SensitivityRow[];
  /** The same case with other dates: what if a product moved in another wave? */
  rescheduled(schedule: Schedule): BusinessCase;
  readonly findings: readonly Finding[];
}

/** The business case of a plan. Pure. */
export function businessCase(request: CaseRequest): BusinessCase {
  const { servers, recommendations, schedule, today, commitment, assumptions, book } = request;
  const places = placesOf(schedule);
  const moving =
    schedule.retained.length === 0
      ? recommendations
      : recommendations.filter(({ server }) => places.get(server) !== stays);
  // The connection is paid while anything is there, whatever stays in the end.
  const known: SharedInputs = { ...request.estate, ...sharedInputs(moving), staysConnected: true };
  const shared = (changed: Assumptions): readonly SharedPart[] => sharedParts(changed, book, known);
  const moves = moveCosts(servers, recommendations, schedule, places);
  const together = sameDays(moves);
  const { payments, findings } = legacyOf(today, servers, schedule, places);
  const base: CashFlowInputs = {
    start: schedule.start,
    stayCents: today.monthlyCents,
    legacy: payments,
    moves: together,
    shared: shared(assumptions),
    staysConnected: schedule.retained.length > 0,
    purchases: commitmentsOf(together, book, commitment),
    assumptions,
    book,
  };
  const commitments = commitmentOptions(fleetOf(moving, 'chosen'), book, commitment?.kind ?? 'compute-savings-plan');
  return {
    today,
    cashFlow: cashFlow(base),
    moves,
    commitments,
    sensitivity: () =>
      sensitivity(base, commitment, {
        shared,
        purchases: (other) => commitmentsOf(together, book, other),
        late: (days) => legacyOf(today, servers, slip(schedule, days), places).payments,
      }),
    rescheduled: (other) => businessCase({ ...request, schedule: other }),
    findings,
  };
}
