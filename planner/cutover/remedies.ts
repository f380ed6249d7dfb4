import { deployCommand } from './scope-of.js';
import type { State } from './state.js';
import { type GateId, gateName, neverWaived, passes, type Verdict } from './verdict.js';

type At = Pick<State, 'scope' | 'step'>;

/** What people do about a gate that does not pass: a command, or one sentence. */
type Remedy = (at: At, verdict: Verdict) => readonly string[];

const partnerOf = ({ id = '' }: Verdict): string => id.split('.')[0] ?? '';

/** Holds at every step until then; a waiver of the gate only at the step that asks it. */
function partnerWaiver({ scope }: Pick<At, 'scope'>, verdict: Verdict): string {
  const [partner = '', direction] = (verdict.id ?? '').split('.');
  const which = `${partner} --product ${scope.product}${direction === undefined ? '' : ` --direction ${direction}`}`;
  return `plan-migration partners waive ${which} --because … --until …   goes on without them at every step until then`;
}

const remedies: Readonly<Record<GateId, Remedy>> = {
  approval: ({ scope, step }) => [`plan-migration cutover approve ${scope.product} ${step} --because …`],
  // Shown where it is asked, with its instructions.
  task: () => [],
  partners: ({ scope, step }, verdict) => {
    const partner = partnerOf(verdict);
    if (step === 'notice')
      return [
        `plan-migration partners notice ${partner}`,
        `plan-migration partners sent ${partner} --product ${scope.product} --via …   once it has left the house`,
        partnerWaiver({ scope }, verdict),
      ];
    return [
      `plan-migration partners status ${partner}`,
      scope.policy.partners === 'evidenced'
        ? `plan-migration partners evidence ${partner} --product ${scope.product}   looks for their traffic`
        : `plan-migration partners confirm ${partner} --product ${scope.product} --via …   once they said that it is open`,
      partnerWaiver({ scope }, verdict),
    ];
  },
  certificate: () => [
    'It passes once ACM says ISSUED: enter the validation records that the outputs of the foundation name.',
  ],
  probes: (_, { id = '', limit = '' }) => [`It passes once every new address answers probe ${id} with ${limit}.`],
  metrics: ({ scope }, { id = '', limit = '' }) => {
    const least = scope.policy.metrics[id]?.minRequests;
    const requests = least === undefined ? '' : `, of at least ${least} requests`;
    return [`It passes once ${id} is ${limit}${requests}; it is asked again at every look.`];
  },
  window: () => ['It passes by itself when the window opens.'],
  quiet: () => ['It passes by itself once the other product has left its shifts: plan-migration cutover status'],
  addresses: ({ scope }, { verdict }) =>
    verdict === 'fail'
      ? [
          'Bring the announced addresses back. Or begin anew with others, which every partner has to be told first:',
          `plan-migration cutover abort ${scope.product} --confirm ${scope.product} --because …`,
        ]
      : ['It is asked again at every look; it cannot be waived.'],
  drift: (at, { verdict }) =>
    at.step === 'names' && verdict === 'fail'
      ? [
          'Correct legacy of the name in the estate file, or the record; then what is there now becomes the base:',
          `plan-migration cutover resume ${at.scope.product} --adopt --because …`,
        ]
      : ['It is asked again at every look; it cannot be waived.'],
};

/** Gates whose question itself says what to do: another command would only lead past it. */
const answered: ReadonlySet<GateId> = new Set(['approval', 'task']);

/** How somebody takes it on himself to go on without a gate; undefined where nobody may. */
export function waiverOf({ scope, step }: At, verdict: Verdict): string | undefined {
  const { gate } = verdict;
  if (answered.has(gate) || neverWaived.includes(gate)) return undefined;
  return `plan-migration cutover approve ${scope.product} ${step}:${gateName(verdict)} --because …   goes on without it${gate === 'partners' ? ', at this step only' : ''}`;
}

/** What makes the gates pass that do not, and how each is waived where that is allowed. Nothing is said twice. */
export function remediesOf(at: At, verdicts: readonly Verdict[]): readonly string[] {
  const lines = verdicts
    .filter((verdict) => !passes(verdict))
    .flatMap((verdict) => {
      const waiver = waiverOf(at, verdict);
      return [...remedies[verdict.gate](at, verdict), ...(waiver === undefined ? [] : [waiver])];
    });
  return [...new Set(lines)];
}

/** What helps before a run, where there is none to hold, to end or to waive a gate of. Drift and missing programs say it themselves. */
const beforehand: Readonly<Partial<Record<GateId, Remedy>>> = {
  addresses: ({ scope }, { verdict }) =>
    verdict === 'fail'
      ? [
          'outputs/ and AWS have to agree. Write the outputs anew, then tell every partner what they say now:',
          deployCommand(`${scope.env}-addresses`),
          `plan-migration partners notice --product ${scope.product}`,
        ]
      : ['It cannot be waived; ask again once AWS answers.'],
  drift: () => [],
};

/** What people do about a gate that would hold. `run`: one is under way, which can be told to. */
export function preflightRemedies(at: At, verdict: Verdict, run: boolean): readonly string[] {
  if (passes(verdict)) return [];
  return run ? remediesOf(at, [verdict]) : (beforehand[verdict.gate] ?? remedies[verdict.gate])(at, verdict);
}
