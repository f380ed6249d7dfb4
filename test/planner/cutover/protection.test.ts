import { describe, expect, it } from '@jest/globals';
import type { Ticked } from '../../../planner/cutover/runner.js';
import { Play, smallEstate, unattended } from '../../support/cutover.js';

const zone = 'Z1OLD00000';

/** `shop.old.example.|A` of what Route 53 lets nobody change. */
const protectedIn = ({ simulated }: Play): readonly string[] => [
  ...(simulated.route53.zones.find(({ id }) => id === zone)?.protections.keys() ?? []),
];

const keepsLegacy = ({ state, stop }: Ticked): boolean => state.step === 'decommission' && stop.kind === 'waiting';

async function finished(prepare: (play: Play) => void = () => undefined): Promise<Play> {
  const play = new Play(smallEstate({ policy: unattended }));
  prepare(play);
  await play.begin();
  await play.play(keepsLegacy);
  return play;
}

const told = ({ lines }: Play): readonly string[] =>
  lines.flatMap((line) => (line.kind === 'observe' && line.what === 'protection' ? [line.protection ?? ''] : []));

/** Somebody cleans up. */
function cleansUp({ simulated, scope }: Play) {
  const records = simulated.route53.zones.find(({ id }) => id === zone)?.recordSets.values() ?? [];
  const record = [...records].find(({ Name, Type }) => Name === scope.names[0]?.record && Type === 'A');
  if (record === undefined) throw new Error('no record');
  return simulated.route53.foreignEdit(zone, [{ Action: 'DELETE', ResourceRecordSet: record }], simulated.clock.now());
}

describe('the records of a product that has finished', () => {
  it('can be changed by nobody: whoever tries is told by whom they are kept, and for what', async () => {
    const play = await finished();
    expect(protectedIn(play)).toEqual(['shop.old.example.|A', 'shop.old.example.|AAAA']);
    expect(cleansUp(play)).toMatchObject({
      kind: 'refused',
      refusal: {
        messages: [expect.stringMatching(/is protected .*shop in prod was cut over .*cutover rollback shop/)],
      },
    });
  });

  it('are free again before they are handed to the stack', async () => {
    const play = await finished();
    const { stop } = await play.play();
    expect(stop.kind).toBe('ended');
    expect(protectedIn(play)).toEqual([]);
    expect(told(play)).toEqual(['asked', 'set', 'lifted']);
  });

  it('go back in one batch, and are protected again once they are final again', async () => {
    const play = await finished();
    const before = play.submitted.length;
    await play.rollBack('convert');
    await play.play(({ state }) => state.step === 'convert');
    expect(play.submitted.slice(before)).toEqual([{ zone, kind: 'submitted' }]);
    expect(protectedIn(play)).toEqual([]);
    await play.play(keepsLegacy);
    expect(protectedIn(play)).toHaveLength(2);
  });

  it.each(['denied', 'reset-after-apply', 'internal-error'] as const)(
    'are as they were before where the service answers %s: noted, and nothing waits for it',
    async (kind) => {
      const play = await finished(({ simulated }) =>
        simulated.route53.inject({ kind, action: 'CreateResourceRecordSetProtections', times: 9 }),
      );
      expect(told(play)).toEqual(['asked', 'refused']);
      const { stop } = await play.play();
      expect(stop.kind).toBe('ended');
      // Also where it was done, and only the answer was lost.
      expect(protectedIn(play)).toEqual([]);
    },
  );

  it('wait for credentials that have expired', async () => {
    const play = await finished(({ simulated }) =>
      simulated.route53.inject({ kind: 'expired', action: 'CreateResourceRecordSetProtections' }),
    );
    expect(told(play)).toEqual(['asked', 'set']);
  });
});
