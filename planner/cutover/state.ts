import type { NameOwner, StepId } from '../../estate/index.js';
import type {
  ApproveEntry,
  EndEntry,
  HoldEntry,
  IntentEntry,
  LegacyStage,
  Protection,
  RollbackEntry,
  Stamped,
  SubmittedEntry,
  WaitEntry,
} from './entries.js';
import type { Claim } from './observation.js';
import type { RecordSet } from './records.js';
import type { Scope } from './scope.js';
import type { Base } from './traffic.js';
import type { Verdict } from './verdict.js';

/** A run of one product, as its journal tells it. */
export interface State {
  readonly run: string;
  readonly scope: Scope;
  readonly hashes: { readonly plan: string; readonly estate: string; readonly outputs: string };
  readonly startedAt: string;
  /** The step we are at, and when it began. */
  readonly step: StepId;
  readonly enteredAt: string;
  /** Came back to it: its work is done, and its gates are not asked again. */
  readonly returned: boolean;
  /** Why a step did not apply. */
  readonly skipped: Readonly<Partial<Record<StepId, string>>>;
  /** Where names start from. */
  readonly bases: Readonly<Record<string, Base>>;
  /** What each zone holds, fences included: the last word of what we wrote or took over. */
  readonly current: Readonly<Record<string, readonly RecordSet[]>>;
  /** What old providers hold: asked for, and seen at all of their servers. */
  readonly legacyZones: Readonly<Record<string, { readonly asked: LegacyStage; readonly shown: LegacyStage }>>;
  readonly pending?: Pending | undefined;
  /** Last change of this step that is settled. */
  readonly settledAt?: string | undefined;
  readonly wait?: Stamped<WaitEntry> | undefined;
  /** Since the last rollback: a way that was gone back has to be approved anew. */
  readonly approvals: readonly Stamped<ApproveEntry>[];
  /** The last word of each gate at this step, by `gateName`. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly tasks: Readonly<Record<string, TaskState>>;
  readonly hold?: Stamped<HoldEntry> | undefined;
  /** Somebody else changed what is ours; no write until `resume --adopt` or `--restore`. */
  readonly drift?: Drift | undefined;
  /** `resume --restore`: what the zone shall hold again, before anything else. */
  readonly restoring?: { readonly zone: string; readonly records: readonly RecordSet[] } | undefined;
  /** The way back that is under way. */
  readonly back?: Stamped<RollbackEntry> | undefined;
  /** What the last failure was, until the next step succeeds. */
  readonly failed?: string | undefined;
  /** A task without return has begun. */
  readonly pointOfNoReturn?: string | undefined;
  readonly finishedAt?: string | undefined;
  /** From its first shift to the end of its last: only one product at a time. */
  readonly claim?: Claim | undefined;
  /** Who writes the names' records, as last put into the estate file. */
  readonly owner?: NameOwner | undefined;
  /** Of the final records; undefined while they are free to be changed. */
  readonly protection?: Protection | undefined;
  readonly ended?: EndEntry['how'] | undefined;
  /** Lines of the run so far. */
  readonly lines: number;
  readonly lastAt: string;
}

export interface Pending {
  readonly intent: Stamped<IntentEntry>;
  readonly submitted?: Stamped<SubmittedEntry> | undefined;
  /** The answer to its submission was lost. */
  readonly lost: boolean;
}

export interface TaskState {
  readonly phase: 'intent' | 'done' | 'failed';
  readonly at: string;
  readonly step: StepId;
  /** In the order in which they were done. */
  readonly order: number;
  readonly because?: string | undefined;
}

export interface Drift {
  readonly zone: string;
  readonly expected: readonly RecordSet[];
  readonly seen: readonly RecordSet[];
  readonly at: string;
}
