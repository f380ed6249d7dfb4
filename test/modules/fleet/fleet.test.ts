import { describe, expect, it } from '@jest/globals';
import type { Use } from '../../../modules/core/index.js';
import { allow } from '../../../modules/core/index.js';
import { Fleet } from '../../../modules/fleet/index.js';
import type { FleetProps, FleetSpec } from '../../../modules/fleet/index.js';
import type { TargetRef } from '../../../modules/ingress/index.js';
import { anEnvironment, inClass, synth } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const ami = { kind: 'id', id: 'ami-0123456789abcdef0' } as const;
const pool = { kind: 'pool', ami, type: 'm7i.large' } as const;
const server = { kind: 'rehosted', ami, type: 'm7i.large', az: 'us-east-1a' } as const;
const target: TargetRef = {
  arn: 'arn:target',
  securityGroup: 'sg-alb',
  metric: 'targetgroup/a/1',
  loadBalancer: 'app/a/1',
  after: [],
};
const db: Use = {
  variables: { DB_HOST: 'db.example' },
  statements: [allow(['secretsmanager:GetSecretValue'], ['arn:secret'])],
  reach: [{ securityGroup: 'sg-db', port: 5432, why: 'the database' }],
  mounts: [],
};

type More = Pick<FleetProps, 'target' | 'tags' | 'deletion' | 'alarms' | 'overrides'>;

function aFleet(spec: FleetSpec & More, environment = anEnvironment()): Template {
  return synth((scope) => {
    new Fleet(scope, 'worker', { environment, product: 'storefront', name: 'worker', ...spec });
  });
}

const group = (template: Template) => template.one('aws_autoscaling_group');
const machine = (template: Template) => template.one('aws_launch_template');
const bootOf = (template: Template) => JSON.stringify(template.json['locals']);

describe('the smallest pool', () => {
  const template = aFleet(pool, inClass('development'));

  it('is one machine in the private subnets', () => {
    expect(group(template)).toMatchObject({
      min_size: 1,
      max_size: 1,
      vpc_zone_identifier: ['subnet-private-a', 'subnet-private-b'],
      health_check_type: 'EC2',
    });
  });

  it('lets nobody in, and only packages and AWS out', () => {
    expect(template.count('aws_vpc_security_group_ingress_rule')).toBe(0);
    expect(Object.values(template.all('aws_vpc_security_group_egress_rule')).map((rule) => rule['from_port'])).toEqual([
      80, 443,
    ]);
  });

  it('is not scaled by load', () => {
    expect(template.count('aws_autoscaling_policy')).toBe(0);
  });
});

