import type { Waiting } from '../../../cutover/actions.js';
import type { Entry } from '../../../cutover/entries.js';
import { replay } from '../../../cutover/fold.js';
import type { Identity } from '../../../cutover/identity.js';
import type { Scope } from '../../../cutover/scope.js';
import type { State } from '../../../cutover/state.js';
import { passes, type Verdict } from '../../../cutover/verdict.js';
import { journalName } from '../../../cutover/world.js';
import { LeaseHeld } from '../../../journal/lease.js';
import type { VirtualClock } from './clock.js';
import type { SimulatedJournals } from './journals.js';
import type { SimulatedPartners } from './partners.js';

const minute = 60_000;

/** How long people take. */
const delays = { approval: 12 * minute, task: 25 * minute, notice: 45 * minute, decision: 90 * minute } as const;

export interface OperatorsOptions {
  readonly clock: VirtualClock;
  readonly journals: SimulatedJournals;
  readonly partners: SimulatedPartners;
  /** Our record sets as a zone holds them now: what a decision after a foreign edit is made from. */
  readonly zones: (scope: Scope) => Extract<Entry, { readonly kind: 'resume' }>['zones'];
  /** The release is repaired. */
  onRepaired(scope: Scope): void;
}

/** People who do what a waiting run asks them, some time later, and who are let in by the policy. */
export class SimulatedOperators {
  readonly #options: OperatorsOptions;
  readonly #busy = new Set<string>();

  constructor(options: OperatorsOptions) {
    this.#options = options;
  }

  /** Called whenever a run waits. */
  notice(waiting: Waiting, state: State): void {
    const { scope, step, run } = state;
    const because = 'rehearsal';
    if (waiting.for === 'drift') {
      // Decided from what is there then, and only if nobody else has decided meanwhile.
      this.#later(state, 'drift', delays.decision, (now) => {
        const zones = this.#options.zones(scope);
        return now?.drift === undefined
          ? []
          : [{ kind: 'resume', run, step: now.step, mode: 'restore', because, ...(zones && { zones }) }];
      });
      return;
    }
    if (waiting.for === 'hold') {
      this.#later(state, 'hold', delays.decision, (now) => {
        this.#options.onRepaired(scope);
        return now?.hold === undefined ? [] : [{ kind: 'resume', run, step: now.step, mode: 'plain', because }];
      });
      return;
    }
    const missing = waiting.verdicts.filter((verdict) => !passes(verdict));
    if (missing.some(({ gate }) => gate === 'partners') && step === 'notice') {
      this.#later(state, 'notice', delays.notice, () => {
        this.#options.partners.send(scope);
        return [];
      });
      return;
    }
    // People look at the rest first: nobody approves what cannot happen yet.
    if (missing.length === 0 || missing.some(({ gate }) => gate !== 'approval' && gate !== 'task')) return;
    for (const verdict of missing) this.#answer(verdict, state);
  }

  #answer({ gate, id }: Verdict, state: State): void {
    const { scope, step, run } = state;
    const people = gate === 'approval' ? scope.policy.approve.need : 1;
    const approval = (n: number): Entry => ({
      kind: 'approve',
      run,
      step,
      gate,
      ...(id !== undefined && { id }),
      who: person(n, scope),
      because: 'rehearsal',
    });
    const delay = gate === 'task' ? delays.task : delays.approval;
    this.#later(state, `${gate}:${id ?? ''}`, delay, () => [...Array(people).keys()].map(approval));
  }

  /** Once for each question. */
  #later(state: State, what: string, delay: number, entries: (now: State | undefined) => readonly Entry[]): void {
    const { clock, journals } = this.#options;
    const name = journalName(state.scope);
    const key = `${name} ${state.step} ${what}`;
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    const write = async (): Promise<void> => {
      try {
        const journal = await journals.as('ops/rehearsal').open(name);
        for (const entry of entries(replay(journal.entries))) await journal.append(entry);
        await journal.close();
        this.#busy.delete(key);
      } catch (error) {
        if (!(error instanceof LeaseHeld)) throw error;
        clock.at(clock.now() + minute, write);
      }
    };
    clock.at(clock.now() + delay, write);
  }
}

const names = ['jo', 'kim', 'ali', 'sam'];

/** Somebody whom the policy lets approve. */
function person(n: number, { approvers, account }: Scope): Identity {
  const name = names[n % names.length] ?? 'jo';
  const [, member = account, role = 'ops'] =
    /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(approvers?.[0] ?? '') ?? [];
  return {
    kind: 'sts',
    account: member,
    arn: `arn:aws:sts::${member}:assumed-role/${role}/${name}`,
    userId: `AROAREHEARSAL:${name}`,
    sourceIdentity: name,
  };
}
