const zone = /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/;

/**
 * Checks a list of availability zone names, which become addresses of resources.
 * @param what the property it was given as
 * @throws where one is not a zone (a region, a local zone) or is there twice
 */
export function checkZones(azs: readonly string[], what: string): void {
  for (const az of azs)
    if (!zone.test(az)) throw new Error(`${what}: ${az} is not an availability zone; write a name like us-east-1a`);
  const twice = azs.find((az, i) => azs.indexOf(az) !== i);
  if (twice !== undefined) throw new Error(`${what}: ${twice} is there twice; name each availability zone once`);
}
