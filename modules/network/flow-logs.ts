import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import type { FlowLogConfig } from '#aws/flow-log';
import { FlowLog } from '#aws/flow-log';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { Construct } from 'constructs';
import { allow, partitionOf, policyDocument, resourceName, trustPolicy } from '../core/index.js';

/**
 * Fields of a record, in order; version 5 of the format. The cutover reads them as evidence: `pkt-` addresses are those behind a NAT gateway or
 * load balancer, `tcp-flags` tells a handshake from a knock, `log-status` a silent interface from a lost record.
 */
export const flowLogFields: readonly string[] = [
  'interface-id',
  'srcaddr',
  'dstaddr',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'tcp-flags',
  'flow-direction',
  'action',
  'start',
  'end',
  'packets',
  'bytes',
  'subnet-id',
  'log-status',
];

export interface FlowLogsProps {
  readonly company: string;
  readonly environment: string;
  readonly region: string;
  readonly account: string;
  readonly vpc: string;
  readonly retentionDays: number;
  /** ARN; its policy must let CloudWatch Logs use it. @default encrypted by CloudWatch's own key */
  readonly kmsKey?: string;
  readonly overrides?: Partial<FlowLogConfig>;
}

/** Every flow of a VPC, accepted and rejected, in a log group `/<environment>/flow`, collected for a minute. */
export class FlowLogs extends Construct {
  readonly group: CloudwatchLogGroup;
  readonly role: IamRole;
  readonly flowLog: FlowLog;
  /** The fields as text, as readers of the records need them. */
  readonly fields = flowLogFields.join(' ');

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { company, environment, region, account } = props;
    this.group = new CloudwatchLogGroup(this, 'group', {
      name: `/${environment}/flow`,
      retentionInDays: props.retentionDays,
      ...(props.kmsKey !== undefined && { kmsKeyId: props.kmsKey }),
    });
    this.role = new IamRole(this, 'role', {
      name: resourceName({ company, name: environment }, ['flow-logs'], 64),
      description: 'VPC flow logs write to CloudWatch Logs',
      assumeRolePolicy: trustPolicy(
        { services: ['vpc-flow-logs.amazonaws.com'] },
        {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partitionOf(region)}:ec2:${region}:${account}:vpc-flow-log/*` },
        },
      ),
    });
    new IamRolePolicy(this, 'write', {
      name: 'write',
      role: this.role.name,
      policy: policyDocument([
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${this.group.arn}:*`]),
        allow(
          ['logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
          [`arn:${partitionOf(region)}:logs:${region}:${account}:log-group:*`],
        ),
      ]),
    });
    this.flowLog = new FlowLog(this, 'flow-log', {
      vpcId: props.vpc,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: this.group.arn,
      iamRoleArn: this.role.arn,
      maxAggregationInterval: 60,
      // `$${…}` is Terraform's way to write `${…}`.
      logFormat: flowLogFields.map((field) => `$\${${field}}`).join(' '),
      tags: { Name: resourceName({ company, name: environment }, ['flow'], 255) },
      ...props.overrides,
    });
  }
}
