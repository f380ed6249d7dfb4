import type { FindingLog } from '../model/finding.js';
import type { RowRef } from '../model/server.js';
import type { Facts } from './format.js';
import type { Machine } from './machine.js';
import { contentionOf, disksOf } from './machine.js';
import type { Place } from './place.js';
import { quote, report } from './place.js';
import { addUtilisation } from './utilisation.js';

/** Values of two rows about one machine that should agree. `tolerance`: the share they may differ by. */
const compared: readonly {
  readonly field: keyof Facts & keyof Machine;
  readonly called: string;
  readonly tolerance?: number;
}[] = [
  { field: 'vcpus', called: 'vCPUs', tolerance: 0 },
  // What a system sees is a few percent less than what it was given.
  { field: 'memoryGiB', called: 'memory in GiB', tolerance: 0.06 },
  { field: 'storageGiB', called: 'storage in GiB', tolerance: 0.06 },
  { field: 'instanceType', called: 'instance type' },
  { field: 'arch', called: 'architecture' },
  { field: 'power', called: 'power state' },
  { field: 'product', called: 'product' },
  { field: 'environment', called: 'environment' },
  { field: 'owner', called: 'owner' },
  { field: 'criticality', called: 'criticality' },
  { field: 'wave', called: 'wave' },
  { field: 'disposition', called: 'disposition' },
  { field: 'monthlyCents', called: 'monthly cost in cents', tolerance: 0 },
];

/** Values that are taken where they are missing, and not compared: two tools always word them differently. */
const filled = ['storageUsedGiB', 'cpuModel', 'cpuMHz', 'physical', 'folder', 'description'] as const;

function agree(one: unknown, other: unknown, tolerance: number | undefined): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= (tolerance ?? 0) * Math.max(one, other);
  return String(one).trim().toLowerCase() === String(other).trim().toLowerCase();
}

/** What a conflict is told with. */
export interface Telling {
  readonly log: FindingLog;
  readonly place: Place;
  readonly row: number;
}

/** The other row: with its file only where that is another one. */
function where({ file, sheet, row }: RowRef, place: Place): string {
  if (file !== place.file) return `${file}${sheet === undefined ? '' : `, sheet ${sheet}`}:${row}`;
  return sheet === undefined || sheet === place.sheet ? `row ${row}` : `sheet ${sheet}:${row}`;
}

/** At most two decimals: 33.5166015625 GiB tells no more than 33.52. */
const shown = (value: unknown): string =>
  quote(typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value));

function conflict({ log, place, row }: Telling, machine: Machine, called: string, here: unknown, known: unknown): void {
  report(log, 'warning', place, row, {
    code: 'conflict',
    message: `${called} of ${quote(machine.name)} is ${shown(here)} here and ${shown(known)} in ${where(machine.source, place)}, which counts`,
    remedy: 'correct the wrong one, or name the file that is right first',
  });
}

/** Joins what a further row says into a machine. What is known stays; where the row says otherwise, that is told. */
export function mergeFacts(machine: Machine, facts: Facts, uuid: string | undefined, telling: Telling): void {
  for (const { field, called, tolerance } of compared) {
    const here = facts[field];
    if (here === undefined) continue;
    const known = machine[field];
    if (known === undefined) Object.assign(machine, { [field]: here });
    else if (!agree(known, here, tolerance)) conflict(telling, machine, called, here, known);
  }
  if (facts.os !== undefined) {
    if (machine.os === undefined) machine.os = facts.os;
    else if (machine.os.family !== facts.os.family && !vague(machine.os.name) && !vague(facts.os.name)) {
      conflict(telling, machine, 'operating system', facts.os.name, machine.os.name);
    } else if (vague(machine.os.name) && !vague(facts.os.name)) machine.os = facts.os;
  }
  for (const field of filled) {
    if (machine[field] === undefined && facts[field] !== undefined) Object.assign(machine, { [field]: facts[field] });
  }
  machine.uuid ??= uuid;
  machine.fqdn ??= facts.fqdn;
  machine.utilisation = addUtilisation(machine.utilisation, facts);
  machine.contention = contentionOf(machine.contention, facts);
  machine.ips = union(machine.ips, facts.ips);
  machine.software = union(machine.software, facts.software);
  machine.dependsOn = union(machine.dependsOn, facts.dependsOn);
  if (facts.tags !== undefined && Object.keys(machine.tags ?? {}).length < mostItems)
    machine.tags = { ...facts.tags, ...machine.tags };
}

/** `linux` and `Linux` alone tell less than any distribution's name; `other` tells nothing. */
const vague = (name: string): boolean => /^(?:gnu\/)?(?:linux|other.*|unix|windows|microsoft windows|win)$/i.test(name);

/** Items of one machine beyond which a list is no longer believed. */
const mostItems = 1000;

const union = (known: readonly string[], more: readonly string[]): readonly string[] => {
  if (more.length === 0 || known.length >= mostItems) return known;
  const added = more.filter((item) => !known.includes(item));
  return added.length === 0 ? known : [...known, ...added];
};

/**
 * Adds the disks of a row. `own`: they come from the table that the machine's disks come from, or it has none yet. Disks that another table
 * lists are not counted twice; one of another size is told.
 */
export function mergeDisks(machine: Machine, facts: Facts, own: boolean, telling: Telling): void {
  for (const disk of disksOf(facts.disks)) {
    const known = machine.disks.find(({ label }) => label === disk.label);
    if (known !== undefined && agree(known.sizeGiB, disk.sizeGiB, 0.06)) continue;
    if (own && machine.disks.length < mostItems) machine.disks = [...machine.disks, disk];
    else if (known !== undefined)
      conflict(telling, machine, `size of ${quote(disk.label)} in GiB`, disk.sizeGiB, known.sizeGiB);
  }
}
