import type { EnvironmentRef, Statement } from '../core/index.js';
import { allow, anyResource, partitionOf } from '../core/index.js';

/** The log group of what people type into shells of an environment: `/prod/shell`. */
export const shellLogGroup = (environment: string): string => `/${environment}/shell`;

/** What the role of a task needs so that people can open a shell in it (`aws ecs execute-command`): the session is encrypted and recorded. */
export function shellStatements({ name, account, region, kmsKey }: EnvironmentRef): readonly Statement[] {
  return [
    allow(
      [
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      anyResource('channels of Session Manager have no ARN'),
    ),
    allow(['kms:Decrypt'], [kmsKey]),
    allow(
      ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      [`arn:${partitionOf(region)}:logs:${region}:${account}:log-group:${shellLogGroup(name)}:*`],
    ),
    allow(['logs:DescribeLogGroups'], [`arn:${partitionOf(region)}:logs:${region}:${account}:log-group:*`]),
  ];
}
