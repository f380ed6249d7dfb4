/** A calendar day as days since 1970-01-01, UTC. All date arithmetic is on these integers: no clock, no zone, no daylight saving. */
export type Day = number;

const dayMs = 86_400_000;
const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2027-02-01` -> day, or undefined when it is not a date of the calendar (`2027-02-30`). */
export function parseDay(text: string): Day | undefined {
  const match = isoDate.exec(text);
  if (match === null) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // Years 0-99 mean 1900-1999 to Date.UTC, and days beyond the month roll over: neither survives the way back.
  const day = Math.floor(time / dayMs);
  return formatDay(day) === text ? day : undefined;
}

/** Day -> `2027-02-01`. */
export function formatDay(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
