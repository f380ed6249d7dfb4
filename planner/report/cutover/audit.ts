import type { StepId } from '../../../estate/index.js';
import type { ApproveEntry, GateEntry, IntentEntry, Stamped } from '../../cutover/entries.js';
import { identityName, type Identity } from '../../cutover/identity.js';
import { recordLine } from '../../cutover/record-sets.js';
import type { RecordSet } from '../../cutover/records.js';
import type { Scope } from '../../cutover/scope.js';
import { stepsOf as stepsIn } from '../../cutover/steps.js';
import { dutiesOf, type Duty, dutyText } from '../../cutover/tasks.js';
import { gateName, type Verdict } from '../../cutover/verdict.js';
import { verdictText } from '../../view/cutover/verdict-text.js';

/** What an auditor asks of one run: who decided what, when, on which evidence, and what was changed. */
export interface Audit {
  readonly run: string;
  readonly product: string;
  readonly env: string;
  readonly account: string;
  readonly startedAt: string;
  readonly startedBy: string;
  /** Of the last line. */
  readonly lastAt: string;
  readonly outcome: 'finished' | 'aborted' | 'decommissioned' | 'under way';
  readonly hashes: { readonly plan: string; readonly estate: string; readonly outputs: string };
  /** A service address other than AWS's own was used: a test. */
  readonly endpoint?: string;
  readonly names: readonly string[];
  readonly steps: readonly AuditStep[];
  readonly decisions: readonly AuditDecision[];
  readonly gates: readonly AuditGate[];
  readonly changes: readonly AuditChange[];
  readonly tasks: readonly AuditTask[];
  readonly interruptions: readonly AuditInterruption[];
  /** First and last line of the run in its journal, and what the last one names as the line before it. */
  readonly journal: { readonly first: number; readonly last: number; readonly prev: string };
}

export interface AuditStep {
  readonly step: StepId;
  readonly at: string;
  /** Undefined while it is the step of now. */
  readonly until?: string;
  readonly seconds?: number;
  readonly skipped?: string;
  /** Reached by a rollback. */
  readonly back: boolean;
}

export interface AuditDecision {
  readonly at: string;
  readonly kind: 'approval' | 'waiver' | 'task' | 'hold' | 'resume' | 'rollback';
  readonly what: string;
  readonly who: string;
  /** How the identity was known. */
  readonly identity: Identity['kind'] | 'journal';
  readonly because: string;
  readonly until?: string;
  /** What the gates of the step had said when it was decided. */
  readonly evidence: readonly string[];
}

export interface AuditGate {
  readonly step: StepId;
  readonly gate: string;
  /** The last word. */
  readonly verdict: Verdict['verdict'];
  readonly at: string;
  readonly value: string;
  readonly limit: string;
  readonly why: string;
  readonly evidence: string;
  /** How often it had not passed before. */
  readonly notPassed: number;
}

export interface AuditChange {
  readonly op: string;
  readonly step: StepId;
  readonly purpose: string;
  readonly zone: string;
  readonly at: string;
  readonly by: string;
  readonly deleted: readonly string[];
  readonly created: readonly string[];
  readonly changeId?: string;
  readonly settledAt?: string;
  /** `open` where nothing was noted of its end. */
  readonly verdict: string;
  readonly message: string;
}

export interface AuditTask {
  readonly id: string;
  /** As the policy of that time had it; empty where it had none of this id. */
  readonly what: string;
  readonly pointOfNoReturn: boolean;
  readonly step: StepId;
  readonly at: string;
  readonly phase: string;
  readonly by: string;
  readonly because: string;
}

export interface AuditInterruption {
  readonly at: string;
  readonly step: StepId;
  readonly what: string;
}

type Line = Stamped;
type Of<Kind extends Line['kind']> = Extract<Line, { readonly kind: Kind }>;
const all = <Kind extends Line['kind']>(lines: readonly Line[], kind: Kind): readonly Of<Kind>[] =>
  lines.filter((line): line is Of<Kind> => line.kind === kind);

