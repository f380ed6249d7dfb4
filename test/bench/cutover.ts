import { rehearse } from '../../planner/adapters/simulated/world/rehearse.js';
import { Play, played, smallEstate, unattended } from '../support/cutover.js';
import type { Figure } from './measure.js';

/** Engine figures: calls of Route 53 against the least possible, time to the way back, runs per second, growth with products. */
export async function cutoverFigures(runs: number, products: readonly number[]): Promise<readonly Figure[]> {
  return [...(await callsOfAStep()), await wayBack(), await runsPerSecond(runs), ...(await growth(products))];
}

/** 1 change + looks at its status + 1 list, for each step that changes records. Watching while a step bakes is not counted. */
async function callsOfAStep(): Promise<readonly Figure[]> {
  const play = new Play(smallEstate({ policy: unattended }), {
    pace: { near: 86_400_000, far: 86_400_000, beyond: 0 },
  });
  const count = (action: string): number => play.simulated.route53.calls.get(action) ?? 0;
  await play.begin();
  await play.play();
  const batches = play.lines.filter(({ kind }) => kind === 'intent').length;
  const changes = count('ChangeResourceRecordSets');
  return [
    { what: 'changes sent for each batch of a cutover', value: (changes / batches).toFixed(2), target: '1' },
    {
      what: 'looks at a change until it is in sync (up to 45 s, first after 2 s)',
      value: (count('GetChange') / batches).toFixed(1),
    },
    {
      what: 'lists for each step, looks while it waits included (least: 1 a name and its fence)',
      value: (count('ListResourceRecordSets') / 2 / batches).toFixed(1),
    },
  ];
}

/** From the line that asks for an abort to the batch that Route 53 took, in the time of the run. */
async function wayBack(): Promise<Figure> {
  let asked = false;
  const play = new Play(smallEstate({ policy: unattended }), {
    between: async (one) => {
      if (asked || !one.lines.some(({ kind, step }) => kind === 'submitted' && step === 'shift-50')) return;
      asked = true;
      await one.say((line) => ({
        kind: 'rollback',
        ...line,
        to: 'names',
        end: true,
        cause: 'operator',
        because: 'bench',
      }));
    },
  });
  await play.begin();
  await play.play();
  const from = play.lines.find(({ kind }) => kind === 'rollback');
  const to = play.lines.find((line) => line.kind === 'submitted' && from !== undefined && line.n > from.n);
  const milliseconds = Date.parse(to?.at ?? '') - Date.parse(from?.at ?? '');
  return {
    what: 'virtual time from the abort to the batch that Route 53 took',
    value: `${milliseconds} ms`,
    target: '0 ms',
  };
}

async function runsPerSecond(runs: number): Promise<Figure> {
  const estate = smallEstate({ zone: 'legacy', policy: unattended });
  const began = performance.now();
  for (let seed = 0; seed < runs; seed += 1) await played(estate, { seed });
  const perSecond = runs / ((performance.now() - began) / 1000);
  return {
    what: 'whole runs of one product in a simulated world, one core',
    value: `${perSecond.toFixed(0)} a second`,
  };
}

/** Rehearsals of so many products at once; they shift one after the other, so that virtual time grows too. */
async function growth(counts: readonly number[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let before: { readonly count: number; readonly seconds: number } | undefined;
  for (const count of counts) {
    const names = Array.from({ length: count }, (_, i) => `p${i}`);
    const estate = smallEstate({ policy: unattended, products: names });
    const began = performance.now();
    const { start, end } = await rehearse(estate, Object.values(estate.products), { seed: 1, start: 0 });
    const seconds = (performance.now() - began) / 1000;
    const factor =
      before === undefined ? '' : `, ${(seconds / before.seconds / (count / before.count)).toFixed(2)}x per product`;
    figures.push({
      what: `rehearsal of ${count} products (${Math.round((end - start) / 3_600_000)} virtual hours)`,
      value: `${seconds.toFixed(2)} s${factor}`,
    });
    before = { count, seconds };
  }
  return figures;
}