describe('a machine', () => {
  const template = aFleet(pool);

  it('has the defaults of the table', () => {
    expect(machine(template)).toMatchObject({
      image_id: 'ami-0123456789abcdef0',
      instance_type: 'm7i.large',
      update_default_version: true,
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
      network_interfaces: [{ associate_public_ip_address: 'false', delete_on_termination: 'true' }],
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: {
            volume_type: 'gp3',
            encrypted: 'true',
            kms_key_id: anEnvironment().kmsKey,
            delete_on_termination: 'true',
          },
        },
      ],
    });
    expect(machine(template)).not.toHaveProperty('key_name');
  });

  it('is tagged by group and template, because default tags reach neither instances nor their disks', () => {
    const tags = { company: 'utah-outfitters', product: 'storefront', Name: 'utah-outfitters-prod-storefront-worker' };
    const [first, second, third] = ['instance', 'volume', 'network-interface'].map((resource_type) =>
      expect.objectContaining({ resource_type, tags: expect.objectContaining(tags) }),
    );
    expect(machine(template)['tag_specifications']).toEqual([first, second, third]);
    expect(group(template)['tag']).toContainEqual({ key: 'product', value: 'storefront', propagate_at_launch: true });
  });

  it('says with a hash what it boots, so that two versions can be compared', () => {
    expect(machine(template)['description']).toMatch(
      /^boot \$\{substr\(sha256\(local\.worker_machine_boot_\w+\), 0, 12\)\}$/,
    );
    expect(machine(template)['user_data']).toMatch(/^\$\{base64encode\(local\.worker_machine_boot_\w+\)\}$/);
  });

  it('may read no parameter but those named, which Systems Manager’s own policy would not say', () => {
    const all = JSON.stringify(template.all('aws_iam_role_policy'));
    expect(all).toContain('ssm:UpdateInstanceInformation');
    expect(all).not.toContain('ssm:GetParameter');
    expect(template.count('aws_iam_role_policy_attachment')).toBe(0);
    const named = aFleet({ ...pool, secrets: { KEY: '/prod/storefront/KEY' } });
    const parameter = 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/storefront/KEY';
    expect(named.statements('secrets')).toEqual([
      expect.objectContaining({ Action: 'ssm:GetParameter', Resource: parameter }),
      expect.objectContaining({
        Action: 'kms:Decrypt',
        Condition: { StringEquals: expect.objectContaining({ 'kms:EncryptionContext:PARAMETER_ARN': [parameter] }) },
      }),
    ]);
  });

  it('gets what it uses: rules, rights and variables', () => {
    const using = aFleet({ ...pool, uses: { db } });
    expect(using.find('aws_vpc_security_group_ingress_rule', 'worker_role_uses_db-5432')).toMatchObject({
      security_group_id: 'sg-db',
      from_port: 5432,
    });
    expect(using.statements('db')).toEqual([expect.objectContaining({ Resource: 'arn:secret' })]);
    expect(bootOf(using)).toContain('DB_HOST=');
  });

  it.each([
    ['production', 365, true],
    ['staging', 90, false],
    ['development', 30, false],
    ['ephemeral', 3, false],
  ] as const)('in class %s keeps logs for %d days; detailed monitoring: %s', (kind, days, detailed) => {
    const other = aFleet(pool, inClass(kind));
    expect(other.one('aws_cloudwatch_log_group')).toMatchObject({
      name: `/${kind.slice(0, 4)}/storefront/worker`,
      retention_in_days: days,
      kms_key_id: anEnvironment().kmsKey,
    });
    expect(machine(other)['monitoring']).toEqual({ enabled: detailed });
  });

  it('of Windows has its root disk elsewhere, and longer to boot', () => {
    const windows = aFleet({ ...pool, os: 'windows' });
    expect(machine(windows)['block_device_mappings']).toEqual([expect.objectContaining({ device_name: '/dev/sda1' })]);
    expect(windows.one('aws_autoscaling_lifecycle_hook')['heartbeat_timeout']).toBe(1800);
  });
});

