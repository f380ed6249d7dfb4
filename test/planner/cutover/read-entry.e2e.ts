import { describe, expect, it } from '@jest/globals';
import { rehearse } from '../../../planner/adapters/simulated/world/rehearse.js';
import { readEntry } from '../../../planner/cutover/read-entry.js';
import { utah } from '../../support/utah.js';

/** Every line of a whole rehearsal of the example, as it would be read back from a file. */
const lines = async (fault?: 'foreign-edit') => {
  const estate = utah();
  const products = Object.values(estate.products);
  const played = await rehearse(estate, products, {
    seed: 1,
    start: Date.parse('2027-02-01T16:00:00Z'),
    ...(fault && { fault }),
  });
  return played.products.flatMap((product) => product.lines);
};

describe('a line of a cutover journal', () => {
  it.each([undefined, 'foreign-edit' as const])('is read back as it was written (fault: %s)', async (fault) => {
    const written = await lines(fault);
    expect(new Set(written.map(({ kind }) => kind)).size).toBeGreaterThan(8);
    for (const { n, prev, at, by, lease, ...entry } of written) {
      const back: Record<string, unknown> = JSON.parse(JSON.stringify(entry));
      expect(readEntry(back)).toEqual({ ok: true, entry: back });
      expect([typeof n, typeof prev, typeof at, typeof by, typeof lease]).toEqual([
        'number',
        'string',
        'string',
        'string',
        'number',
      ]);
    }
  });

  it.each([
    ['nothing', {}],
    ['of an unknown kind', { kind: 'party', run: 'r', step: 'ttl' }],
    ['of an unknown step', { kind: 'enter', run: 'r', step: 'jump' }],
    ['without a run', { kind: 'enter', step: 'ttl' }],
    [
      'with an approval of nobody',
      { kind: 'approve', run: 'r', step: 'ttl', gate: 'approval', because: 'x', who: { kind: 'typed' } },
    ],
    [
      'with a batch that is none',
      {
        kind: 'intent',
        run: 'r',
        step: 'ttl',
        op: 'o',
        zone: 'Z',
        gates: '',
        target: 'route53',
        purpose: 'step',
        fence: { from: 1 },
        batch: [{ Action: 'UPSERT', ResourceRecordSet: { Name: 'a', Type: 'A' } }],
        undo: [],
      },
    ],
  ])('is refused %s', (_, fields) => {
    expect(readEntry(fields)).toMatchObject({ ok: false });
  });
});
