import type { StepId } from '../../../estate/index.js';
import type { Stamped } from '../../cutover/entries.js';
import { identityName } from '../../cutover/identity.js';
import { recordLine } from '../../cutover/record-sets.js';
import { ipv6Of, type Scope } from '../../cutover/scope.js';
import { percentOf } from '../../cutover/stage.js';
import { isShifting } from '../../cutover/steps.js';
import { count } from '../format.js';
import { spanText } from './spans.js';

/** One thing that is worth telling of a run. */
export interface Told {
  readonly at: number;
  readonly what: string;
  readonly tone: 'plain' | 'good' | 'warning' | 'bad';
}

/** A stay at one step: from its `enter` to the next. */
interface Stay {
  readonly step: StepId;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly Stamped[];
}

const timeOf = ({ at }: Stamped): number => Date.parse(at);

/** The stays of a journal's last run, in order. */
export function staysOf(lines: readonly Stamped[]): readonly Stay[] {
  const stays: { step: StepId; from: number; to: number; lines: Stamped[] }[] = [];
  for (const line of lines) {
    const last = stays.at(-1);
    if (line.kind === 'run' || line.kind === 'enter') {
      if (last !== undefined) last.to = timeOf(line);
      stays.push({ step: line.step, from: timeOf(line), to: timeOf(line), lines: [line] });
    } else if (last !== undefined) {
      last.lines.push(line);
      last.to = timeOf(line);
    }
  }
  return stays;
}

/** What a run did, told in the order in which it did it: one line for what went as planned, one for each thing that did not. */
export function storyOf(scope: Scope, lines: readonly Stamped[]): readonly Told[] {
  const told: Told[] = [];
  let shifts: Stay[] = [];
  const flush = (): void => {
    const line = shiftsTold(shifts);
    if (line !== undefined) told.push(line);
    shifts = [];
  };
  for (const stay of staysOf(lines)) {
    if (isShifting(stay.step)) shifts.push(stay);
    else flush();
    const line = stepTold(scope, stay);
    if (line !== undefined) told.push(line);
    const odd = stay.lines.flatMap((entry) => incident(entry));
    if (odd.length > 0) flush();
    told.push(...odd);
  }
  flush();
  return told;
}

const said = (at: number, what: string, tone: Told['tone'] = 'plain'): Told => ({ at, what, tone });

/** All shifts in a row are one line. */
function shiftsTold(stays: readonly Stay[]): Told | undefined {
  const [first] = stays;
  const last = stays.at(-1);
  const done = stays.filter(({ lines }) => lines.some(({ kind }) => kind === 'settled' || kind === 'wait'));
  if (first === undefined || last === undefined || done.length === 0) return undefined;
  const all = stays.flatMap(({ lines }) => lines);
  const approvals = all.filter((entry) => entry.kind === 'approve' && entry.gate === 'approval').length;
  const tasks = all.filter((entry) => entry.kind === 'task' && entry.phase === 'done').length;
  const from = done[0]?.lines.find(({ kind }) => kind === 'intent' || kind === 'task') ?? first.lines[0];
  const began = from === undefined ? first.from : timeOf(from);
  const extras = [
    ...(approvals === 0 ? [] : [count(approvals, 'approval')]),
    ...(tasks === 0 ? [] : [count(tasks, 'task')]),
  ];
  const percents = done.map(({ step }) => percentOf(step)).join(', ');
  const withExtras = extras.length === 0 ? '' : `, ${extras.join(' and ')}`;
  return said(began, `shifted to ${percents} % in ${spanText(last.to - began)} with bakes${withExtras}`);
}

function stepTold(scope: Scope, { step, from, to, lines }: Stay): Told | undefined {
  const changed = lines.find(({ kind }) => kind === 'intent');
  const began = changed === undefined ? from : timeOf(changed);
  const waited = spanText(to - began);
  switch (step) {
    case 'ttl': {
      if (changed === undefined) return undefined;
      const old = Math.max(...scope.names.map(({ legacy }) => legacy.ttl)) / 1000;
      return said(began, `ttl ${old} -> ${scope.policy.ttl / 1000} s, old answers waited out (${waited})`);
    }
    case 'delegate': {
      const moved = scope.names.filter(({ delegated }) => delegated !== undefined);
      if (changed === undefined || moved.length === 0) return undefined;
      const each = moved.map(({ name, record }) => `${name} is a CNAME to ${record.replace(/\.$/, '')}`);
      return said(began, `delegate: ${each.join(', ')} at the old provider`);
    }
    case 'convert':
      return changed === undefined
        ? undefined
        : said(began, `convert: weighted records, 100 % legacy${hasIpv6(scope) ? ipv6Told : ''}`);
    case 'bake':
      return said(began, `bake ${waited} with all traffic on AWS`);
    case 'drain':
      return lines.some(({ kind }) => kind === 'wait') ? said(began, `drain ${waited}, the forwarder on`) : undefined;
    case 'finish':
      return lines.some(({ kind }) => kind === 'end') || changed !== undefined
        ? said(
            began,
            `finish: ${changed === undefined ? 'done' : 'simple alias records'}; legacy is kept ${spanText(scope.policy.keepLegacy)} more`,
          )
        : undefined;
    default:
      return undefined;
  }
}

const hasIpv6 = ({ names }: Scope): boolean => names.some(({ legacy }) => ipv6Of(legacy).length > 0);

/** Weights cannot share out "no answer". */
const ipv6Told = '; IPv6 answers stay with legacy until shift-100, then there are none';

/** What did not go as planned. */
function incident(entry: Stamped): readonly Told[] {
  const at = timeOf(entry);
  switch (entry.kind) {
    case 'rollback':
      return [
        said(at, `${entry.end ? 'aborted' : `rolled back to ${entry.to}`} at ${entry.step}: ${entry.because}`, 'bad'),
      ];
    case 'hold':
      return entry.cause === 'operator' ? [said(at, `held by ${entry.by}: ${entry.because}`, 'warning')] : [];
    case 'resume':
      return [said(at, entry.mode === 'plain' ? 'taken up again' : `taken up again: ${entry.mode}`)];
    case 'observe':
      return entry.what === 'drift'
        ? [
            said(
              at,
              `somebody else changed the record: ${(entry.seen ?? []).map(recordLine).join(', ')}; all writes stop`,
              'bad',
            ),
          ]
        : [];
    case 'settled':
      if (entry.verdict === 'insync') return [];
      return [said(at, `batch ${entry.op} ${entry.verdict}: ${entry.message ?? ''}`, 'warning')];
    case 'approve':
      return entry.gate === 'approval' || entry.gate === 'task'
        ? []
        : [said(at, `${entry.gate} waived by ${identityName(entry.who)}: ${entry.because}`, 'warning')];
    case 'end':
      return entry.how === 'aborted' ? [said(at, 'ended: everything on legacy as before', 'warning')] : [];
    default:
      return [];
  }
}