describe('a pool in production', () => {
  const template = aFleet({ ...pool, count: { min: 2, max: 4 } });

  it('has the defaults of the table', () => {
    expect(group(template)).toMatchObject({
      min_size: 2,
      max_size: 4,
      health_check_grace_period: 300,
      default_instance_warmup: 120,
      max_instance_lifetime: 14 * 86_400,
      termination_policies: ['OldestLaunchTemplate', 'Default'],
      wait_for_capacity_timeout: '0',
    });
    expect(group(template)['enabled_metrics']).toHaveLength(13);
    expect(group(template)).not.toHaveProperty('desired_capacity');
  });

  it('launches before it terminates, one extra at a time, whatever the reason', () => {
    const replacement = { min_healthy_percentage: 100, max_healthy_percentage: 110 };
    expect(group(template)).toMatchObject({
      instance_maintenance_policy: replacement,
      instance_refresh: {
        strategy: 'Rolling',
        preferences: {
          ...replacement,
          instance_warmup: '120',
          skip_matching: true,
          auto_rollback: true,
          alarm_specification: { alarms: [expect.stringMatching(/worker_alarms_status_\w+\.alarm_name/)] },
        },
      },
    });
  });

  it('starts a replacement with every version of the template: the attribute, never $Latest', () => {
    expect(group(template)['launch_template']).toMatchObject({
      version: expect.stringMatching(/^\$\{aws_launch_template\.\w+\.latest_version\}$/),
    });
  });

  it('cannot roll back to an image that a parameter names, and does not ask for it', () => {
    const byParameter = aFleet({ ...pool, ami: { kind: 'parameter', path: '/prod/ami/base' } });
    expect(machine(byParameter)['image_id']).toBe('resolve:ssm:/prod/ami/base');
    expect(group(byParameter)).toMatchObject({ instance_refresh: { preferences: { auto_rollback: false } } });
  });

  it('has the launch hook from the first instance on, and can change it later', () => {
    const hook = {
      default_result: 'ABANDON',
      lifecycle_transition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      heartbeat_timeout: 900,
    };
    expect(group(template)).toMatchObject({
      initial_lifecycle_hook: [{ name: 'boot', ...hook }],
      lifecycle: { ignore_changes: ['initial_lifecycle_hook'] },
    });
    expect(template.one('aws_autoscaling_lifecycle_hook')).toMatchObject({ name: 'boot', ...hook });
  });

  it('is scaled to 60 % of CPU where its count is a range', () => {
    expect(template.one('aws_autoscaling_policy')).toMatchObject({
      policy_type: 'TargetTrackingScaling',
      target_tracking_configuration: {
        target_value: 60,
        predefined_metric_specification: { predefined_metric_type: 'ASGAverageCPUUtilization' },
      },
    });
  });

  it('waits for its role before the first instance starts', () => {
    expect(group(template)['depends_on']).toEqual(
      ['systems-manager', 'boot', 'log'].map((name) => expect.stringContaining(`worker_role_${name}`)),
    );
  });

  it('takes requests from its load balancer, whose health check counts', () => {
    const behind = aFleet({ ...pool, port: 80, target });
    expect(group(behind)).toMatchObject({ target_group_arns: ['arn:target'], health_check_type: 'ELB' });
    expect(behind.one('aws_vpc_security_group_ingress_rule')).toMatchObject({
      referenced_security_group_id: 'sg-alb',
      from_port: 80,
    });
  });

  it('takes spot instances and other types', () => {
    const mixed = aFleet({ ...pool, moreTypes: ['m6i.large'], spot: { percent: 75, base: 1 } });
    expect(group(mixed)).toMatchObject({
      capacity_rebalance: true,
      mixed_instances_policy: {
        launch_template: { override: [{ instance_type: 'm7i.large' }, { instance_type: 'm6i.large' }] },
        instances_distribution: {
          on_demand_base_capacity: 1,
          on_demand_percentage_above_base_capacity: 25,
          spot_allocation_strategy: 'price-capacity-optimized',
        },
      },
    });
    expect(group(mixed)).not.toHaveProperty('launch_template');
  });

  it('has disks that come and go with the instance', () => {
    const disks = { scratch: { sizeGiB: 100, mount: '/srv', restoreFrom: 'snap-0123456789abcdef0' } };
    const withDisk = aFleet({ ...pool, disks });
    expect(machine(withDisk)['block_device_mappings']).toContainEqual({
      device_name: '/dev/sdf',
      ebs: expect.objectContaining({ volume_size: 100, encrypted: 'true', snapshot_id: 'snap-0123456789abcdef0' }),
    });
    expect(withDisk.count('aws_ebs_volume')).toBe(0);
  });

  it('rings for machines that are missing when they are for 20 minutes', () => {
    expect(template.find('aws_cloudwatch_metric_alarm', 'worker_alarms_instances')).toMatchObject({
      evaluation_periods: 20,
      datapoints_to_alarm: 20,
      metric_query: [
        { expression: 'desired - inservice', return_data: true },
        { id: 'desired', metric: { metric_name: 'GroupDesiredCapacity' } },
        { id: 'inservice', metric: { metric_name: 'GroupInServiceInstances' } },
      ],
    });
  });

  it.each([
    ['linux', 'disk_used_percent', 'GreaterThanThreshold', 85],
    ['windows', 'LogicalDisk % Free Space', 'LessThanThreshold', 15],
  ] as const)('rings on %s when a disk is nearly full', (os, metric, comparison, threshold) => {
    expect(aFleet({ ...pool, os }).find('aws_cloudwatch_metric_alarm', 'worker_alarms_disk')).toMatchObject({
      namespace: 'CWAgent',
      metric_name: metric,
      comparison_operator: comparison,
      threshold,
    });
  });

  it('rings by the thresholds of its class', () => {
    const thresholds = Object.values(template.all('aws_cloudwatch_metric_alarm')).map(({ alarm_name, threshold }) => [
      String(alarm_name).split('-').at(-1),
      threshold,
    ]);
    expect(Object.fromEntries(thresholds)).toEqual({ cpu: 85, memory: 90, disk: 85, status: 0, instances: 0 });
    const without = aFleet({ ...pool, alarms: { status: false, cpu: { threshold: 50 } } });
    expect(without.count('aws_cloudwatch_metric_alarm')).toBe(4);
    expect(group(without)).not.toHaveProperty('instance_refresh.preferences.alarm_specification');
  });

  it.each([
    ['production', 85, 90],
    ['staging', 90, 90],
    ['development', 95, 95],
    ['ephemeral', 95, 95],
  ] as const)('in class %s rings at %d %% of CPU and %d %% of memory', (kind, cpu, memory) => {
    const alarms = aFleet(pool, inClass(kind));
    expect(alarms.find('aws_cloudwatch_metric_alarm', 'worker_alarms_cpu')['threshold']).toBe(cpu);
    expect(alarms.find('aws_cloudwatch_metric_alarm', 'worker_alarms_memory')['threshold']).toBe(memory);
  });
});

