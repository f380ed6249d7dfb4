import type { Disk } from '../model/server.js';

/** Lists are kept in as many places, each by the remainder of its size: looking takes no longer than making. */
const slots = 4096;
const lists: (readonly Disk[] | undefined)[] = Array.from({ length: slots }, () => undefined);

/**
 * One disk of which only its size is known, as a list. Disks come in few sizes, and equal lists are mostly one object: that spares a million
 * servers that are kept a tenth of their memory. Not to be changed.
 */
export function oneDisk(label: string, sizeGiB: number): readonly Disk[] {
  const at = (sizeGiB + label.length * 1009 + label.charCodeAt(label.length - 1)) & (slots - 1);
  const known = lists[at];
  const disk = known?.[0];
  if (known !== undefined && disk?.sizeGiB === sizeGiB && disk.label === label) return known;
  const made = [{ label, sizeGiB }];
  lists[at] = made;
  return made;
}
