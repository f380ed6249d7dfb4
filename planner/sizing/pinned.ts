import type { Finding } from '../model/finding.js';
import { isGeneralPurpose } from './candidates.js';
import type { Case } from './case.js';
import { dataGiB } from './managed.js';
import type { Market } from './market.js';
import type { Pin } from './pins.js';
import type { Option, RdsEngine } from './recommendation.js';
import { isWindows } from './system.js';

/** What became of a pin. */
export interface Pinned {
  /** The pinned target; undefined when its type does not exist or cannot run the server. */
  readonly option: Option | undefined;
  /** `pinned to m7i.xlarge (load test)`. */
  readonly text: string;
  /** What a person should know about it. */
  readonly notice: Pick<Finding, 'severity' | 'code' | 'message' | 'remedy'> | undefined;
}

/** The target of a pin. */
export function pinnedOption(pin: Pin, it: Case, market: Market): Pinned {
  if (pin.type.startsWith('db.') || pin.type.startsWith('cache.')) {
    const option = service(pin.type, it, market);
    return option === undefined
      ? refused(
          pin,
          'no engine is known for it that runs there',
          'Add the engine to its software column, or pin an EC2 type.',
        )
      : { option, text: textOf(pin), notice: undefined };
  }
  const type = market.book.instanceType(pin.type);
  if (type === undefined || type.arch === 'other') {
    return refused(pin, 'no such instance type is known', 'Write a type as AWS names it, for example m7i.large.');
  }
  const { os, sqlServer } = it.system;
  if (type.arch === 'arm64' && (isWindows(os) || sqlServer !== undefined)) {
    return refused(pin, 'Windows and SQL Server do not run on arm64', 'Pin an x86 type.');
  }
  const system = market.system(os, sqlServer, type.arch);
  const option = market.instance(type, system, it.volumes);
  const text = textOf(pin);
  const { sized } = it;
  if (sized !== undefined && (type.vcpus < sized.vcpus || type.memoryGiB < sized.memoryGiB)) {
    const message = `${text} has ${type.vcpus} vCPU and ${type.memoryGiB} GiB, its figures ask for ${sized.vcpus} and ${sized.memoryGiB}`;
    return { option, text, notice: { severity: 'warning', code: 'small-pin', message, remedy: 'Check the pin.' } };
  }
  const old = !type.currentGeneration || !isGeneralPurpose(type);
  return { option, text, notice: old ? oldPin(text) : undefined };
}

const textOf = ({ type, why }: Pin): string => `pinned to ${type} (${why})`;

const oldPin = (text: string): Pinned['notice'] => ({
  severity: 'info',
  code: 'old-pin',
  message: `${text}, which is of an old or special kind`,
  remedy: 'Check that a current type would not do.',
});

function refused(pin: Pin, why: string, remedy: string): Pinned {
  const what = pin.byRow ? 'the type in its row' : 'the pin';
  const severity = pin.byRow ? 'warning' : 'error';
  const message = `${what} ${pin.type} is not followed: ${why}`;
  return { option: undefined, text: textOf(pin), notice: { severity, code: 'bad-pin', message, remedy } };
}

/** A pinned class of RDS or ElastiCache, for the engine that the server's role tells. */
function service(type: string, it: Case, market: Market): Option | undefined {
  if (market.book.instanceType(type.slice(type.indexOf('.') + 1)) === undefined) return undefined;
  const found = it.role?.row.service;
  if (type.startsWith('cache.')) {
    return found?.kind === 'elasticache'
      ? market.priced({ kind: 'elasticache', engine: found.engine, instanceType: type, nodes: 1 })
      : undefined;
  }
  if (found?.kind !== 'rds') return undefined;
  const engine: RdsEngine | undefined = found.engine === 'sqlserver' ? it.sqlServer?.rds : found.engine;
  const storageGiB = Math.max(20, dataGiB(it) ?? 0);
  return engine === undefined
    ? undefined
    : market.priced({ kind: 'rds', engine, instanceType: type, multiAz: false, storageGiB });
}
