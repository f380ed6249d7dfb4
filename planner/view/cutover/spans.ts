const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** `1 h 12 min`, `3 d 4 h`: the two largest units of a time span, rounded down. */
export function spanText(milliseconds: number): string {
  let left = Math.max(0, Math.round(milliseconds / 1000));
  const first = units.findIndex(([, seconds]) => left >= seconds);
  if (first < 0) return '0 s';
  const parts: string[] = [];
  for (const [name, seconds] of units.slice(first, first + 2)) {
    const n = Math.floor(left / seconds);
    left -= n * seconds;
    if (n > 0) parts.push(`${n} ${name}`);
  }
  return parts.join(' ');
}

export const dateText = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
