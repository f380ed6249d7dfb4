import type { NameOwner } from '../../estate/index.js';
import type { Entry, LegacyChange } from './entries.js';
import type { Change } from './records.js';
import type { StandbyUnit } from './scope.js';
import type { Duty } from './tasks.js';
import type { Verdict } from './verdict.js';

/** One thing done to the world. Its intent is journaled before; what became of it is journaled after. */
export type Effect =
  | {
      readonly kind: 'submit';
      readonly op: string;
      readonly zone: string;
      readonly batch: readonly Change[];
      readonly comment: string;
    }
  | { readonly kind: 'poll'; readonly op: string; readonly changeId: string }
  /** After a crash or a lost answer: has the batch landed? The zone tells. */
  | { readonly kind: 'recover'; readonly op: string; readonly zone: string }
  /** The change id is not known: ask the name servers themselves. */
  | { readonly kind: 'verify'; readonly op: string; readonly zone: string }
  | { readonly kind: 'legacy'; readonly op: string; readonly change: LegacyChange }
  | { readonly kind: 'shown'; readonly op: string; readonly change: LegacyChange }
  | { readonly kind: 'run'; readonly duty: Extract<Duty, { readonly kind: 'run' }> }
  | { readonly kind: 'undo'; readonly duty: Extract<Duty, { readonly kind: 'run' }> }
  | { readonly kind: 'scale'; readonly id: string; readonly unit: StandbyUnit; readonly to: 'running' | 'stopped' }
  | { readonly kind: 'own'; readonly owner: NameOwner }
  /** Route 53 itself refuses every change of the final records, or no longer. */
  | { readonly kind: 'protect' | 'unprotect' };

/** Why nothing can be done now. */
export interface Waiting {
  /**
   * gate: a gate does not pass. wait: a deadline. hold: somebody stopped it. drift: a foreign edit stops all writes. changed: addresses are not those
   * announced, or records not those that the estate says or the stack renders. people: the old provider's records are being changed by hand.
   */
  readonly for: 'gate' | 'wait' | 'hold' | 'drift' | 'changed' | 'people';
  readonly why: string;
  /** All gates that were asked, passed ones included. */
  readonly verdicts: readonly Verdict[];
  /** When it is over at the latest, or worth looking again. */
  readonly until?: number;
  /** What people have to do, with commands. */
  readonly todo: readonly string[];
}

/** What to do next. */
export type Action =
  | { readonly kind: 'append'; readonly entries: readonly Entry[] }
  | { readonly kind: 'do'; readonly effect: Effect }
  | { readonly kind: 'wait'; readonly waiting: Waiting }
  | { readonly kind: 'ended' };
