import type { Plain } from '../../../estate/index.js';
import type { Volume } from '../../sizing/recommendation.js';
import { partNames } from './names.js';
import { shortened, slug } from '../../waves/products/names.js';

/** Disks of a fleet besides its root disk, and what about them nobody knows. */
export interface Disks {
  /** Undefined when there are none. */
  readonly disks: { readonly [name: string]: Plain } | undefined;
  readonly blanks: readonly string[];
}

const drives = 'DEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const directory = /^\/[A-Za-z0-9._/-]+$/;
const drive = /^[D-Z]:$/;

/**
 * Disks with a place to be mounted at. Where the label is a directory or a drive, that is the place; else the next free one, since the estate
 * file needs one and hardly any inventory tells.
 */
export function disksOf(volumes: readonly Volume[], windows: boolean): Disks {
  if (volumes.length === 0) return { disks: undefined, blanks: [] };
  const names = partNames();
  const form = windows ? drive : directory;
  const labelled = volumes.map(({ label }) => placeOf(label, windows));
  const taken = new Set(labelled.filter((place) => place !== undefined));
  const seen = new Set<string>();
  const disks: Record<string, Plain> = {};
  const guessed: string[] = [];
  const left: string[] = [];
  for (const [index, { label, sizeGiB }] of volumes.entries()) {
    const told = labelled[index];
    const place = told !== undefined && !seen.has(told) ? told : nextPlace(index + 2, windows, taken);
    if (place === undefined || !form.test(place)) {
      left.push(label);
      continue;
    }
    seen.add(place);
    taken.add(place);
    const name = names.give(shortened(slug(label) ?? `disk${index + 2}`) || `disk${index + 2}`);
    if (place !== told) guessed.push(name);
    disks[name] = { size: `${sizeGiB}GiB`, mount: place };
  }
  return {
    disks,
    blanks: [
      ...(guessed.length === 0 ? [] : [`disks: where ${guessed.length === 1 ? 'it is' : 'they are'} mounted`]),
      ...(left.length === 0 ? [] : [`disks: ${left.length} more than Windows has letters for`]),
    ],
  };
}

function placeOf(label: string, windows: boolean): string | undefined {
  const text = windows ? label.trim().toUpperCase().replace(/\\$/, '') : label.trim();
  return (windows ? drive : directory).test(text) && !text.startsWith('/dev/') ? text : undefined;
}

function nextPlace(number: number, windows: boolean, taken: ReadonlySet<string>): string | undefined {
  if (windows) {
    const letter = drives.find((candidate) => !taken.has(`${candidate}:`));
    return letter === undefined ? undefined : `${letter}:`;
  }
  let at = number;
  while (taken.has(`/mnt/disk${at}`)) at += 1;
  return `/mnt/disk${at}`;
}
