import type { Drift } from '../support/deployment.js';

/** What a second plan may want to change because an emulator does not return it. */
export interface AllowedDrift {
  readonly server: 'MiniStack' | 'moto';
  readonly type: string;
  readonly attributes: readonly string[];
  readonly action: 'update' | 'delete and create' | 'create';
  readonly why: string;
}

const computed = ['id', 'arn'];

/** The whole list; docs/emulator.md tells it in prose. What is not here fails the test. */
export const allowedDrift: readonly AllowedDrift[] = [
  {
    server: 'MiniStack',
    type: 'aws_flow_log',
    attributes: [
      ...computed,
      'deliver_cross_account_role',
      'iam_role_arn',
      'log_format',
      'log_group_name',
      'max_aggregation_interval',
      'tags',
      'tags_all',
    ],
    action: 'delete and create',
    why: 'role, format, interval and tags are not returned',
  },
  {
    server: 'MiniStack',
    type: 'aws_customer_gateway',
    attributes: ['tags', 'tags_all'],
    action: 'update',
    why: 'tags are not returned',
  },
  {
    server: 'MiniStack',
    type: 'aws_vpn_gateway',
    attributes: ['tags', 'tags_all'],
    action: 'update',
    why: 'tags are not returned',
  },
  {
    server: 'MiniStack',
    type: 'aws_vpn_connection',
    attributes: ['preshared_key_storage', 'tags', 'tags_all'],
    action: 'update',
    why: 'the place of the keys and tags are not returned',
  },
  {
    server: 'MiniStack',
    type: 'aws_lb',
    attributes: ['subnets', 'subnet_mapping'],
    action: 'update',
    why: 'the subnets of an NLB with Elastic IPs are not returned',
  },
  {
    server: 'MiniStack',
    type: 'aws_db_instance',
    attributes: ['enabled_cloudwatch_logs_exports', 'license_model', 'performance_insights_kms_key_id'],
    action: 'update',
    why: 'not returned; the licence of SQL Server is returned as that of free databases',
  },
  {
    server: 'MiniStack',
    type: 'aws_elasticache_parameter_group',
    attributes: ['parameter'],
    action: 'update',
    why: 'returns the defaults of the family as if they were set',
  },
  {
    server: 'MiniStack',
    type: 'aws_elasticache_replication_group',
    attributes: ['auto_minor_version_upgrade'],
    action: 'update',
    why: 'not returned for the nodes',
  },
  {
    server: 'MiniStack',
    type: 'aws_launch_template',
    attributes: ['block_device_mappings', 'network_interfaces', 'default_version', 'latest_version'],
    action: 'update',
    why: 'the key of disks and the security groups of interfaces are not returned; a new version follows from it',
  },
  {
    server: 'MiniStack',
    type: 'aws_autoscaling_group',
    attributes: ['instance_maintenance_policy', 'capacity_reservation_specification', 'launch_template'],
    action: 'update',
    why: 'the maintenance policy and the use of reservations are not returned; the version follows the launch template',
  },
  {
    server: 'MiniStack',
    type: 'aws_ecs_service',
    attributes: ['availability_zone_rebalancing'],
    action: 'update',
    why: 'not returned',
  },
];

/** What of a drift is not allowed. */
export function unexpected(drift: readonly Drift[]): readonly Drift[] {
  return drift.filter(
    ({ type, attribute, action }) =>
      !allowedDrift.some((row) => row.type === type && row.action === action && row.attributes.includes(attribute)),
  );
}
