import type { ChangeWindow, Weekday } from '../../estate/index.js';

const minute = 60_000;
const day = 86_400_000;
const weekdays: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Wall-clock time of an instant in a zone: year, month (1 to 12), day, weekday, minutes since midnight. */
interface Wall {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are slow to make and asked on every tick. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-hc-h23', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

function wallAt(instant: number, zone: string): Wall {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: part('year'), month: part('month'), date: part('day'), minutes: part('hour') * 60 + part('minute') };
}

/**
 * The first instant at which the wall clock of a zone shows this time or, where the clock jumps over it, a later one. Where a time comes twice it is
 * the first of the two.
 */
function instantOf(year: number, month: number, date: number, minutes: number, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, date, 0, minutes);
  // Offsets differ by at most a day; the offset at the guess is right unless a change lies between, and then the other one is.
  const offsetAt = (instant: number): number => {
    const wall = wallAt(instant, zone);
    return Date.UTC(wall.year, wall.month - 1, wall.date, 0, wall.minutes) - Math.floor(instant / minute) * minute;
  };
  const candidates = [offsetAt(asUtc - day), offsetAt(asUtc + day)].map((offset) => asUtc - offset);
  const exact = candidates.filter((instant) => offsetAt(instant) === asUtc - instant);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

export type WindowState =
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'closed'; readonly opens: number };

/** Whether a window is open at an instant, until when, or when it opens next. Both in milliseconds since the epoch; daylight saving is the zone's. */
export function windowAt(window: ChangeWindow, now: number): WindowState {
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  const today = wallAt(now, window.zone);
  // From yesterday (a window over midnight) to a week ahead; one day more for a day that the clock change swallows.
  for (let ahead = -1; ahead <= 8; ahead += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.date + ahead));
    if (!window.days.includes(weekdays[date.getUTCDay()] ?? 'sun')) continue;
    const at = (minutes: number, later: number): number =>
      instantOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate() + later, minutes, window.zone);
    const opens = at(from, 0);
    const closes = at(to, to <= from ? 1 : 0);
    if (now < opens) return { kind: 'closed', opens };
    if (now < closes) return { kind: 'open', until: closes };
  }
  return { kind: 'closed', opens: now + 7 * day };
}
