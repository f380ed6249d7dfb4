const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const iso =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|GMT|([+-])(\d{2}):?(\d{2}))?$/i;
const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const slashes =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?(?:-\d{1,2}:\d{2})?$/i;
const long = /^(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?,?\s+)?(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i;

/** Days from 1899-12-30, from which workbooks count, to 1970-01-01. */
const serialOfEpoch = 25_569;
const day = 86_400_000;

/**
 * A point in time in milliseconds since 1970 UTC, or undefined. Reads ISO 8601, `12:00 AM 21 July 2026`, `21.07.2026 14:00`, `7/21/2026 2:00 PM`
 * (day first where the month would be above 12), serial numbers of workbooks, and seconds or milliseconds since 1970. No zone means UTC:
 * series are only compared with themselves, and the same file must read the same everywhere.
 */
export function timeOf(cell: string | number): number | undefined {
  if (typeof cell === 'number' || /^\d+(?:\.\d+)?$/.test(cell)) return ofNumber(Number(cell));
  let match = iso.exec(cell);
  if (match !== null) {
    const [, year, month, date, hour, minute, second, , sign, zoneHours, zoneMinutes] = match;
    const local = utc(year, month, date, hour, minute, second);
    const offset = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * 60_000;
    return local === undefined ? undefined : sign === '-' ? local + offset : local - offset;
  }
  match = german.exec(cell);
  if (match !== null) return utc(match[3], match[2], match[1], match[4], match[5], match[6]);
  match = slashes.exec(cell);
  if (match !== null) {
    const [, first, second, year, hour, minute, seconds, half] = match;
    const [month, date] = Number(first) > 12 ? [second, first] : [first, second];
    return utc(year, month, date, clock(hour, half), minute, seconds);
  }
  match = long.exec(cell);
  if (match === null) return undefined;
  const [, hour, minute, second, half, date, word = '', year] = match;
  return utc(year, String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1), date, clock(hour, half), minute, second);
}

function ofNumber(value: number): number | undefined {
  if (value > 20_000 && value < 80_000) return Math.round((value - serialOfEpoch) * day);
  if (value > 5e8 && value < 5e9) return value * 1000;
  return value > 5e11 && value < 5e12 ? value : undefined;
}

/** The hour of a clock with two halves. */
function clock(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  return String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

type Part = string | undefined;

function utc(year: Part, month: Part, date: Part, hour: Part, minute: Part, second: Part): number | undefined {
  const [monthNumber, dateNumber] = [Number(month), Number(date)];
  if (!(monthNumber >= 1 && monthNumber <= 12 && dateNumber >= 1 && dateNumber <= 31)) return undefined;
  return Date.UTC(
    Number(year),
    monthNumber - 1,
    dateNumber,
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
}