/** One audit for each run of a journal, the latest first. Pure: the same lines give the same report. */
export function auditsOf(lines: readonly Line[]): readonly Audit[] {
  const starts = lines.flatMap((line, at) => (line.kind === 'run' ? [at] : []));
  return starts
    .map((from, index) => auditOf(lines.slice(from, starts[index + 1])))
    .filter((audit) => audit !== undefined)
    .toReversed();
}

function auditOf(lines: readonly Line[]): Audit | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (first?.kind !== 'run' || last === undefined) return undefined;
  const { scope } = first;
  return {
    run: first.run,
    product: scope.product,
    env: scope.env,
    account: scope.account,
    startedAt: first.at,
    startedBy: first.by,
    lastAt: last.at,
    outcome: all(lines, 'end').at(-1)?.how ?? 'under way',
    hashes: { plan: first.planHash, estate: first.estateHash, outputs: first.outputsHash },
    ...(first.endpoint !== undefined && { endpoint: first.endpoint }),
    names: scope.names.map(({ name }) => name),
    steps: stepsOf(lines),
    decisions: decisionsOf(lines),
    gates: gatesOf(all(lines, 'gate')),
    changes: all(lines, 'intent').map((intent) => changeOf(intent, lines)),
    tasks: tasksOf(lines, scope),
    interruptions: interruptionsOf(lines),
    journal: { first: first.n, last: last.n, prev: last.prev },
  };
}

function stepsOf(lines: readonly Line[]): readonly AuditStep[] {
  const entered = lines.filter((line): line is Of<'run'> | Of<'enter'> => line.kind === 'run' || line.kind === 'enter');
  const over = all(lines, 'end').findLast(({ how }) => how !== 'finished')?.at;
  return entered.map((line, index): AuditStep => {
    const until = entered[index + 1]?.at ?? over;
    const skipped = line.kind === 'enter' ? line.skip : undefined;
    return {
      step: line.step,
      at: line.at,
      ...(until !== undefined && { until, seconds: Math.round((Date.parse(until) - Date.parse(line.at)) / 1000) }),
      ...(skipped !== undefined && { skipped }),
      back: line.kind === 'enter' && line.back === true,
    };
  });
}

/** What the gates of a step had said last before a line. */
function evidenceBefore(lines: readonly Line[], { n, step }: Line): readonly string[] {
  const known = new Map<string, string>();
  for (const line of lines) {
    if (line.n >= n) break;
    if (line.kind === 'gate' && line.step === step && line.gate !== 'approval')
      known.set(gateName(line), `${gateName(line)} ${verdictText(line)}`);
  }
  return [...known.values()];
}

const kindOf = ({ gate }: ApproveEntry): AuditDecision['kind'] =>
  gate === 'approval' ? 'approval' : gate === 'task' ? 'task' : 'waiver';

function decisionsOf(lines: readonly Line[]): readonly AuditDecision[] {
  return lines.flatMap((line): readonly AuditDecision[] => {
    const base = { at: line.at, evidence: evidenceBefore(lines, line) };
    switch (line.kind) {
      case 'approve':
        return [
          {
            ...base,
            kind: kindOf(line),
            what: line.gate === 'approval' ? line.step : `${line.step}:${gateName(line)}`,
            who: identityName(line.who),
            identity: line.who.kind,
            because: line.because,
            ...(line.until !== undefined && { until: new Date(line.until).toISOString() }),
          },
        ];
      case 'hold':
      case 'rollback':
        return line.cause === 'failure'
          ? []
          : [
              {
                ...base,
                kind: line.kind,
                what: line.kind === 'hold' ? line.step : `${line.step} back to ${line.to}`,
                who: line.by,
                identity: 'journal',
                because: line.because,
              },
            ];
      case 'resume':
        return [
          {
            ...base,
            kind: 'resume',
            what: `${line.step} (${line.mode})`,
            who: line.by,
            identity: 'journal',
            because: line.because,
          },
        ];
      default:
        return [];
    }
  });
}

