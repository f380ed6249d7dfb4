import { parseDay } from '../../model/day.js';
import { weekdayOf, type Weekday } from './calendar.js';

/** Hours in which someone works: the cutover window of a product, or when a partner changes its firewall. */
export interface Window {
  readonly days: readonly Weekday[];
  /** `09:00`; a `to` that is not later than `from` is on the next day. */
  readonly from: string;
  readonly to: string;
  /** IANA zone, e.g. `America/Denver`. */
  readonly zone: string;
}

const minutes = (clock: string): number | undefined => {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(clock);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
};

/** Length of a window in hours; undefined when its clock times are not `hh:mm`. */
export function windowHours(window: Window): number | undefined {
  const from = minutes(window.from);
  const to = minutes(window.to);
  if (from === undefined || to === undefined) return undefined;
  return (to > from ? to - from : to - from + 1440) / 60;
}

/** Minutes that a zone is ahead of UTC at a moment; undefined for a zone that the machine does not know. */
function offsetMinutes(zone: string, time: number): number | undefined {
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).formatToParts(time);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((candidate) => candidate.type === type)?.value);
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return Math.round((local - time) / 60_000);
  } catch {
    return undefined;
  }
}

const clock = (minute: number): string => {
  const inDay = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
};

/**
 * `Thu 09:00-16:00 America/Denver (16:00-23:00 UTC)` for one date; without a date the weekdays and no UTC hours,
 * since those depend on daylight saving. An unknown zone is shown as written.
 */
export function windowText(window: Window, date: string | undefined): string {
  const hours = `${window.from}-${window.to} ${window.zone}`;
  const day = date === undefined ? undefined : parseDay(date);
  if (day === undefined) return `${window.days.join(', ')} ${hours}`.trim();
  const from = minutes(window.from);
  const length = windowHours(window);
  const text = `${weekdayOf(day)} ${hours}`;
  if (from === undefined || length === undefined) return text;
  const wall = (day * 1440 + from) * 60_000;
  // The offset at the wall time read as UTC is right but for the hours around a switch; asking again at the corrected moment mends those.
  const guess = offsetMinutes(window.zone, wall);
  const offset = guess === undefined ? undefined : offsetMinutes(window.zone, wall - guess * 60_000);
  if (offset === undefined) return text;
  return `${text} (${clock(from - offset)}-${clock(from - offset + length * 60)} UTC)`;
}
