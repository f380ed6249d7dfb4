import { readSnapshot, runEntry } from '../../cutover/begin.js';
import { replay } from '../../cutover/fold.js';
import { judge } from '../../cutover/judge.js';
import { Lookout } from '../../cutover/look.js';
import type { State } from '../../cutover/state.js';
import { skipReason, specOf, stepsOf } from '../../cutover/steps.js';
import { gateName, passes, type Verdict } from '../../cutover/verdict.js';
import { needsAt } from '../../cutover/needs.js';
import type { World } from '../../cutover/world.js';
import { Fault } from '../../model/fault.js';
import { verdictLines } from '../../view/cutover/verdict-text.js';
import { paintAll } from '../../view/look.js';
import { lookOf, type Run } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import type { CutoverFlags } from './estate.js';
import { stillToMove } from './moved.js';
import { deskOf, hashesOf, journalOf, scopeFor, whoAmI, worldFor } from './scene.js';

interface Checked {
  readonly product: string;
  readonly env: string;
  readonly verdicts: readonly (Verdict & { readonly step: string })[];
}

/** `cutover preflight [PRODUCT…]`: asks every gate now that needs no traffic, and says which would hold. Reads only. */
export const preflight: Run<CutoverFlags> = async (names, flags, surroundings) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `a preflight has no ${format} output`, 'Write --format text or json.');
  const desk = await deskOf(names, flags);
  const checked: Checked[] = [];
  for (const product of stillToMove(desk.products, names)) {
    const scope = scopeFor(desk, product);
    const world = await worldFor(desk, await whoAmI(desk, product, flags), flags, surroundings);
    try {
      const { state: known } = await journalOf(desk, product);
      const state = known !== undefined && known.ended === undefined ? known : undefined;
      const read = await readSnapshot(scope, world);
      if (read.kind !== 'read')
        throw new Fault(
          read.kind === 'credentials' || read.kind === 'denied' ? 'denied' : 'unreachable',
          read.message,
          'Check the credentials with: aws sts get-caller-identity',
        );
      const start =
        state ??
        replay([
          {
            ...runEntry('preflight', scope, read.snapshot, { planHash: '', ...hashesOf(desk, product) }),
            n: 1,
            prev: '',
            at: new Date().toISOString(),
            by: '',
            lease: 1,
          },
        ]);
      if (start === undefined) continue;
      checked.push({ product: scope.product, env: scope.env, verdicts: await allGates(start, world) });
    } finally {
      world.close();
    }
  }
  const look = lookOf(flags, surroundings);
  const text =
    format === 'json'
      ? `${JSON.stringify(checked, null, 2)}\n`
      : paintAll(
          checked.flatMap((one) => verdictLines(`${one.product} (${one.env})`, one.verdicts)),
          look.colour,
        );
  await writeResult([text], flags, surroundings);
  const ready = checked.every(({ verdicts }) => verdicts.every(passes));
  return flags.detailedExitcode === true && !ready ? exit.findings : exit.done;
};

/** Each gate once, at the first step that asks it. Approvals and tasks are people's, and metrics need traffic. */
async function allGates(state: State, world: World): Promise<Checked['verdicts']> {
  const lookout = new Lookout(world);
  const found = new Map<string, Verdict & { readonly step: string }>();
  const now = world.clock.now();
  for (const step of stepsOf(state.scope)) {
    if (skipReason(state.scope, step) !== undefined) continue;
    const { before } = specOf(step);
    const at: State = { ...state, step, skipped: {}, approvals: [] };
    const gates = before.filter((gate) => gate !== 'approval' && gate !== 'task' && gate !== 'quiet');
    const seen = await lookout.look(at, needsAt(at, gates));
    for (const gate of gates)
      for (const verdict of judge(gate, at, seen, now)) {
        const key = `${gateName(verdict)} ${verdict.limit ?? ''}`;
        if (!found.has(key)) found.set(key, { step, ...verdict });
      }
  }
  return [...found.values()];
}
