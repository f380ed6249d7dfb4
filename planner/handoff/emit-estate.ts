import type { Plan } from '../plan/plan.js';
import { mergeEstate, type ExistingEstate } from './estate/merge-estate.js';
import { writeNew } from './estate/write-new.js';
import type { Handoff } from './handoff.js';

/** What `--emit estate` may be told besides the plan. */
export interface EstateWishes {
  /** Name of the company. @default that of the plan's estate, else a marked stand-in */
  readonly company?: string;
}

/**
 * `estate.yaml` of a plan. Without an existing file a new one with everything the plan knows, and what it cannot know as commented examples.
 * With one only what is new is added: every byte that is there stays, in its order, and doing it twice changes nothing.
 * Findings say what stands for something unknown, and what the plan would have written differently.
 */
export const emitEstate = (plan: Plan, existing?: ExistingEstate, { company }: EstateWishes = {}): Handoff =>
  existing === undefined ? writeNew(plan, company) : mergeEstate(plan, existing);

export type { ExistingEstate } from './estate/merge-estate.js';