function gatesOf(lines: readonly Stamped<GateEntry>[]): readonly AuditGate[] {
  const gates = new Map<string, AuditGate>();
  for (const line of lines) {
    const key = `${line.step} ${gateName(line)}`;
    const before = gates.get(key);
    const missed = before === undefined || before.verdict === 'pass' || before.verdict === 'waived' ? 0 : 1;
    gates.set(key, {
      step: line.step,
      gate: gateName(line),
      verdict: line.verdict,
      at: line.at,
      value: line.value ?? '',
      limit: line.limit ?? '',
      why: line.why,
      evidence: line.evidence ?? '',
      notPassed: (before?.notPassed ?? 0) + missed,
    });
  }
  return [...gates.values()];
}

const linesOf = (records: readonly RecordSet[]): readonly string[] =>
  records.map((record) => `${record.Name} ${recordLine(record)}`);

function changeOf(intent: Stamped<IntentEntry>, lines: readonly Line[]): AuditChange {
  const submitted = all(lines, 'submitted').findLast(({ op }) => op === intent.op);
  const settled = all(lines, 'settled').findLast(({ op }) => op === intent.op);
  const records =
    intent.target === 'route53'
      ? {
          deleted: linesOf(
            intent.batch.flatMap(({ Action, ResourceRecordSet }) => (Action === 'DELETE' ? [ResourceRecordSet] : [])),
          ),
          created: linesOf(
            intent.batch.flatMap(({ Action, ResourceRecordSet }) => (Action === 'CREATE' ? [ResourceRecordSet] : [])),
          ),
        }
      : { deleted: linesOf(intent.change.from), created: linesOf(intent.change.records) };
  return {
    op: intent.op,
    step: intent.step,
    purpose: intent.target === 'route53' ? intent.purpose : `legacy zone: ${intent.change.to}`,
    zone: intent.zone,
    at: intent.at,
    by: intent.by,
    ...records,
    ...(submitted?.changeId !== undefined && { changeId: submitted.changeId }),
    ...(settled !== undefined && { settledAt: settled.at }),
    verdict: settled?.verdict ?? 'open',
    message: settled?.message ?? '',
  };
}

/** Whatever step the line is of: what is taken back is noted at the step where the way back began. */
const dutyOf = (scope: Scope, id: string): Duty | undefined =>
  stepsIn(scope)
    .flatMap((step) => dutiesOf(scope, step))
    .find((duty) => duty.id === id);

/** Every line about a task, with what it is by the policy that the run went by then: `resume --adopt` may bring another. */
function tasksOf(lines: readonly Line[], begun: Scope): readonly AuditTask[] {
  let scope = begun;
  return lines.flatMap((line): readonly AuditTask[] => {
    if (line.kind === 'resume') scope = line.scope ?? scope;
    if (line.kind !== 'task') return [];
    const { id, step, at, phase, by, because = '' } = line;
    const duty = dutyOf(scope, id);
    const what = duty === undefined ? '' : dutyText(duty);
    return [{ id, what, pointOfNoReturn: duty?.pointOfNoReturn ?? false, step, at, phase, by, because }];
  });
}

/** What did not go as planned. */
function interruptionsOf(lines: readonly Line[]): readonly AuditInterruption[] {
  return lines.flatMap((line): readonly AuditInterruption[] => {
    const told = (what: string): readonly AuditInterruption[] => [{ at: line.at, step: line.step, what }];
    switch (line.kind) {
      case 'hold':
        return told(`${line.cause === 'failure' ? 'held by a failure' : `held by ${line.by}`}: ${line.because}`);
      case 'rollback':
        return told(
          `${line.cause === 'failure' ? 'rolled back by a failure' : `rolled back by ${line.by}`} to ${line.to}: ${line.because}`,
        );
      case 'observe':
        return line.what === 'drift'
          ? told(
              `a foreign edit in ${line.zone ?? 'a zone'}: ${linesOf(line.seen ?? []).join(', ') || 'nothing is there any more'}`,
            )
          : [];
      case 'gate':
        return line.verdict === 'fail' ? told(`${gateName(line)} ${verdictText(line)}`) : [];
      case 'task':
        return line.phase === 'failed' ? told(`task ${line.id} failed`) : [];
      case 'settled':
        return line.verdict === 'insync'
          ? []
          : told(`change ${line.op} ${line.verdict}${line.message === undefined ? '' : `: ${line.message}`}`);
      default:
        return [];
    }
  });
}
