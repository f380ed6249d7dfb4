import type { StepId } from '../../estate/index.js';

/**
 * What a product's records look like. Every step leads to one stage, every rollback back to one, so that a batch is always the difference of two.
 */
export type Stage =
  | { readonly kind: 'asRead' }
  | { readonly kind: 'lowered' }
  /** Percent of the traffic that goes to AWS. */
  | { readonly kind: 'shared'; readonly percent: number }
  | { readonly kind: 'final' };

/** The stage that a step leads to. */
export function stageOf(step: StepId): Stage {
  const percent = percentOf(step);
  if (percent !== undefined) return { kind: 'shared', percent };
  switch (step) {
    case 'ttl':
    case 'delegate':
      return { kind: 'lowered' };
    case 'convert':
      return { kind: 'shared', percent: 0 };
    case 'bake':
    case 'drain':
      return { kind: 'shared', percent: 100 };
    case 'finish':
    case 'decommission':
      return { kind: 'final' };
    default:
      return { kind: 'asRead' };
  }
}

/** 25 of `shift-25`. */
export function percentOf(step: StepId): number | undefined {
  return step.startsWith('shift-') ? Number(step.slice('shift-'.length)) : undefined;
}

/** Where a product's traffic is all on legacy, and a run can go on from: what an emergency goes back to. */
export const safeStage = (stage: Stage): Stage =>
  stage.kind === 'shared' || stage.kind === 'final' ? { kind: 'shared', percent: 0 } : { kind: 'asRead' };
