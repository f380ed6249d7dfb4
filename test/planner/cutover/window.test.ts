import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ChangeWindow } from '../../../estate/index.js';
import { windowAt } from '../../../planner/cutover/window.js';

const at = (text: string): number => Date.parse(text);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16);
const denver: ChangeWindow = { days: ['tue', 'wed', 'thu'], from: '09:00', to: '16:00', zone: 'America/Denver' };
const shown = (window: ChangeWindow, now: string): string => {
  const state = windowAt(window, at(now));
  return state.kind === 'open' ? `open until ${iso(state.until)}` : `opens ${iso(state.opens)}`;
};

describe('a change window', () => {
  it.each<readonly [string, ChangeWindow, string, string]>([
    ['before it opens', denver, '2027-03-02T15:59:00Z', 'opens 2027-03-02T16:00'],
    ['at its first minute', denver, '2027-03-02T16:00:00Z', 'open until 2027-03-02T23:00'],
    ['at its end', denver, '2027-03-02T23:00:00Z', 'opens 2027-03-03T16:00'],
    ['after the last day of the week', denver, '2027-03-05T00:00:00Z', 'opens 2027-03-09T16:00'],
    ['after the clocks went forward, an hour earlier in UTC', denver, '2027-03-15T00:00:00Z', 'opens 2027-03-16T15:00'],
    [
      'over midnight',
      { days: ['sat'], from: '22:00', to: '02:00', zone: 'Europe/Berlin' },
      '2027-05-02T00:30:00+02:00',
      'open until 2027-05-02T00:00',
    ],
    [
      'in an hour that the clock jumps over: it opens when that hour would have been',
      { days: ['sun'], from: '02:30', to: '05:00', zone: 'America/New_York' },
      '2027-03-14T05:00:00Z',
      'opens 2027-03-14T07:30',
    ],
    [
      'in an hour that comes twice: with the first one',
      { days: ['sun'], from: '01:30', to: '03:00', zone: 'America/New_York' },
      '2027-11-07T04:00:00Z',
      'opens 2027-11-07T05:30',
    ],
  ])('%s', (_, window, now, expected) => expect(shown(window, now)).toBe(expected));

  it('is open at the instant at which it says that it opens, and closed at its end', () => {
    const zones = ['America/Denver', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
    const time = fc
      .tuple(fc.nat(23), fc.constantFrom('00', '15', '30'))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(time, { minLength: 2, maxLength: 2 }),
        fc.integer({ min: at('2027-01-01T00:00:00Z'), max: at('2028-12-31T00:00:00Z') }),
        (zone, [from = '09:00', to = '16:00'], now) => {
          const window: ChangeWindow = { days: ['mon', 'wed', 'sun'], from, to, zone };
          const state = windowAt(window, now);
          if (state.kind === 'closed') {
            expect(state.opens).toBeGreaterThan(now);
            expect(windowAt(window, state.opens - 1).kind).toBe('closed');
          } else {
            expect(state.until).toBeGreaterThan(now);
            const after = windowAt(window, state.until);
            expect(after.kind === 'open' ? after.until : after.opens).toBeGreaterThan(state.until - 1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
