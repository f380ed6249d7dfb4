/**
 * The units of the estate file. A bare number is never a duration or a size: `ttl: 60` would mean seconds to one reader and minutes to another.
 * Values are branded numbers, so that a duration cannot be passed where a size is meant.
 */
declare const unit: unique symbol;

/** Milliseconds. */
export type Duration = number & { readonly [unit]: 'ms' };
/** Mebibytes (2^20 bytes). */
export type Size = number & { readonly [unit]: 'MiB' };
/** Megabits per second, 10^6 bits. */
export type Rate = number & { readonly [unit]: 'Mbit/s' };

/** How many of something run: at least, at most. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

const durationUnits: ReadonlyArray<readonly [string, number]> = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];
const sizeUnits: ReadonlyArray<readonly [string, number]> = [
  ['TiB', 1_048_576],
  ['GiB', 1024],
  ['MiB', 1],
];
const rateUnits: ReadonlyArray<readonly [string, number]> = [
  ['Gbps', 1000],
  ['Mbps', 1],
];

function measure(text: string, units: typeof durationUnits): number | undefined {
  const match = /^(\d{1,9})([A-Za-z]+)$/.exec(text);
  const factor = units.find(([name]) => name === match?.[2])?.[1];
  const value = factor === undefined ? undefined : Number(match?.[1]) * factor;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function written(value: number, units: typeof durationUnits): string {
  const [name, factor] = units.find(([, each]) => value !== 0 && value % each === 0) ?? units.at(-1) ?? ['', 1];
  return `${value / factor}${name}`;
}

const isDuration = (value: number | undefined): value is Duration => Number.isSafeInteger(value);
const isSize = (value: number | undefined): value is Size => Number.isSafeInteger(value);
const isRate = (value: number | undefined): value is Rate => Number.isSafeInteger(value);

/** Reads `800ms 30s 10m 2h 14d`; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const value = measure(text, durationUnits);
  return isDuration(value) ? value : undefined;
}

/** Writes a duration in the largest unit that holds it exactly: 7200000 is `2h`. Fractions of a millisecond are rounded. */
export function formatDuration(value: Duration): string {
  return written(Math.round(value), durationUnits);
}

/** Reads `512MiB 100GiB 2TiB`; undefined for anything else. */
export function parseSize(text: string): Size | undefined {
  const value = measure(text, sizeUnits);
  return isSize(value) ? value : undefined;
}

/** Writes a size in the largest unit that holds it exactly. */
export function formatSize(value: Size): string {
  return written(value, sizeUnits);
}

/** Reads `200Mbps 1Gbps`; undefined for anything else. */
export function parseRate(text: string): Rate | undefined {
  const value = measure(text, rateUnits);
  return isRate(value) ? value : undefined;
}

/** Reads `2..6` or `3`, at most 10,000; undefined for anything else, also for `6..2`. */
export function parseCount(text: string): Count | undefined {
  const match = /^(\d{1,5})(?:\.\.(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const min = Number(match[1]);
  const max = Number(match[2] ?? match[1]);
  return min <= max && max <= 10_000 ? { min, max } : undefined;
}

/**
 * A duration as the file writes it, for code and tests.
 * @throws RangeError when the text is not a duration.
 */
export function duration(text: string): Duration {
  const value = parseDuration(text);
  if (value === undefined) throw new RangeError(`"${text}" is not a duration; write 800ms, 30s, 10m, 2h or 14d`);
  return value;
}

/**
 * A size as the file writes it, for code and tests.
 * @throws RangeError when the text is not a size.
 */
export function size(text: string): Size {
  const value = parseSize(text);
  if (value === undefined) throw new RangeError(`"${text}" is not a size; write 512MiB, 100GiB or 2TiB`);
  return value;
}

/**
 * A duration of so many milliseconds, rounded.
 * @throws RangeError for a number that is not finite.
 */
export function milliseconds(value: number): Duration {
  const rounded = Math.round(value);
  if (!isDuration(rounded)) throw new RangeError(`${value} is not a number of milliseconds`);
  return rounded;
}

/** A duration in days, possibly with a fraction. */
export function inDays(value: Duration): number {
  return value / 86_400_000;
}

/** A duration in seconds, possibly with a fraction. */
export function inSeconds(value: Duration): number {
  return value / 1000;
}

/** A size in gibibytes, possibly with a fraction. */
export function inGiB(value: Size): number {
  return value / 1024;
}

/** True for a day of the calendar, `2027-02-28`; false for `2027-02-30` and for anything else. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
