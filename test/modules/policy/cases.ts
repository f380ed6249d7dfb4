import type { Written } from '../../support/policy.js';

/** One rule: a stack that it lets pass, and ones that it does not, with what it says. */
export interface Case {
  readonly passes: readonly Written[];
  readonly fails: readonly (readonly [Written, ...string[]])[];
}

type Arguments = Readonly<Record<string, unknown>>;

/** A stack of one resource. */
const one = (type: string, config: Arguments = {}, more: Omit<Written, 'resource'> = {}): Written => ({
  resource: { [type]: { x: config } },
  ...more,
});

/** A stack of a resource and others beside it. */
const two = (type: string, config: Arguments, beside: Readonly<Record<string, Arguments>>): Written => ({
  resource: {
    [type]: { x: config },
    ...Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, { y: value }])),
  },
});

const policy = (...statements: Arguments[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const tlsOnly = (action: string) =>
  policy({
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: 'arn',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
const ingress = (cidr: string, from: number, to = from) =>
  one('aws_vpc_security_group_ingress_rule', { cidr_ipv4: cidr, ip_protocol: 'tcp', from_port: from, to_port: to });
const world = '0.0.0.0/0';
const kept = { lifecycle: { prevent_destroy: true } };
const containers = (container: Arguments) =>
  one('aws_ecs_task_definition', { container_definitions: JSON.stringify([{ name: 'web', ...container }]) });
const block = (on: boolean) => ({
  block_public_acls: on,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
});

export const cases: Readonly<Record<string, Case>> = {
  'open-admin-ports': {
    passes: [ingress('198.51.100.0/24', 22), ingress(world, 443)],
    fails: [
      [ingress(world, 22), 'port 22 (SSH) is open to the internet'],
      [ingress(world, 0, 65_535), 'port 22 (SSH) is open to the internet', 'port 3389 (RDP) is open to the internet'],
      [
        one('aws_security_group_rule', {
          type: 'ingress',
          ipv6_cidr_blocks: ['::/0'],
          protocol: 'tcp',
          from_port: 3389,
          to_port: 3389,
        }),
        'port 3389 (RDP) is open to the internet',
      ],
      [
        one('aws_security_group', { ingress: [{ cidr_blocks: [world], protocol: '-1', from_port: 0, to_port: 0 }] }),
        'port 22 (SSH) is open to the internet',
        'port 3389 (RDP) is open to the internet',
      ],
    ],
  },
  'open-data-ports': {
    passes: [ingress('10.0.0.0/8', 5432), ingress(world, 443)],
    fails: [[ingress(world, 5432), 'port 5432 (PostgreSQL) is open to the internet']],
  },
  'inline-security-group-rules': {
    passes: [one('aws_security_group', { description: 'web' })],
    fails: [[one('aws_security_group', { egress: [{ cidr_blocks: [world] }] }), 'has egress rules inside']],
  },
  'security-group-description': {
    passes: [one('aws_security_group', { description: 'web' })],
    fails: [[one('aws_security_group'), 'has no description']],
  },
  'default-security-group': {
    passes: [two('aws_vpc', {}, { aws_default_security_group: { vpc_id: '${aws_vpc.x.id}' } })],
    fails: [
      [one('aws_vpc'), 'its default security group is as AWS made it: open'],
      // Another VPC whose name begins alike is not this one.
      [
        two('aws_vpc', {}, { aws_default_security_group: { vpc_id: '${aws_vpc.xy.id}' } }),
        'its default security group is as AWS made it: open',
      ],
      [one('aws_default_security_group', { ingress: [{ protocol: '-1' }] }), 'has ingress rules'],
    ],
  },
  'flow-logs': {
    passes: [two('aws_vpc', {}, { aws_flow_log: { vpc_id: '${aws_vpc.x.id}' } })],
    fails: [[one('aws_vpc'), 'has no flow logs']],
  },
  'public-address-by-default': {
    passes: [one('aws_subnet', { map_public_ip_on_launch: false })],
    fails: [[one('aws_subnet', { map_public_ip_on_launch: true }), 'gives public addresses to all that starts in it']],
  },
  'instance-public-address': {
    passes: [one('aws_instance')],
    fails: [
      [one('aws_instance', { associate_public_ip_address: true }), 'has a public address'],
      [
        one('aws_launch_template', { network_interfaces: [{ associate_public_ip_address: 'true' }] }),
        'has a public address',
      ],
    ],
  },
  'instance-metadata': {
    passes: [one('aws_launch_template', { metadata_options: { http_tokens: 'required' } })],
    fails: [
      [one('aws_launch_template'), 'answers without a token'],
      [one('aws_instance', { metadata_options: [{ http_tokens: 'optional' }] }), 'answers without a token'],
    ],
  },
  'launch-template-version': {
    passes: [one('aws_autoscaling_group', { launch_template: { version: '${aws_launch_template.x.latest_version}' } })],
    fails: [
      [one('aws_autoscaling_group', { launch_template: { version: '$Latest' } }), 'uses version $Latest'],
      [one('aws_autoscaling_group', { launch_template: { id: 'lt-1' } }), 'uses version that is the default'],
      [
        one('aws_autoscaling_group', {
          mixed_instances_policy: { launch_template: { launch_template_specification: { version: '$Default' } } },
        }),
        'uses version $Default',
      ],
    ],
  },
  'group-health-check': {
    passes: [
      one('aws_autoscaling_group', { target_group_arns: ['arn'], health_check_type: 'ELB' }),
      one('aws_autoscaling_group', { health_check_type: 'EC2' }),
    ],
    fails: [
      [
        one('aws_autoscaling_group', { target_group_arns: ['arn'] }),
        'does not use the health check of its load balancer',
      ],
      [
        two(
          'aws_autoscaling_group',
          { health_check_type: 'EC2' },
          { aws_autoscaling_attachment: { autoscaling_group_name: '${aws_autoscaling_group.x.name}' } },
        ),
        'does not use the health check of its load balancer',
      ],
    ],
  },
  'group-tags': {
    passes: [one('aws_autoscaling_group', { tag: [{ key: 'environment', value: 'prod', propagate_at_launch: true }] })],
    fails: [
      [
        one('aws_autoscaling_group', { tag: [{ key: 'environment', value: 'prod', propagate_at_launch: false }] }),
        'does not propagate the tag environment',
      ],
    ],
  },
  'task-logging': {
    passes: [containers({ logConfiguration: { logDriver: 'awslogs' } })],
    fails: [[containers({}), 'container web has no logConfiguration']],
  },
  'privileged-container': {
    passes: [containers({ privileged: false })],
    fails: [[containers({ privileged: true }), 'container web is privileged']],
  },
  'deployment-rollback': {
    passes: [
      one('aws_ecs_service', { deployment_circuit_breaker: { enable: true, rollback: true } }),
      one('aws_ecs_service', { deployment_controller: { type: 'CODE_DEPLOY' } }),
    ],
    fails: [
      [one('aws_ecs_service', { deployment_circuit_breaker: { enable: true, rollback: false } }), 'does not roll back'],
    ],
  },
  'container-insights': {
    passes: [one('aws_ecs_cluster', { setting: [{ name: 'containerInsights', value: 'enhanced' }] })],
    fails: [
      [
        one('aws_ecs_cluster', { setting: [{ name: 'containerInsights', value: 'disabled' }] }),
        'has no Container Insights',
      ],
    ],
  },
  'image-repository': {
    passes: [
      one('aws_ecr_repository', {
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: { scan_on_push: true },
      }),
    ],
    fails: [[one('aws_ecr_repository'), 'its tags can be moved', 'is not scanned']],
  },
  'disk-encrypted': {
    passes: [
      one('aws_ebs_volume', { encrypted: true }),
      one('aws_launch_template', { block_device_mappings: [{ ebs: { encrypted: 'true' } }] }),
      one('aws_instance', { root_block_device: { encrypted: true } }),
    ],
    fails: [
      [one('aws_ebs_volume'), 'is not encrypted'],
      [one('aws_launch_template'), 'does not say that its disks are encrypted'],
      [
        one('aws_launch_template', { block_device_mappings: [{ ebs: { encrypted: 'true' } }, { ebs: {} }] }),
        'has a disk that is not encrypted',
      ],
    ],
  },
  'database-encrypted': {
    passes: [
      one('aws_db_instance', { storage_encrypted: true }),
      one('aws_db_instance', { storage_encrypted: '${var.encrypted}' }),
    ],
    fails: [
      [one('aws_db_instance'), 'is not encrypted'],
      [one('aws_rds_cluster', { storage_encrypted: false }), 'is not encrypted'],
    ],
  },
  'bucket-encrypted': {
    passes: [
      two(
        'aws_s3_bucket',
        {},
        { aws_s3_bucket_server_side_encryption_configuration: { bucket: '${aws_s3_bucket.x.id}' } },
      ),
      two('aws_s3_bucket', { bucket: 'up' }, { aws_s3_bucket_server_side_encryption_configuration: { bucket: 'up' } }),
    ],
    fails: [[one('aws_s3_bucket'), 'has no encryption of its own']],
  },
  'queue-encrypted': {
    passes: [
      one('aws_sqs_queue', { kms_master_key_id: 'arn' }),
      one('aws_sqs_queue', { sqs_managed_sse_enabled: true }),
    ],
    fails: [[one('aws_sqs_queue', { sqs_managed_sse_enabled: false }), 'is not encrypted']],
  },
  'topic-encrypted': {
    passes: [one('aws_sns_topic', { kms_master_key_id: 'arn' })],
    fails: [[one('aws_sns_topic'), 'is not encrypted']],
  },
  'files-encrypted': {
    passes: [one('aws_efs_file_system', { encrypted: true })],
    fails: [[one('aws_efs_file_system'), 'is not encrypted']],
  },
  'cache-encrypted': {
    passes: [
      one('aws_elasticache_replication_group', {
        transit_encryption_enabled: true,
        at_rest_encryption_enabled: 'true',
      }),
      one('aws_elasticache_cluster', { transit_encryption_enabled: true }),
      one('aws_elasticache_cluster', { replication_group_id: 'group' }),
    ],
    fails: [
      [one('aws_elasticache_replication_group'), 'is not encrypted on the wire', 'is not encrypted on disk'],
      [one('aws_elasticache_cluster'), 'is not encrypted on the wire'],
    ],
  },
  'logs-encrypted': {
    passes: [one('aws_cloudwatch_log_group', { kms_key_id: 'arn' })],
    fails: [[one('aws_cloudwatch_log_group'), 'has no key']],
  },
  'log-retention': {
    passes: [one('aws_cloudwatch_log_group', { retention_in_days: 30 })],
    fails: [
      [one('aws_cloudwatch_log_group'), 'keeps everything for ever'],
      [one('aws_cloudwatch_log_group', { retention_in_days: 0 }), 'keeps everything for ever'],
    ],
  },
  'key-rotation': {
    passes: [
      one('aws_kms_key', { enable_key_rotation: true }),
      one('aws_kms_key', { customer_master_key_spec: 'RSA_2048' }),
    ],
    fails: [[one('aws_kms_key'), 'is never rotated']],
  },
  'public-database': {
    passes: [one('aws_db_instance', { publicly_accessible: false }), one('aws_db_instance')],
    fails: [[one('aws_db_instance', { publicly_accessible: true }), 'has a public address']],
  },
  'database-backup': {
    passes: [
      one('aws_db_instance', { backup_retention_period: 7 }),
      one('aws_db_instance', { backup_retention_period: 1 }, { class: 'development' }),
      one('aws_db_instance', { replicate_source_db: 'other' }),
    ],
    fails: [
      [one('aws_db_instance', {}, { class: 'development' }), 'has no backups'],
      [one('aws_db_instance', { backup_retention_period: 0 }), 'has no backups'],
      [one('aws_rds_cluster', {}), 'keeps backups for 1 days only'],
    ],
  },
  'files-backup': {
    passes: [
      two(
        'aws_efs_file_system',
        {},
        {
          aws_efs_backup_policy: {
            file_system_id: '${aws_efs_file_system.x.id}',
            backup_policy: { status: 'ENABLED' },
          },
        },
      ),
      two('aws_efs_file_system', {}, { aws_backup_selection: { resources: ['${aws_efs_file_system.x.arn}'] } }),
      one('aws_efs_file_system', { tags: { backup: 'daily' } }),
      one('aws_efs_file_system', {}, { class: 'ephemeral' }),
    ],
    fails: [
      [
        two(
          'aws_efs_file_system',
          {},
          {
            aws_efs_backup_policy: {
              file_system_id: '${aws_efs_file_system.x.id}',
              backup_policy: { status: 'DISABLED' },
            },
          },
        ),
        'has no backups',
      ],
    ],
  },
  'disk-backup': {
    passes: [
      one('aws_ebs_volume', { tags: { backup: 'daily' } }),
      two('aws_ebs_volume', {}, { aws_backup_selection: { resources: ['${aws_ebs_volume.x.arn}'] } }),
      one('aws_ebs_volume', {}, { class: 'development' }),
    ],
    fails: [[one('aws_ebs_volume', { tags: { Name: 'shares' } }), 'has no backups']],
  },
  'cache-backup': {
    passes: [
      one('aws_elasticache_replication_group', { snapshot_retention_limit: 7 }),
      one('aws_elasticache_replication_group', {}, { class: 'staging' }),
    ],
    fails: [[one('aws_elasticache_replication_group', { snapshot_retention_limit: 0 }), 'has no snapshots']],
  },
  'production-protected': {
    passes: [
      one('aws_db_instance', { ...kept, deletion_protection: true }),
      one('aws_s3_bucket', kept),
      one('aws_db_instance', {}, { class: 'development' }),
    ],
    fails: [
      [one('aws_db_instance'), 'has no prevent_destroy', 'has no deletion protection'],
      [one('aws_eip', { lifecycle: { prevent_destroy: false } }), 'has no prevent_destroy'],
    ],
  },
  'final-snapshot': {
    passes: [
      one('aws_db_instance', { skip_final_snapshot: false }),
      one('aws_db_instance', { skip_final_snapshot: true }, { class: 'ephemeral' }),
    ],
    fails: [[one('aws_db_instance', { skip_final_snapshot: true }, { class: 'development' }), 'leaves nothing behind']],
  },
  'database-standby': {
    passes: [
      one('aws_db_instance', { engine: 'postgres', multi_az: true }),
      one('aws_db_instance', { engine: 'sqlserver-web' }),
      one('aws_db_instance', { engine: 'postgres' }, { class: 'staging' }),
    ],
    fails: [[one('aws_db_instance', { engine: 'sqlserver-se' }), 'has no standby']],
  },
  'cache-standby': {
    passes: [
      one('aws_elasticache_replication_group', { automatic_failover_enabled: true, multi_az_enabled: true }),
      one('aws_elasticache_replication_group', {}, { class: 'staging' }),
    ],
    fails: [[one('aws_elasticache_replication_group', { automatic_failover_enabled: true }), 'does not fail over']],
  },
  'parameter-group': {
    passes: [one('aws_db_parameter_group', { lifecycle: { create_before_destroy: true } })],
    fails: [[one('aws_elasticache_parameter_group'), 'has no create_before_destroy']],
  },
  'database-parameters': {
    passes: [one('aws_db_instance', { parameter_group_name: '${aws_db_parameter_group.x.name}' })],
    fails: [
      [one('aws_db_instance'), 'uses the default parameter group'],
      [one('aws_db_instance', { parameter_group_name: 'default.postgres16' }), 'uses the default parameter group'],
    ],
  },
  'queue-dead-letters': {
    passes: [
      {
        resource: {
          aws_sqs_queue: {
            jobs: { redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.rest.arn}","maxReceiveCount":5}' },
            rest: {},
          },
        },
      },
      one('aws_sqs_queue', { name: 'events-dlq' }),
    ],
    fails: [[one('aws_sqs_queue'), 'has no dead-letter queue']],
  },
  'public-bucket': {
    passes: [
      two(
        'aws_s3_bucket',
        {},
        { aws_s3_bucket_public_access_block: { bucket: '${aws_s3_bucket.x.id}', ...block(true) } },
      ),
    ],
    fails: [
      [one('aws_s3_bucket'), 'has no public access block'],
      [
        two(
          'aws_s3_bucket',
          { acl: 'public-read' },
          {
            aws_s3_bucket_public_access_block: { bucket: '${aws_s3_bucket.x.id}', ...block(false) },
          },
        ),
        'its public access block leaves block_public_acls off',
        'has the ACL public-read',
      ],
    ],
  },
  'bucket-versions': {
    passes: [
      two(
        'aws_s3_bucket',
        {},
        {
          aws_s3_bucket_versioning: {
            bucket: '${aws_s3_bucket.x.id}',
            versioning_configuration: { status: 'Enabled' },
          },
        },
      ),
    ],
    fails: [
      [
        two(
          'aws_s3_bucket',
          {},
          {
            aws_s3_bucket_versioning: {
              bucket: '${aws_s3_bucket.x.id}',
              versioning_configuration: { status: 'Suspended' },
            },
          },
        ),
        'keeps no old versions',
      ],
    ],
  },
  'bucket-tls': {
    passes: [
      two('aws_s3_bucket', {}, { aws_s3_bucket_policy: { bucket: '${aws_s3_bucket.x.id}', policy: tlsOnly('s3:*') } }),
      two(
        'aws_s3_bucket',
        {},
        {
          aws_s3_bucket_policy: { bucket: '${aws_s3_bucket.x.id}', policy: '${data.aws_iam_policy_document.d.json}' },
        },
      ),
    ],
    fails: [
      [one('aws_s3_bucket'), 'answers plain HTTP'],
      [
        two(
          'aws_s3_bucket',
          {},
          {
            aws_s3_bucket_policy: {
              bucket: '${aws_s3_bucket.x.id}',
              policy: policy({ Effect: 'Allow', Principal: { AWS: 'arn' }, Action: 's3:GetObject', Resource: 'arn' }),
            },
          },
        ),
        'answers plain HTTP',
      ],
    ],
  },
  'queue-tls': {
    passes: [
      one('aws_sqs_queue', { policy: tlsOnly('sqs:*') }),
      two(
        'aws_sqs_queue',
        {},
        { aws_sqs_queue_policy: { queue_url: '${aws_sqs_queue.x.url}', policy: tlsOnly('sqs:*') } },
      ),
    ],
    fails: [[one('aws_sqs_queue'), 'answers plain HTTP']],
  },
  'topic-tls': {
    passes: [
      two(
        'aws_sns_topic',
        {},
        { aws_sns_topic_policy: { arn: '${aws_sns_topic.x.arn}', policy: tlsOnly('sns:Publish') } },
      ),
    ],
    fails: [[one('aws_sns_topic'), 'answers plain HTTP']],
  },
  'http-redirect': {
    passes: [
      one('aws_lb_listener', { protocol: 'HTTP', default_action: [{ type: 'redirect' }] }),
      one('aws_lb_listener', { protocol: 'HTTPS', default_action: [{ type: 'forward' }] }),
      one('aws_lb_listener', { protocol: 'HTTP', default_action: [{ type: 'forward' }] }, { class: 'development' }),
      two(
        'aws_lb',
        { internal: true },
        {
          aws_lb_listener: {
            protocol: 'HTTP',
            load_balancer_arn: '${aws_lb.x.arn}',
            default_action: [{ type: 'forward' }],
          },
        },
      ),
    ],
    fails: [
      [
        one('aws_lb_listener', { protocol: 'HTTP', default_action: [{ type: 'forward' }] }),
        'answers plain HTTP itself',
      ],
      [
        {
          class: 'development',
          resource: {
            aws_lb_listener: {
              http: { protocol: 'HTTP', default_action: [{ type: 'forward' }] },
              https: { protocol: 'HTTPS', default_action: [{ type: 'forward' }] },
            },
          },
        },
        'answers plain HTTP itself',
      ],
    ],
  },
  'tls-policy': {
    passes: [
      one('aws_lb_listener', { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
      one('aws_lb_listener', { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09' }),
      one('aws_lb_listener', { protocol: 'TCP' }),
    ],
    fails: [
      [one('aws_lb_listener', { protocol: 'HTTPS' }), 'speaks old versions of TLS (the default policy)'],
      [
        one('aws_lb_listener', { protocol: 'TLS', ssl_policy: 'ELBSecurityPolicy-2016-08' }),
        'speaks old versions of TLS (ELBSecurityPolicy-2016-08)',
      ],
      [
        one('aws_lb_listener', { protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-0-2021-06' }),
        'speaks old versions of TLS (ELBSecurityPolicy-TLS13-1-0-2021-06)',
      ],
    ],
  },
  'access-logs': {
    passes: [
      one('aws_lb', { access_logs: { enabled: true, bucket: 'logs' } }),
      one('aws_lb', { load_balancer_type: 'network' }),
    ],
    fails: [[one('aws_lb', { access_logs: { enabled: false, bucket: 'logs' } }), 'has no access logs']],
  },
  'load-balancer-protected': {
    passes: [one('aws_lb', { enable_deletion_protection: true }), one('aws_lb', {}, { class: 'development' })],
    fails: [[one('aws_lb'), 'has no deletion protection']],
  },
  'invalid-headers': {
    passes: [one('aws_lb', { drop_invalid_header_fields: true }), one('aws_lb', { load_balancer_type: 'network' })],
    fails: [[one('aws_lb'), 'passes invalid headers on']],
  },
  'wildcard-actions': {
    passes: [
      one('aws_iam_policy', { policy: policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn' }) }),
      one('aws_iam_role_policy', { policy: policy({ Effect: 'Deny', Action: '*', Resource: '*' }) }),
      two(
        'aws_iam_policy',
        { policy: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) },
        { aws_iam_role: { permissions_boundary: '${aws_iam_policy.x.arn}' } },
      ),
    ],
    fails: [
      [
        one('aws_iam_policy', {
          policy: policy({ Effect: 'Allow', Action: ['s3:*', 'sqs:SendMessage'], Resource: 'arn' }),
        }),
        'allows s3:*',
      ],
      [
        one('aws_iam_role', { inline_policy: [{ policy: policy({ Effect: 'Allow', Action: '*', Resource: 'arn' }) }] }),
        'allows *',
      ],
      [one('aws_iam_policy', { policy: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: 'arn' }) }), 'allows *'],
      [
        { data: { aws_iam_policy_document: { x: { statement: [{ actions: ['ec2:*'], resources: ['arn'] }] } } } },
        'allows ec2:*',
      ],
    ],
  },
  'wildcard-resources': {
    passes: [
      one('aws_iam_policy', { policy: policy({ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }) }),
      one('aws_iam_policy', {
        policy: policy({
          Effect: 'Allow',
          Action: 'cloudwatch:PutDashboard',
          Resource: '*',
          Condition: { StringEquals: { 'aws:ResourceTag/environment': 'dev' } },
        }),
      }),
    ],
    fails: [
      [
        one('aws_iam_policy', { policy: policy({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: ['*'] }) }),
        'allows sqs:SendMessage on every resource',
      ],
    ],
  },
  administrator: {
    passes: [
      one('aws_iam_role_policy_attachment', { policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }),
      two(
        'aws_iam_role',
        { permissions_boundary: 'arn' },
        {
          aws_iam_role_policy_attachment: {
            role: '${aws_iam_role.x.name}',
            policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          },
        },
      ),
    ],
    fails: [
      [
        two(
          'aws_iam_role',
          {},
          {
            aws_iam_role_policy_attachment: {
              role: '${aws_iam_role.x.name}',
              policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
            },
          },
        ),
        'has AdministratorAccess without a boundary',
      ],
    ],
  },
  'open-resource-policy': {
    passes: [
      one('aws_sqs_queue', { policy: tlsOnly('sqs:*') }),
      one('aws_sns_topic_policy', {
        policy: policy({
          Effect: 'Allow',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: 'arn',
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        }),
      }),
    ],
    fails: [
      [
        one('aws_s3_bucket_policy', { policy: policy({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }) }),
        'lets everybody in',
      ],
      [
        one('aws_iam_role', {
          assume_role_policy: policy({ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'sts:AssumeRole' }),
        }),
        'lets everybody in',
      ],
    ],
  },
  'iam-users': {
    passes: [one('aws_iam_role')],
    fails: [
      [one('aws_iam_user'), 'is a user with keys of its own'],
      [one('aws_iam_access_key'), 'is a key that never ends, with its secret in the state'],
    ],
  },
  'secret-in-state': {
    passes: [
      one('aws_db_instance', { manage_master_user_password: true }),
      one('aws_ssm_parameter', { type: 'SecureString', value_wo: 'UNSET' }),
      one('aws_ssm_parameter', { type: 'String', value: 'plain' }),
      one('aws_secretsmanager_secret_version', { secret_string_wo: 'UNSET' }),
    ],
    fails: [
      [one('aws_db_instance', { password: '${random_password.x.result}' }), 'keeps password in the state'],
      [one('aws_ssm_parameter', { type: 'SecureString', value: 'UNSET' }), 'keeps value in the state'],
    ],
  },
  'plain-secret': {
    passes: [
      containers({
        environment: [
          { name: 'DB_SECRET_ARN', value: 'arn:aws:secretsmanager:…' },
          { name: 'TOKEN_PATH', value: '/x' },
        ],
      }),
      one('aws_launch_template', { user_data: Buffer.from('#cloud-config\npackages: [jq]').toString('base64') }),
      one('aws_lambda_function', { environment: { variables: { API_KEY: '${aws_ssm_parameter.x.arn}' } } }),
    ],
    fails: [
      [
        containers({ environment: [{ name: 'DB_PASSWORD', value: 'hunter22' }] }),
        'variable DB_PASSWORD holds a secret in the clear',
      ],
      [
        one('aws_lambda_function', { environment: { variables: { AWS: 'AKIAIOSFODNN7EXAMPLE' } } }),
        'variable AWS holds a secret in the clear',
      ],
      [
        one('aws_codebuild_project', {
          environment: { environment_variable: [{ name: 'NPM_TOKEN', value: 'npm_abcdef' }] },
        }),
        'variable NPM_TOKEN holds a secret in the clear',
      ],
      [
        one('aws_launch_template', {
          user_data: Buffer.from('#!/bin/sh\nexport PASSWORD=hunter22').toString('base64'),
        }),
        'its user data holds a secret',
      ],
      [one('aws_instance', { user_data: '-----BEGIN RSA PRIVATE KEY-----' }), 'its user data holds a secret'],
    ],
  },
  'alarm-target': {
    passes: [one('aws_cloudwatch_metric_alarm', { alarm_actions: ['arn'] })],
    fails: [
      [one('aws_cloudwatch_metric_alarm', { alarm_actions: [] }), 'tells nobody'],
      [one('aws_cloudwatch_metric_alarm', { alarm_actions: ['arn'], actions_enabled: false }), 'tells nobody'],
    ],
  },
  tags: {
    passes: [{}],
    fails: [
      [
        { provider: { default_tags: [{ tags: { company: 'acme' } }] } },
        'has no default tag environment',
        'has no default tag class',
      ],
    ],
  },
  account: {
    passes: [{}],
    fails: [[{ provider: { region: 'us-east-1' } }, 'may be deployed into any account']],
  },
  'ephemeral-reads-production': {
    passes: [
      {
        class: 'ephemeral',
        provider: { default_tags: [{ tags: { environment: 'pr1', class: 'ephemeral' } }] },
        data: { terraform_remote_state: { x: { config: { path: '../../../tf/pr1-foundation.tfstate' } } } },
      },
      {
        class: 'production',
        data: { terraform_remote_state: { x: { config: { path: '../../../tf/prod-foundation.tfstate' } } } },
      },
      {
        class: 'ephemeral',
        data: { terraform_remote_state: { x: { config: { path: '../../../tf/dev-foundation.tfstate' } } } },
      },
    ],
    fails: [
      [
        {
          class: 'ephemeral',
          data: { terraform_remote_state: { x: { config: { key: 'estate/tf/prod-foundation.tfstate' } } } },
        },
        'reads prod-foundation of production',
      ],
      [
        { class: 'ephemeral', data: { terraform_remote_state: { x: { config: { path: 'elsewhere.tfstate' } } } } },
        'reads elsewhere, which is not among the stacks checked here: check them together',
      ],
    ],
  },
};