describe('a fleet that stands by', () => {
  it('has no machine until it is scaled, and then keeps its count', () => {
    const template = aFleet({ ...pool, count: { min: 2, max: 4 }, start: 'standby' });
    expect(group(template)).toMatchObject({
      min_size: 0,
      max_size: 4,
      lifecycle: { ignore_changes: ['initial_lifecycle_hook', 'min_size', 'desired_capacity'] },
    });
  });
});

describe('a rehosted server', () => {
  const disks = { shares: { sizeGiB: 1200, mount: '/srv', restoreFrom: 'snap-0123456789abcdef0' } };
  const template = aFleet({ ...server, port: 445, from: { datacenter: '192.168.0.0/16' }, disks });

  it('is one machine in its zone that nothing recycles', () => {
    expect(group(template)).toMatchObject({ min_size: 1, max_size: 1, vpc_zone_identifier: ['subnet-private-a'] });
    for (const recycling of ['instance_refresh', 'max_instance_lifetime', 'mixed_instances_policy'])
      expect(group(template)).not.toHaveProperty(recycling);
  });

  it('goes before its successor comes, because a disk is at one machine only', () => {
    expect(group(template)['instance_maintenance_policy']).toEqual({
      min_healthy_percentage: 0,
      max_healthy_percentage: 100,
    });
  });

  it('has disks that outlive it: encrypted, backed up, never destroyed', () => {
    expect(template.one('aws_ebs_volume')).toMatchObject({
      availability_zone: 'us-east-1a',
      type: 'gp3',
      size: 1200,
      iops: 3000,
      throughput: 125,
      encrypted: true,
      kms_key_id: anEnvironment().kmsKey,
      snapshot_id: 'snap-0123456789abcdef0',
      final_snapshot: true,
      tags: { backup: 'daily', Name: 'utah-outfitters-prod-storefront-worker-shares' },
      lifecycle: { prevent_destroy: true, ignore_changes: ['snapshot_id'] },
    });
    expect(machine(template)['block_device_mappings']).toHaveLength(1);
  });

  it('attaches them itself, and no others', () => {
    const volume = expect.stringMatching(/^\$\{aws_ebs_volume\.worker_disks_shares_\w+\.arn\}$/);
    expect(template.statements('boot')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Action: 'ec2:AttachVolume', Resource: volume }),
        expect.objectContaining({
          Action: 'ec2:AttachVolume',
          Condition: {
            StringEquals: { 'ec2:ResourceTag/aws:autoscaling:groupName': 'utah-outfitters-prod-storefront-worker' },
          },
        }),
      ]),
    );
    expect(bootOf(template)).toMatch(/attach '\$\{aws_ebs_volume\.worker_disks_shares_\w+\.id\}' '\/dev\/sdf'/);
  });

  it('is reached by those who are named', () => {
    expect(template.one('aws_vpc_security_group_ingress_rule')).toMatchObject({
      cidr_ipv4: '192.168.0.0/16',
      from_port: 445,
    });
  });

  it.each([
    ['production', true, true],
    ['staging', true, true],
    ['development', false, true],
    ['ephemeral', false, false],
  ] as const)('in class %s has disks protected: %s, with a last snapshot: %s', (kind, kept, snapshot) => {
    expect(aFleet({ ...server, disks }, inClass(kind)).one('aws_ebs_volume')).toMatchObject({
      lifecycle: { prevent_destroy: kept },
      final_snapshot: snapshot,
    });
  });

  it('lets a disk go that is named, and no other', () => {
    const two = aFleet({
      ...server,
      disks: { ...disks, logs: { sizeGiB: 1, mount: '/var/app' } },
      deletion: { logs: 'allowed' },
    });
    expect(two.find('aws_ebs_volume', 'worker_disks_logs')['lifecycle']).toMatchObject({ prevent_destroy: false });
    expect(two.find('aws_ebs_volume', 'worker_disks_shares')['lifecycle']).toMatchObject({ prevent_destroy: true });
  });
});

