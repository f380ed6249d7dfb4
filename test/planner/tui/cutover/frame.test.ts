import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runFrame } from '../../../../planner/tui/cutover/frame.js';
import { announceRun, greetRun } from '../../../../planner/tui/cutover/linear.js';
import { pressRun, startUi } from '../../../../planner/tui/cutover/prompt.js';
import { paintAll } from '../../../../planner/view/look.js';
import { width } from '../../../../planner/view/text.js';
import { golden } from '../../../support/golden.js';
import { hostileText } from '../../../support/html.js';
import { playedTo, snapshotOf } from '../../../support/run-screen.js';
import { runs } from '../../../support/runs.js';

const waiting = await playedTo('shift-100', 'approve');
const baking = await playedTo('shift-50', 'bake');
const plain = { ascii: false, colour: false };
const snapshot = snapshotOf(waiting.play, waiting.ticked);

describe('the screen of a run', () => {
  it.each([
    ['run-120.txt', snapshot, { columns: 120, rows: 34 }, plain],
    ['run-100.txt', snapshot, { columns: 100, rows: 30 }, plain],
    ['run-40.txt', snapshot, { columns: 40, rows: 16 }, plain],
    ['run-ascii.txt', snapshot, { columns: 80, rows: 24 }, { ascii: true, colour: false }],
    ['run-bake.txt', snapshotOf(baking.play, baking.ticked), { columns: 100, rows: 28 }, plain],
  ])('is %s', (name, of, size, look) => {
    const text = paintAll(runFrame(of, startUi, size, look), false);
    expect(text).toBe(golden(import.meta.url, name, text));
  });

  it('keeps what people have to do where there is little room: gates that pass give way', () => {
    const waits = { for: 'gate', why: 'task', verdicts: snapshot.waiting?.verdicts ?? [], todo: ['do this'] } as const;
    const rowsOf = (rows: number): string =>
      paintAll(runFrame({ ...snapshot, waiting: waits }, startUi, { columns: 80, rows }, plain), false);
    const open = (snapshot.waiting?.verdicts ?? []).filter(({ verdict }) => verdict !== 'pass');
    expect(open).not.toEqual([]);
    expect(rowsOf(40)).not.toContain('more lines');
    for (const rows of [15, 16, 17]) {
      expect(rowsOf(rows)).toContain('> do this');
      expect(rowsOf(rows)).toMatch(/\d+ more lines: cutover status/);
    }
  });

  it('tells a hold by somebody from one after a failure, and until when', () => {
    const hold = {
      kind: 'hold',
      run: 'r',
      step: 'shift-50',
      because: 'lunch',
      n: 1,
      prev: '0',
      at: '',
      by: 'jo',
      lease: 1,
    } as const;
    const held = (change: object): string => {
      const state = { ...snapshot.state, hold: { ...hold, cause: 'operator' as const, ...change } };
      return paintAll(runFrame({ ...snapshot, state }, startUi, { columns: 100, rows: 30 }, plain), false);
    };
    expect(held({ until: Date.parse('2027-03-02T17:00:00Z') })).toContain(
      'On hold by jo until 2027-03-02 17:00 UTC: lunch',
    );
    expect(held({ cause: 'failure' })).toContain('On hold after a failure: lunch');
  });

  it('fits every terminal exactly', () => {
    const prompt = pressRun(startUi, 'a', snapshot.state);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(startUi, prompt, pressRun(startUi, '?', snapshot.state)),
        (columns, rows, ui) => {
          const lines = runFrame(snapshot, ui, { columns, rows }, plain);
          expect(lines).toHaveLength(rows);
          for (const line of lines) expect(width(line.map(({ text }) => text).join(''))).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: runs(50) },
    );
  });

  it('draws with ASCII only where it is asked to', () => {
    expect(
      paintAll(runFrame(snapshot, startUi, { columns: 100, rows: 40 }, { ascii: true, colour: false }), false),
    ).toMatch(/^[\x20-\x7E\n]*$/);
  });

  it('lets no control character of a reason, a record or a service reach the terminal', () => {
    fc.assert(
      fc.property(hostileText(40), (evil) => {
        const hold = {
          kind: 'hold',
          run: 'r',
          step: 'shift-50',
          cause: 'operator',
          because: evil,
          n: 1,
          prev: '0',
          at: '2027-03-02T17:00:00Z',
          by: evil,
          lease: 1,
        } as const;
        const bad = {
          ...snapshot,
          you: evil,
          state: { ...snapshot.state, hold },
          recent: [...snapshot.recent, hold],
          waiting: {
            for: 'people' as const,
            why: evil,
            todo: [evil],
            verdicts: [
              { gate: 'metrics' as const, id: evil, verdict: 'fail' as const, value: evil, limit: evil, why: evil },
            ],
          },
        };
        const text =
          paintAll(runFrame(bad, { ...startUi, notice: evil }, { columns: 100, rows: 40 }, plain), false) +
          greetRun(bad).join('\n') +
          announceRun(snapshot, bad).join('\n');
        expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
      { numRuns: runs(25) },
    );
  });

  it.each([
    [
      'a hold',
      {
        hold: {
          kind: 'hold',
          run: 'r',
          step: 'shift-100',
          cause: 'operator',
          because: 'lunch',
          n: 9,
          prev: '',
          at: '2027-03-02T17:00:00Z',
          by: 'ann',
          lease: 1,
        },
      } as const,
      'On hold by ann: lunch',
    ],
    ['a point of no return', { pointOfNoReturn: 'promote' }, 'No way back without losing data: promote'],
    ['the end', { ended: 'decommissioned' } as const, 'Everything is on AWS'],
  ])('says %s', (_, change, text) => {
    const lines = runFrame(
      { ...snapshot, state: { ...snapshot.state, ...change } },
      startUi,
      { columns: 120, rows: 40 },
      plain,
    );
    expect(paintAll(lines, false)).toContain(text);
  });
});

describe('a run for screen readers', () => {
  it('is told one fact a line, in words', () => {
    const text = `${greetRun(snapshot).join('\n')}\n`;
    expect(text).toBe(golden(import.meta.url, 'run-linear.txt', text));
    expect(text).not.toMatch(/[─✔●○…✖]/);
  });

  it('says what is new, and nothing twice', () => {
    const before = snapshotOf(baking.play, baking.ticked);
    expect(announceRun(before, before)).toEqual([]);
    expect(announceRun(before, { ...before, now: before.now + 60_000 })).toEqual([]);
    const said = announceRun(before, snapshot);
    expect(said.some((fact) => fact.includes('at shift-100'))).toBe(true);
    expect(new Set(said).size).toBe(said.length);
  });
});
