import type { PlannedServer } from '../../plan/plan.js';
import type { Instance } from '../machine.js';
import { isWindows } from '../machine.js';
import { disksOf } from './disks.js';
import { oneLine, stemOf } from './names.js';
import { noteOf } from './note.js';
import type { Nameless, PlainMap } from './part.js';

/** A server that moves to EC2, and the name that its fleet would have. */
export interface Machine {
  readonly planned: PlannedServer;
  readonly target: Instance;
  readonly name: string;
}

/** Machines that are the same thing several times, in the order of their first one. */
export function pools(machines: readonly Machine[]): readonly (readonly Machine[])[] {
  const alike = new Map<string, Machine[]>();
  for (const machine of machines) {
    const { planned, target, name } = machine;
    const { id, os } = planned.server;
    const keeps =
      target.volumes.length > 1 || planned.recommendation.chosen.target.kind !== 'ec2' || holdsData(planned);
    const key = keeps
      ? `alone\n${id}`
      : [stemOf(name), target.instanceType, target.os, target.sqlServer ?? '', os?.name ?? ''].join('\n');
    const pool = alike.get(key);
    if (pool === undefined) alike.set(key, [machine]);
    else pool.push(machine);
  }
  return [...alike.values()];
}

/** Roles of machines whose root disk holds what they are for; such a machine is never one of several alike. */
const keepers: ReadonlySet<string> = new Set(
  'postgres mysql mariadb sqlserver oracle database sap mailbox mail files ad dns backup monitoring'.split(' '),
);

const holdsData = ({ recommendation: { role } }: PlannedServer): boolean => role !== undefined && keepers.has(role.id);

/** A fleet of machines that are alike. */
export function fleet(pool: readonly Machine[], az: string): Nameless {
  const first = pool[0];
  const servers = pool.map(({ planned }) => planned.server.id);
  if (first === undefined) return { section: 'fleets', wishes: [], servers, body: {}, note: '', blanks: [] };
  const { planned, target, name } = first;
  const windows = isWindows(target);
  const { disks, blanks } = disksOf(target.volumes.slice(1), windows);
  const image = windows ? windowsImage(planned.server.os?.name ?? '') : undefined;
  const body: PlainMap = {
    ...(image !== undefined && { ami: image.ami }),
    type: target.instanceType,
    ...(windows && { os: 'windows' }),
    count: pool.length,
    ...(pool.length === 1 && { az }),
    ...(disks !== undefined && { disks }),
  };
  return {
    section: 'fleets',
    wishes: [stemOf(name), name],
    servers,
    body,
    note: noteOf(pool.map((machine) => machine.planned)),
    blanks: [
      ...(image?.blank === undefined ? [] : [image.blank]),
      ...(target.sqlServer === undefined ? [] : [`ami: an image with SQL Server ${target.sqlServer}`]),
      ...blanks,
    ],
  };
}

/** AWS's public parameters for Windows images; older systems have none and are replaced by the usual one. */
function windowsImage(os: string): { readonly ami: string; readonly blank: string | undefined } {
  const year = /\b(2016|2019|2022|2025)\b/.exec(os)?.[1];
  return {
    ami: `ssm:/aws/service/ami-windows-latest/Windows_Server-${year ?? '2022'}-English-Full-Base`,
    blank: year === undefined ? `ami: no image is known for ${oneLine(os, 60) || 'its system'}` : undefined,
  };
}
