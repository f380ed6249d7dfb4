/** True for a DNS name as it is written here: lower case, no final dot, at least two labels, `*` only as the first of more. */
export function isDnsName(text: string): boolean {
  const labels = text.split('.');
  return (
    text.length <= 253 &&
    labels.length > 1 &&
    labels.every(
      (label, i) =>
        (i === 0 && label === '*' && labels.length > 2) || /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label),
    )
  );
}

/** @param what the property it was given as @throws where it is no DNS name */
export function checkDnsName(text: string, what: string): void {
  if (!isDnsName(text))
    throw new Error(
      `${what}: ${text} is not a DNS name; write it like shop.example.com, lower case, without final dot`,
    );
}

/** The zone that a name lies in: the longest that it ends with. */
export function zoneOf(name: string, zones: readonly string[]): string | undefined {
  return zones
    .filter((zone) => name === zone || name.endsWith(`.${zone}`))
    .toSorted((a, b) => b.length - a.length)
    .at(0);
}
