/**
 * Domain names as Route 53 and DNS write them. Route 53's form, in which the rest of dc-exit keeps them: lower case, the final dot, and every
 * character other than `a-z 0-9 - _ .` as a backslash with three octal digits (`\052` for `*`).
 */

/**
 * The labels of a name as text of one character per byte, first label first; the root has none. Takes escapes: `\052` is octal as Route 53
 * writes it, `\.` a dot within a label.
 *
 * @returns undefined where this is no domain name: an empty label, one of more than 63 bytes, more than 255 bytes in all
 */
export function labelsOf(name: string): readonly string[] | undefined {
  const text = name.endsWith('.') && !name.endsWith('\\.') ? name.slice(0, -1) : name;
  if (text === '') return [];
  const labels: string[] = [];
  let label = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '.') {
      labels.push(label);
      label = '';
    } else if (character === '\\') {
      const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1))?.[0];
      label += octal === undefined ? text.charAt(at + 1) : String.fromCodePoint(Number.parseInt(octal, 8));
      at += octal === undefined ? 1 : 3;
    } else {
      label += character;
    }
  }
  labels.push(label);
  const bytes = labels.reduce((sum, one) => sum + one.length + 1, 1);
  const sound = labels.every((one) => one.length > 0 && one.length <= 63) && bytes <= 255;
  return sound && !/[^\u0000-\u00FF]/.test(text) ? labels : undefined;
}

/** Labels as Route 53 writes a name. */
export const nameOf = (labels: readonly string[]): string =>
  labels.length === 0 ? '.' : labels.map((label) => `${escaped(label.toLowerCase())}.`).join('');

const escaped = (label: string): string =>
  label.replaceAll(/[^a-z0-9_-]/g, (character) => `\\${(character.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`);

/** A name in Route 53's form; what is no domain name stays as it is, so that whoever judges it sees what was written. */
export function route53Name(name: string): string {
  if (/^(?:[a-z0-9_-]{1,63}\.)+$/.test(name) && name.length < 255) return name;
  const labels = labelsOf(name);
  return labels === undefined ? name : nameOf(labels);
}

/** Whether a name is the zone's own or below it; both in Route 53's form. */
export const isInZone = (name: string, zone: string): boolean =>
  zone === '.' || name === zone || name.endsWith(`.${zone}`);

/** The name one label up; undefined at the root. In Route 53's form every dot ends a label. */
export function parentOf(name: string): string | undefined {
  if (name === '.') return undefined;
  const rest = name.slice(name.indexOf('.') + 1);
  return rest === '' ? '.' : rest;
}

/**
 * The order in which Route 53 lists names: by labels from the last to the first, and within a label by character. (ASCII order with the
 * labels reversed: `com.example.a.` before `com.example.b.`)
 */
export function compareNames(a: string, b: string): number {
  const left = a.split('.').toReversed().join('.');
  const right = b.split('.').toReversed().join('.');
  return left < right ? -1 : left > right ? 1 : 0;
}
