import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { formatDay, parseDay } from '../../../planner/model/day.js';
import { nextOpenDay, weekdayOf, weekOf, type Weekday } from '../../../planner/waves/schedule/calendar.js';
import { windowHours, windowText } from '../../../planner/waves/schedule/window.js';

const day = (text: string): number => parseDay(text) ?? Number.NaN;

describe('days', () => {
  it.each(['2027-02-30', '2027-2-1', '02/01/2027', '', '2027-13-01', '2026-02-29', '0099-01-01'])(
    '%j is no date',
    (text) => {
      expect(parseDay(text)).toBeUndefined();
    },
  );

  it('survive the way to a number and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (number) => {
        expect(parseDay(formatDay(number))).toBe(number);
      }),
    );
  });

  it.each([
    ['1970-01-01', 'thu'],
    ['2027-02-01', 'mon'],
    ['2028-02-29', 'tue'],
    ['1969-12-28', 'sun'],
  ])('%s is a %s', (text, weekday) => {
    expect(weekdayOf(day(text))).toBe(weekday);
  });

  it.each([
    [0, 1],
    [6, 1],
    [7, 2],
    [90, 13],
  ])('offset %d lies in week %d', (offset, week) => {
    expect(weekOf(offset)).toBe(week);
  });
});

describe('the next open day', () => {
  const freeze = { from: day('2027-06-25'), to: day('2027-07-05'), why: 'year end' };
  it.each<[string, readonly Weekday[], string]>([
    ['2027-06-24', [], '2027-06-24'],
    ['2027-06-25', [], '2027-07-06'],
    ['2027-07-05', [], '2027-07-06'],
    ['2027-06-23', ['mon'], '2027-07-12'],
    ['2027-06-23', ['sat', 'wed'], '2027-06-23'],
  ])('from %s on %j is %s', (from, days, expected) => {
    expect(formatDay(nextOpenDay(day(from), [freeze], days) ?? 0)).toBe(expected);
  });

  it('does not exist where everything is closed', () => {
    expect(nextOpenDay(0, [{ from: 0, to: 1e9, why: 'for ever' }])).toBeUndefined();
  });
});

describe('windows', () => {
  const window = { days: ['tue', 'thu'], from: '09:00', to: '16:00', zone: 'America/Denver' } as const;
  it.each([
    ['winter', '2027-02-02', 'tue 09:00-16:00 America/Denver (16:00-23:00 UTC)'],
    ['summer', '2027-06-01', 'tue 09:00-16:00 America/Denver (15:00-22:00 UTC)'],
    ['no date', undefined, 'tue, thu 09:00-16:00 America/Denver'],
  ])('are shown in their zone and in UTC: %s', (_, date, expected) => {
    expect(windowText(window, date)).toBe(expected);
  });

  it('may end on the next day', () => {
    const night = { ...window, from: '22:00', to: '04:30' };
    expect(windowHours(night)).toBe(6.5);
    expect(windowText(night, '2027-02-02')).toBe('tue 22:00-04:30 America/Denver (05:00-11:30 UTC)');
  });

  it('in an unknown zone are shown as written', () => {
    expect(windowText({ ...window, zone: 'Mars/Olympus' }, '2027-02-02')).toBe('tue 09:00-16:00 Mars/Olympus');
  });
});
