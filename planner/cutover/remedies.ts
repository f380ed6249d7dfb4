import type { State } from './state.js';
import { type GateId, gateName, neverWaived, passes, type Verdict } from './verdict.js';

type At = Pick<State, 'scope' | 'step'>;

/** What people do about a gate that does not pass: a command, or one sentence. */
type Remedy = (at: At, verdict: Verdict) => readonly string[];

const partnerOf = ({ id = '' }: Verdict): string => id.split('.')[0] ?? '';

const remedies: Readonly<Record<GateId, Remedy>> = {
  approval: ({ scope, step }) => [`plan-migration cutover approve ${scope.product} ${step} --because …`],
  // Shown where it is asked, with its instructions.
  task: () => [],
  partners: ({ scope, step }, verdict) => {
    const partner = partnerOf(verdict);
    if (step === 'notice')
      return [
        `plan-migration partners notice ${partner}`,
        `plan-migration partners sent ${partner} --product ${scope.product}   once it has left the house`,
      ];
    return [
      `plan-migration partners status ${partner}`,
      scope.policy.partners === 'evidenced'
        ? `plan-migration partners evidence ${partner} --product ${scope.product}   looks for their traffic`
        : `plan-migration partners confirm ${partner} --product ${scope.product} --via …   once they said that it is open`,
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
  return `plan-migration cutover approve ${scope.product} ${step}:${gateName(verdict)} --because …   goes on without it`;
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
