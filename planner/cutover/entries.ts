import type { NameOwner, StepId } from '../../estate/index.js';
import type { Identity } from './identity.js';
import type { Stamp } from './ports.js';
import type { Change, RecordSet } from './records.js';
import type { Scope } from './scope.js';
import type { GateId, Verdict } from './verdict.js';

/** Every line of a cutover journal says to which run and step it belongs. State is a fold over the lines; nothing else is authoritative. */
interface Line<Kind extends string> {
  readonly kind: Kind;
  /** `2027-04-06a`: the day it began, and a letter. */
  readonly run: string;
  readonly step: StepId;
}

/** A run begins: all that is fixed for it, and the zones as they were read. */
export interface RunEntry extends Line<'run'> {
  readonly scope: Scope;
  readonly planHash: string;
  readonly estateHash: string;
  readonly outputsHash: string;
  /** By hosted zone id: our record sets as read, fences included. */
  readonly snapshot: Readonly<Record<string, readonly RecordSet[]>>;
  /** A service address other than AWS's own was used. */
  readonly endpoint?: string;
}

/** A step begins, and with that the one before is done. `skip`: it does not apply, and why. */
export interface EnterEntry extends Line<'enter'> {
  readonly skip?: string;
  /** Reached by a rollback: its records are in place again. */
  readonly back?: true;
}

/** `finished`: all traffic is on AWS for good, rollback still possible. The other two end the run. */
export interface EndEntry extends Line<'end'> {
  readonly how: 'finished' | 'aborted' | 'decommissioned';
}

export interface GateEntry extends Line<'gate'>, Verdict {}

/** An approval of the step, the confirmation of a manual task, or the waiver of another gate. */
export interface ApproveEntry extends Line<'approve'> {
  readonly gate: GateId;
  readonly id?: string;
  readonly who: Identity;
  readonly because: string;
  /** Milliseconds since the epoch; it lapses then. */
  readonly until?: number;
}

export interface HoldEntry extends Line<'hold'> {
  /** `failure`: the engine itself stopped. */
  readonly cause: 'operator' | 'failure';
  readonly because: string;
  readonly until?: number;
}

export interface ResumeEntry extends Line<'resume'> {
  readonly because: string;
  readonly mode: 'plain' | 'adopt' | 'restore';
  /** adopt: the zones as they were found, which become the base. restore: likewise, to be deleted exactly. */
  readonly zones?: Readonly<Record<string, readonly RecordSet[]>>;
  /** adopt of an edited estate: what counts from now on. */
  readonly scope?: Scope;
  readonly estateHash?: string;
}

/** The way back begins. `end`: to everything on legacy, and the run is over. */
export interface RollbackEntry extends Line<'rollback'> {
  /** The step whose records come back. */
  readonly to: StepId;
  readonly end: boolean;
  readonly cause: 'operator' | 'failure';
  readonly because: string;
}

/** What will be done, before it is done. */
export type IntentEntry = Line<'intent'> & {
  readonly op: string;
  /** Hosted zone id, or the name of a legacy zone. */
  readonly zone: string;
  /** First 16 hex of SHA-256 over the verdicts it rests on. */
  readonly gates: string;
} & (
    | {
        readonly target: 'route53';
        readonly purpose: Purpose;
        /** Generation of the zone's fences before and after; no `to` where the run leaves the zone. */
        readonly fence: { readonly from: number; readonly to?: number };
        readonly batch: readonly Change[];
        /** From after the batch back to everything on legacy, exact. */
        readonly undo: readonly Change[];
      }
    | { readonly target: 'legacy'; readonly change: LegacyChange }
  );

/**
 * What a batch is for. step: the change of its step. unhook: takes the kill switch off before a point of no return. back: a rollback. restore: undoes
 * a foreign edit.
 */
export type Purpose = 'step' | 'unhook' | 'back' | 'restore';

/** What people or RFC 2136 change at the old provider, for one name. */
export interface LegacyChange {
  readonly zone: string;
  readonly name: string;
  readonly to: LegacyStage;
  readonly from: readonly RecordSet[];
  readonly records: readonly RecordSet[];
}

/** What the old provider holds for a name: its own records, the same with a low TTL, or a CNAME into Route 53. */
export type LegacyStage = 'asRead' | 'lowered' | 'delegated';

/** It has left the house. Without a change id it landed in a submission whose answer was lost. */
export interface SubmittedEntry extends Line<'submitted'> {
  readonly op: string;
  readonly changeId?: string;
  /** Of the service's clock, where it said so. */
  readonly served?: string;
}

/**
 * What became of it. `insync`: every authoritative server answers it. `stale`: the zone was not as read, nothing changed. `fenced`: somebody else has
 * moved the fence. `rejected`: the service refuses the batch itself. `lost`: whether it arrived is not known; the fence will tell. `overtaken`: it has
 * landed, and a rollback does not wait until every server answers it. `dropped`: people were asked for it, and it is no longer waited for.
 */
export interface SettledEntry extends Line<'settled'> {
  readonly op: string;
  readonly verdict: 'insync' | 'stale' | 'fenced' | 'rejected' | 'lost' | 'overtaken' | 'dropped';
  readonly message?: string;
  /** Where it is not as expected: what the zone holds. */
  readonly seen?: readonly RecordSet[];
}

export interface TaskEntry extends Line<'task'> {
  readonly id: string;
  readonly phase: 'intent' | 'done' | 'failed' | 'undone';
  readonly because?: string;
  /** End of what a program printed. */
  readonly output?: string;
}

export interface WaitEntry extends Line<'wait'> {
  /** Milliseconds since the epoch, fixed when the wait begins. */
  readonly until: number;
  readonly why: string;
}

/** What the world looked like, for the report. */
export interface ObserveEntry extends Line<'observe'> {
  readonly what: 'drift' | 'owner' | 'protection';
  readonly zone?: string;
  readonly seen?: readonly RecordSet[];
  readonly owner?: NameOwner;
  readonly protection?: Protection | 'lifted';
  /** Where it was refused: why. */
  readonly message?: string;
}

/**
 * Whether Route 53 refuses every change of the names' records. asked: it may, the answer is not noted yet. refused: the service does not know how, or does
 * not let us.
 */
export type Protection = 'asked' | 'set' | 'refused';

export type Entry =
  | RunEntry
  | EnterEntry
  | EndEntry
  | GateEntry
  | ApproveEntry
  | HoldEntry
  | ResumeEntry
  | RollbackEntry
  | IntentEntry
  | SubmittedEntry
  | SettledEntry
  | TaskEntry
  | WaitEntry
  | ObserveEntry;

/** A line as read back. */
export type Stamped<E extends Entry = Entry> = E & Stamp;
