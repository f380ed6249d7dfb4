import type { Scope, StandbyUnit } from './scope.js';
import { fenceName } from './fence.js';

/** One statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** What a policy needs to know besides the run itself. */
export interface PolicyPlaces {
  /** Where the journals are, when they are not on this machine. */
  readonly journals?: { readonly bucket: string; readonly prefix: string };
}

/** Types that a run writes at a name: what was there and is put back, the alias, the fence. */
const types = ['A', 'AAAA', 'CNAME', 'HTTPS', 'SVCB', 'TXT'];

/** A run deletes what it read and creates what it wants; UPSERT would overwrite what it did not read. */
const actions = ['CREATE', 'DELETE'];

const changing = 'route53:ChangeResourceRecordSets';

/** The dummy name of the drill is beside the name (`instructions.ts`). */
const drillName = (record: string): string => `_cutover-drill.${record}`;

/** A name as the condition keys compare it: without the final dot (Route 53 developer guide, "Using IAM policy conditions"). */
const normalized = (record: string): string => record.replace(/\.$/, '');

/**
 * The least that the role of a run must be allowed: to change the product's names and their fences, no others, and to look at what its gates ask. One
 * statement per zone, because a batch is allowed by a statement as a whole or not at all.
 */
export function runPolicy(scope: Scope, { journals }: PolicyPlaces = {}): PolicyDocument {
  const { region, account, zones, killSwitch, policy, standby } = scope;
  const aws = partitionOf(region);
  const zoneArns = zones.map(({ id }) => `arn:${aws}:route53:::hostedzone/${id}`);
  const statements: readonly (Statement | undefined)[] = [
    ...zones.map((zone, index) => changeRecords(scope, zone.id, index)),
    zones.length === 0
      ? undefined
      : allow('ReadZones', ['route53:GetHostedZone', 'route53:ListResourceRecordSets'], zoneArns),
    zones.length === 0 ? undefined : allow('FollowChanges', ['route53:GetChange'], [`arn:${aws}:route53:::change/*`]),
    zones.length === 0
      ? undefined
      : allow(
          'ProtectRecords',
          ['route53:CreateResourceRecordSetProtections', 'route53:DeleteResourceRecordSetProtections'],
          zoneArns,
        ),
    // These know no resources; the region is the only fence that they take.
    inRegion(
      allow(
        'GuardAddresses',
        ['ec2:DescribeAddresses', 'ec2:DescribeNatGateways', 'elasticloadbalancing:DescribeLoadBalancers'],
        ['*'],
      ),
      region,
    ),
    allow('ReadCertificate', ['acm:DescribeCertificate'], [`arn:${aws}:acm:${region}:${account}:certificate/*`]),
    Object.keys(policy.metrics).length === 0
      ? undefined
      : inRegion(allow('ReadMetrics', ['cloudwatch:GetMetricData'], ['*']), region),
    ...(killSwitch === undefined
      ? []
      : [
          allow(
            'SeeKillSwitch',
            ['route53:GetHealthCheckStatus'],
            [`arn:${aws}:route53:::healthcheck/${killSwitch.healthCheck}`],
          ),
          allow('TurnKillSwitch', ['s3:DeleteObject', 's3:PutObject'], [objectArn(aws, killSwitch.object)]),
        ]),
    ...standby.flatMap((unit, index) => standbyStatements(unit, index, { aws, region, account })),
    ...(journals === undefined ? [] : journalStatements(aws, journals)),
  ];
  return { Version: '2012-10-17', Statement: statements.filter((one) => one !== undefined) };
}

function changeRecords({ region, names }: Scope, zone: string, index: number): Statement {
  const mine = names.filter((name) => name.zone === zone).map(({ record }) => record);
  const allowed = mine.flatMap((record) => [record, fenceName(record), drillName(record)].map(normalized));
  return {
    ...allow(`ChangeRecords${index + 1}`, [changing], [`arn:${partitionOf(region)}:route53:::hostedzone/${zone}`]),
    Condition: {
      // "For all values" is also true of none: the keys must be there.
      Null: Object.fromEntries(keys.map((key) => [key, 'false'])),
      'ForAllValues:StringEquals': {
        [`${changing}NormalizedRecordNames`]: allowed,
        [`${changing}RecordTypes`]: types,
        [`${changing}Actions`]: actions,
      },
    },
  };
}

const keys = ['NormalizedRecordNames', 'RecordTypes', 'Actions'].map((suffix) => `${changing}${suffix}`);

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]): Statement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
});

const inRegion = (statement: Statement, region: string): Statement => ({
  ...statement,
  Condition: { StringEquals: { 'aws:RequestedRegion': region } },
});

interface Where {
  readonly aws: string;
  readonly region: string;
  readonly account: string;
}

/** What starting and stopping one unit takes. */
const standbyStatements = (unit: StandbyUnit, index: number, where: Where): readonly Statement[] => {
  const sid = `Standby${index + 1}`;
  if (unit.kind === 'service') return [serviceStatement(sid, unit, where)];
  return unit.kind === 'fleet' ? [fleetStatement(sid, unit, where)] : jobStatements(sid, unit, where);
};

const serviceStatement = (
  sid: string,
  { cluster, id }: Extract<StandbyUnit, { kind: 'service' }>,
  { aws, region, account }: Where,
): Statement =>
  allow(sid, ['ecs:UpdateService'], [`arn:${aws}:ecs:${region}:${account}:service/${lastOf(cluster)}/${lastOf(id)}`]);

const fleetStatement = (sid: string, { id }: StandbyUnit, { aws, region, account }: Where): Statement =>
  allow(
    sid,
    ['autoscaling:UpdateAutoScalingGroup'],
    [`arn:${aws}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${id}`],
  );

const jobStatements = (sid: string, { id }: StandbyUnit, { aws, region, account }: Where): readonly Statement[] => [
  allow(
    sid,
    ['scheduler:GetSchedule', 'scheduler:UpdateSchedule'],
    [`arn:${aws}:scheduler:${region}:${account}:schedule/${id}`],
  ),
  {
    // An update of a schedule names its role again.
    ...allow(`${sid}Role`, ['iam:PassRole'], [`arn:${aws}:iam::${account}:role/*`]),
    Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  },
];

/** Clusters and services are named by ARN or by name. */
const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

function journalStatements(aws: string, { bucket, prefix }: { bucket: string; prefix: string }): readonly Statement[] {
  const folder = [prefix, 'cutover'].filter((part) => part !== '').join('/');
  return [
    // Lines are only ever added, under `If-None-Match`; nothing is deleted.
    allow('KeepJournal', ['s3:GetObject', 's3:PutObject'], [`arn:${aws}:s3:::${bucket}/${folder}/*`]),
    {
      ...allow('ListJournal', ['s3:ListBucket'], [`arn:${aws}:s3:::${bucket}`]),
      Condition: { StringLike: { 's3:prefix': [`${folder}/*`] } },
    },
  ];
}

const objectArn = (aws: string, url: string): string => `arn:${aws}:s3:::${url.replace(/^s3:\/\//, '')}`;

const partitionOf = (region: string): string =>
  region.startsWith('us-gov-') ? 'aws-us-gov' : region.startsWith('cn-') ? 'aws-cn' : 'aws';
