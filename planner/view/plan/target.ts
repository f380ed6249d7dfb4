import type { Disposition } from '../../model/server.js';
import type { RdsEngine, Target, Volume } from '../../sizing/recommendation.js';
import { count, numberText } from '../format.js';

const engines: Readonly<Record<RdsEngine, string>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  mariadb: 'mariadb',
  'sqlserver-ex': 'sqlserver express',
  'sqlserver-web': 'sqlserver web',
  'sqlserver-se': 'sqlserver standard',
  'sqlserver-ee': 'sqlserver enterprise',
};

/** `m7i.large`, `RDS db.r6g.large postgres`, `SES`, `stays`, `retire`: short enough for a column. */
export function targetText(target: Target, disposition: Disposition): string {
  switch (target.kind) {
    case 'ec2':
      return target.instanceType;
    case 'rds':
      return `RDS ${target.instanceType} ${engines[target.engine]}${target.multiAz ? ' Multi-AZ' : ''}`;
    case 'elasticache':
      return `ElastiCache ${target.nodes === 1 ? '' : `${target.nodes} x `}${target.instanceType} ${target.engine}`;
    case 'lb':
      return target.type.toUpperCase();
    case 'ses':
      return 'SES';
    case 'efs':
      return `EFS ${numberText(target.storageGiB, 0)} GiB`;
    case 'fsx':
      return `FSx ${numberText(target.storageGiB, 0)} GiB`;
    case 'cloudwatch':
      return 'CloudWatch';
    case 'none':
      return disposition === 'retain' ? 'stays' : disposition === 'retire' ? 'retire' : 'none';
    case 'unknown':
      return 'unknown';
  }
  return target satisfies never;
}

const volumeText = ({ label, type, sizeGiB, iops, throughputMiBps }: Volume): string =>
  [
    `${label}: ${type} ${numberText(sizeGiB, 0)} GiB`,
    iops === undefined ? '' : `${numberText(iops, 0)} IOPS`,
    throughputMiBps === undefined ? '' : `${numberText(throughputMiBps, 0)} MiB/s`,
  ]
    .filter((part) => part !== '')
    .join(', ');

/** What is built, beyond the name: operating system, volumes, storage, or why nothing is. One entry a line. */
export function targetDetail(target: Target): readonly string[] {
  switch (target.kind) {
    case 'ec2':
      return [
        target.sqlServer === undefined
          ? `${target.os}, ${count(target.volumes.length, 'volume')}`
          : `${target.os} with SQL Server ${target.sqlServer}, ${count(target.volumes.length, 'volume')}`,
        ...target.volumes.map(volumeText),
      ];
    case 'rds':
      return [`${numberText(target.storageGiB, 0)} GiB, ${target.multiAz ? 'Multi-AZ' : 'one zone'}`];
    case 'none':
    case 'unknown':
      return target.why === '' ? [] : [target.why];
    default:
      return [];
  }
}

/** Names of the services for counts, in the order in which they are listed. */
export const serviceNames: Readonly<Record<Target['kind'], string>> = {
  ec2: 'EC2',
  rds: 'RDS',
  elasticache: 'ElastiCache',
  lb: 'load balancer',
  ses: 'SES',
  efs: 'EFS',
  fsx: 'FSx',
  cloudwatch: 'CloudWatch',
  none: 'not moved',
  unknown: 'unknown',
};
