import { isGeneralPurpose } from './candidates.js';
import type { Case } from './case.js';
import type { Market } from './market.js';
import type { Tell } from './notices.js';
import type { Pin } from './pins.js';
import type { Option, RdsEngine } from './recommendation.js';
import { isWindows } from './system.js';

/** A pin that can be followed. */
export interface Pinned {
  readonly option: Option;
  /** `pinned to m7i.xlarge (load test)`. */
  readonly text: string;
}

/** The target of a pin, or undefined (and told) when its type does not exist or cannot run the server. */
export function pinnedOption(pin: Pin, it: Case, market: Market, tell: Tell): Pinned | undefined {
  const text = `pinned to ${pin.type} (${pin.why})`;
  if (pin.type.startsWith('db.') || pin.type.startsWith('cache.')) {
    const option = managed(pin.type, it, market);
    if (option !== undefined) return { option, text };
    refuse(
      pin,
      'no engine is known for it that runs there',
      'Add the engine to its software column, or pin an EC2 type.',
      tell,
    );
    return undefined;
  }
  const type = market.book.instanceType(pin.type);
  if (type === undefined) {
    refuse(pin, 'no such instance type is known', 'Write a type as AWS names it, for example m7i.large.', tell);
    return undefined;
  }
  const { system } = it;
  if (type.arch === 'arm64' && (isWindows(system.os) || system.sqlServer !== undefined)) {
    refuse(pin, 'Windows and SQL Server do not run on arm64', 'Pin an x86 type.', tell);
    return undefined;
  }
  const bought = { ...system, arch: type.arch === 'arm64' ? 'arm64' : 'x86_64' } as const;
  const { cents: monthlyCents, gaps } = market.instancePrice(type.name, bought);
  const demand = it.sized?.demand;
  if (demand !== undefined && (type.vcpus < demand.vcpus || type.memoryGiB < demand.memoryGiB)) {
    tell(
      'warning',
      'small-pin',
      `${text} has ${type.vcpus} vCPU and ${type.memoryGiB} GiB, its figures ask for ${demand.vcpus} and ${demand.memoryGiB}`,
      'Check the pin.',
    );
  }
  if (!isGeneralPurpose(type)) {
    tell('info', 'old-pin', `${text} is of an old or special kind`, 'Check that a current type would not do.');
  }
  return { option: market.instance({ type, monthlyCents, unpriced: gaps.length }, bought, it.volumes), text };
}

function refuse({ type, byRow }: Pin, why: string, remedy: string, tell: Tell): void {
  tell(
    byRow ? 'warning' : 'error',
    'bad-pin',
    `the ${byRow ? 'type in its row' : 'pin'} ${type} is not followed: ${why}`,
    remedy,
  );
}

function managed(type: string, { role, sqlServer, server }: Case, market: Market): Option | undefined {
  const service = role?.row.service;
  const facts = market.book.instanceType(type.slice(type.indexOf('.') + 1));
  if (facts === undefined) return undefined;
  if (type.startsWith('cache.')) {
    return service?.kind === 'elasticache'
      ? market.priced({ kind: 'elasticache', engine: service.engine, instanceType: type, nodes: 1 })
      : undefined;
  }
  if (service?.kind !== 'rds') return undefined;
  const engine: RdsEngine | undefined = service.engine === 'sqlserver' ? sqlServer?.rds : service.engine;
  const storageGiB =
    server.disks.reduce((sum, disk) => sum + Math.ceil(disk.sizeGiB), 0) || Math.ceil(server.storageGiB ?? 0);
  return engine === undefined
    ? undefined
    : market.priced({ kind: 'rds', engine, instanceType: type, multiAz: false, storageGiB: Math.max(20, storageGiB) });
}
