import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { emitRunbooks } from '../../../planner/handoff/emit-runbooks.js';
import { minutesText, rollbackDeadline } from '../../../planner/handoff/runbook/deadline.js';
import { tasksOf } from '../../../planner/handoff/runbook/tasks.js';
import { waveFacts } from '../../../planner/handoff/runbook/wave-facts.js';
import type { Window } from '../../../planner/waves/schedule/window.js';
import { golden } from '../../support/golden.js';
import { inventoryOf, planWith, utahFile, utahPlan } from '../../support/handoff.js';
import { aServer } from '../../support/plan.js';

const utah = utahFile('estate.yaml');
const plan = utahPlan(utah);

describe('the runbooks of examples/utah', () => {
  const { files, findings } = emitRunbooks(plan);

  it('are one for each wave', () => {
    expect(files.map(({ path }) => path)).toEqual(plan.waves.waves.map(({ id }) => `runbook-${id}.md`));
    expect(findings).toEqual([]);
  });

  it('are the golden one for the wave of the portal', () => {
    const text = files.find((file) => file.text.includes(': portal\n'))?.text ?? '';
    expect(text).toBe(golden(import.meta.url, 'utah-runbook-portal.md', text));
  });

  it('have no row before those that it comes after, and none that it waits for is missing', () => {
    for (const facts of waveFacts(plan)) {
      const seen = new Set<string>();
      for (const { id, after } of tasksOf(facts)) {
        for (const other of after) expect([...seen]).toContain(other);
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    }
  });

  it('send every notice on the last day that the plan names', () => {
    const text = files.map((file) => file.text).join('\n');
    for (const { name, noticeBy } of plan.waves.partners)
      expect(text).toMatch(new RegExp(`${noticeBy} \\(T-\\d+\\) \\| Send ${name} the new `));
  });

  it('begin on the first day of the plan where T-60 lies before it, and have weeks without a start', () => {
    expect(files[0]?.text).toContain('| 2027-02-01 (T-60 is before the plan begins) |');
    const undated = emitRunbooks(planWith(inventoryOf({ 'inventory.csv': utahFile('inventory.csv') }))).files[0]?.text;
    expect(undated).toContain('| T-60 (before week 1) |');
    expect(undated).toContain('| T-14 (week 1) |');
    expect(undated).toContain('**Latest decision to go back: end of the window - 1 h**');
  });
});

const days: Window = { days: ['thu'], from: '09:00', to: '16:00', zone: 'America/Denver' };
const night: Window = { days: ['sat'], from: '22:00', to: '02:00', zone: 'Europe/Berlin' };

/** Minutes of a clock time. */
const at = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe('the latest decision to go back', () => {
  it.each([
    // End 16:00 - (15 + 15) - 30.
    [4, 2, days, { decideBy: '15:00', slackMinutes: 240, wayBack: 'thu 15:00-16:00 America/Denver (21:00-22:00 UTC)' }],
    // 25 servers are started in three rounds: 16:00 - (15 + 45) - 30.
    [
      25,
      5.5,
      days,
      { decideBy: '14:30', slackMinutes: 0, wayBack: 'thu 14:30-16:00 America/Denver (20:30-22:00 UTC)' },
    ],
    // Over midnight: the decision is on the next day.
    [1, 1, night, { decideBy: '01:00', slackMinutes: 120, wayBack: 'fri 01:00-02:00 Europe/Berlin (23:00-00:00 UTC)' }],
    // Two hours are not enough for three hours of work.
    [1, 3, { ...days, to: '11:00' }, { decideBy: '10:00', slackMinutes: -120 }],
  ])('with %d servers and %d hours of work', (servers, work, window, expected) => {
    expect(rollbackDeadline(servers, work, window, '2027-04-08').within).toMatchObject(expected);
  });

  it('is end of the window - rollback - validation, whatever the window', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        clock,
        clock,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 20 }),
        (from, to, servers, work) => {
          const { within, rollbackMinutes, validationMinutes } = rollbackDeadline(
            servers,
            work,
            { ...days, from, to },
            undefined,
          );
          const decided = at(within?.decideBy ?? '');
          expect((decided + rollbackMinutes + validationMinutes - at(to) + 14_400) % 1440).toBe(0);
          expect(within?.slackMinutes).toBe(
            (within?.windowMinutes ?? 0) - rollbackMinutes - validationMinutes - work * 60,
          );
        },
      ),
    );
  });

  it('is missing without a window, and a finding where the window is too short', () => {
    expect(rollbackDeadline(1, 1, undefined, undefined).within).toBeUndefined();
    const short = utah.replace('from: "06:00", to: "12:00"', 'from: "06:00", to: "07:30"');
    expect(emitRunbooks(utahPlan(short)).findings).toMatchObject([
      { severity: 'warning', code: 'window-too-short', value: 'portal' },
    ]);
  });

  it.each([
    [0, '0 min'],
    [45, '45 min'],
    [60, '1 h'],
    [150, '2 h 30 min'],
    [-75, '-1 h 15 min'],
  ])('%d minutes are %s', (minutes, text) => {
    expect(minutesText(minutes)).toBe(text);
  });
});

const count = (source: string, pattern: RegExp): number => source.match(pattern)?.length ?? 0;

describe('no runbook', () => {
  it('has markup, links or further rows out of names', () => {
    const hostile = fc.stringMatching(/^[a-z<>|[\]()`*_#!\n\r\\&]{1,16}$/);
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, product, owner) => {
        const server = aServer({ name, product, owner, vcpus: 2, memoryGiB: 8 });
        const plain = aServer({ name: 'a', product: 'b', owner: 'c', vcpus: 2, memoryGiB: 8 });
        const of = (one: typeof server): string =>
          emitRunbooks(planWith({ ...inventoryOf({}), servers: [one] })).files[0]?.text ?? '';
        const [text, expected] = [of(server), of(plain)];
        if (text !== '')
          for (const pattern of [/\n/g, /\|/g, /</g, /`/g, /\[/g, /\*\*/g, /^#/gm])
            expect(count(text, pattern)).toBe(count(expected, pattern));
      }),
      { numRuns: 30 },
    );
  });
});