describe('one more', () => {
  const [both, one] = [['worker', 'mailer'], ['worker']].map((names) =>
    synth((scope) => {
      for (const name of names)
        new Fleet(scope, name, { environment: anEnvironment(), product: 'storefront', name, ...pool });
    }),
  );

  it('fleet changes nothing else', () => {
    if (both === undefined || one === undefined) throw new Error('not synthesized');
    expect(touched(one, both)).toEqual([]);
    expect(added(one, both).every((address) => address.includes('mailer'))).toBe(true);
  });

  it('use changes no other; the group waits for one policy more', () => {
    const before = aFleet({ ...pool, uses: { db } });
    const after = aFleet({ ...pool, uses: { cache: { ...db, variables: {} }, db } });
    expect(touched(before, after)).toEqual([expect.stringMatching(/^aws_autoscaling_group\./)]);
  });

  it('destination changes nothing else', () => {
    expect(touched(aFleet(pool), aFleet({ ...pool, egress: { sftp: { port: 22 } } }))).toEqual([]);
  });

  it('disk changes no other disk', () => {
    const shares = { sizeGiB: 10, mount: '/srv' };
    const before = aFleet({ ...server, disks: { shares } });
    const after = aFleet({ ...server, disks: { shares, logs: { sizeGiB: 1, mount: '/var/app' } } });
    expect(touched(before, after)).toEqual([expect.stringMatching(/^aws_iam_role_policy\.worker_role_boot/)]);
  });
});

describe('overrides', () => {
  it('come last', () => {
    const template = aFleet({
      ...server,
      disks: { shares: { sizeGiB: 10, mount: '/srv' } },
      overrides: {
        group: { terminationPolicies: ['Default'] },
        template: { ebsOptimized: 'true' },
        disks: { shares: { iops: 6000 } },
      },
    });
    expect(group(template)['termination_policies']).toEqual(['Default']);
    expect(machine(template)['ebs_optimized']).toBe('true');
    expect(template.one('aws_ebs_volume')['iops']).toBe(6000);
  });
});

describe('bad input', () => {
  const disk = { sizeGiB: 10, mount: '/srv' };
  const mounted = { ...db, mounts: [{ fileSystem: 'fs-1', accessPoint: 'fsap-1', path: '/mnt', readOnly: false }] };
  it.each<[string, FleetSpec & More]>([
    ['test/worker: count 3..2; write at least 1, the smaller first', { ...pool, count: { min: 3, max: 2 } }],
    ['maxLifetimeDays: 0; AWS takes 1 to 365', { ...pool, maxLifetimeDays: 0 }],
    ['spot.percent: 101', { ...pool, spot: { percent: 101 } }],
    ['bootSeconds: 10; AWS takes 30 to 7200', { ...pool, bootSeconds: 10 }],
    ['disk a: D:; write a directory: /srv', { ...pool, disks: { a: { ...disk, mount: 'D:' } } }],
    ['disk a: /srv; write a drive: D:', { ...pool, os: 'windows', disks: { a: disk } }],
    ['disk b: another disk is at /srv already', { ...pool, disks: { a: disk, b: disk } }],
    ['disk a: restoreFrom vol-1', { ...pool, disks: { a: { ...disk, restoreFrom: 'vol-1' } } }],
    ['az: no subnet in us-east-1z', { ...server, az: 'us-east-1z' }],
    ['from: nothing listens', { ...pool, from: { office: '192.168.0.0/16' } }],
    ['it has no port; name the port', { ...pool, target }],
    ['uses.db and env both set DB_HOST', { ...pool, uses: { db }, env: { DB_HOST: 'x' } }],
    ['KEY is a secret and a plain variable', { ...pool, env: { KEY: 'x' }, secrets: { KEY: '/prod/KEY' } }],
    ['variable A-B; write letters, digits and underscores', { ...pool, env: { 'A-B': 'x' } }],
    ['variable $(id)', { ...pool, secrets: { '$(id)': '/prod/KEY' } }],
    ['secret KEY: KEY is not a parameter; write /prod/storefront/KEY', { ...pool, secrets: { KEY: 'KEY' } }],
    ['ami: base; write an id', { ...pool, ami: { kind: 'id', id: 'base' } }],
    ['ami: base; write an id', { ...pool, ami: { kind: 'parameter', path: 'base' } }],
    ['Windows cannot mount EFS', { ...pool, os: 'windows', uses: { files: mounted } }],
    ['boot: ', { ...pool, boot: { files: { '/etc/a': 'x'.repeat(20_000) } } }],
    ['there is no alarm foo here', { ...pool, alarms: { foo: false } }],
  ])('is refused: %s', (message, spec) => {
    expect(() => aFleet(spec)).toThrow(message);
  });
});
