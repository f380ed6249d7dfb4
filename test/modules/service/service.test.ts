import { describe, expect, it } from '@jest/globals';
import { App, TerraformStack } from '#cdktf';
import type { Use } from '../../../modules/core/index.js';
import { allow } from '../../../modules/core/index.js';
import type { TargetRef } from '../../../modules/ingress/index.js';
import { resolveService, Service } from '../../../modules/service/index.js';
import type { Image, ServiceProps, ServiceSpec } from '../../../modules/service/index.js';
import { anEnvironment, inClass, synth, thresholdsOf } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const repository = {
  url: '111122223333.dkr.ecr.us-east-1.amazonaws.com/prod/storefront/web',
  arn: 'arn:aws:ecr:us-east-1:111122223333:repository/prod/storefront/web',
};
const digest = `sha256:${'a'.repeat(64)}`;
const ours: Image = { kind: 'digest', repository, digest };
const public1 = { image: { kind: 'name', name: 'public.ecr.aws/nginx/nginx:1.29' } } as const;
const target: TargetRef = {
  arn: 'arn:target',
  securityGroup: 'sg-alb',
  metric: 'targetgroup/a/1',
  loadBalancer: 'app/a/1',
  after: [],
};
const db: Use = {
  variables: { DB_HOST: 'db.example', DB_PORT: '5432' },
  statements: [allow(['secretsmanager:GetSecretValue'], ['arn:secret'])],
  reach: [{ securityGroup: 'sg-db', port: 5432, why: 'the database' }],
  mounts: [],
};
const files: Use = {
  variables: { FILES_PATH: '/mnt/images' },
  statements: [],
  reach: [{ securityGroup: 'sg-files', port: 2049, why: 'the files' }],
  mounts: [{ fileSystem: 'fs-1', accessPoint: 'fsap-1', path: '/mnt/images', readOnly: true }],
};
const key = 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/storefront/KEY';

type More = Pick<ServiceProps, 'target' | 'rollbackAlarms' | 'alarms' | 'overrides' | 'boundary'>;

function aService(spec: ServiceSpec & More, environment = anEnvironment()): Template {
  return synth((scope) => {
    new Service(scope, 'web', { environment, product: 'storefront', name: 'web', ...spec });
  });
}

const service = (template: Template) => template.one('aws_ecs_service');
const task = (template: Template) => template.one('aws_ecs_task_definition');
function container(template: Template): Readonly<Record<string, unknown>> {
  return JSON.parse(String(task(template)['container_definitions']))[0];
}

describe('the smallest service', () => {
  const template = aService(public1, inClass('development'));

  it('is one task on Fargate in the private subnets', () => {
    expect(service(template)).toMatchObject({
      desired_count: 1,
      launch_type: 'FARGATE',
      network_configuration: { subnets: ['subnet-private-a', 'subnet-private-b'], assign_public_ip: false },
    });
    expect(template.count('aws_appautoscaling_target')).toBe(0);
  });

  it('lets nobody in, and HTTPS out, by which image, log and secrets come', () => {
    expect(template.count('aws_vpc_security_group_ingress_rule')).toBe(0);
    expect(template.one('aws_vpc_security_group_egress_rule')).toMatchObject({
      cidr_ipv4: '0.0.0.0/0',
      from_port: 443,
    });
  });
});

describe('a service in production', () => {
  const template = aService({ ...public1, port: 8080, target });

  it('has the defaults of the table', () => {
    expect(service(template)).toMatchObject({
      desired_count: 2,
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: 'ENABLED',
      enable_execute_command: false,
      enable_ecs_managed_tags: true,
      propagate_tags: 'SERVICE',
      health_check_grace_period_seconds: 60,
      load_balancer: [{ target_group_arn: 'arn:target', container_name: 'web', container_port: 8080 }],
    });
    expect(service(template)).not.toHaveProperty('lifecycle');
    expect(task(template)).toMatchObject({
      cpu: '512',
      memory: '1024',
      network_mode: 'awsvpc',
      requires_compatibilities: ['FARGATE'],
      runtime_platform: { operating_system_family: 'LINUX', cpu_architecture: 'X86_64' },
      skip_destroy: true,
    });
  });

  it('has a container with the defaults of the table', () => {
    expect(container(template)).toMatchObject({
      name: 'web',
      essential: true,
      readonlyRootFilesystem: true,
      mountPoints: [{ containerPath: '/tmp', sourceVolume: 'tmp', readOnly: false }],
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: 30,
      portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
      logConfiguration: { logDriver: 'awslogs', options: { mode: 'non-blocking', 'awslogs-stream-prefix': 'web' } },
    });
  });

  it('has a health check of its own where it is told the command', () => {
    expect(container(aService({ ...public1, healthCommand: ['/bin/check'] }))['healthCheck']).toEqual({
      command: ['CMD', '/bin/check'],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 60,
    });
    expect(container(template)).not.toHaveProperty('healthCheck');
  });

  it('takes requests from its load balancer alone', () => {
    expect(template.one('aws_vpc_security_group_ingress_rule')).toMatchObject({
      referenced_security_group_id: 'sg-alb',
      from_port: 8080,
    });
  });

  it('has two roles that only ECS on behalf of this account assumes', () => {
    const roles = Object.values(template.all('aws_iam_role'));
    expect(roles.map(({ name }) => name)).toEqual([
      'utah-outfitters-prod-storefront-web-execution',
      'utah-outfitters-prod-storefront-web-task',
    ]);
    for (const role of roles)
      expect(JSON.parse(String(role['assume_role_policy'])).Statement).toEqual([
        expect.objectContaining({
          Principal: { Service: 'ecs-tasks.amazonaws.com' },
          Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '111122223333' } }),
        }),
      ]);
  });

  it('rings by the thresholds of its class', () => {
    expect(thresholdsOf(template, 'storefront-web-service')).toEqual({ cpu: 85, memory: 85, tasks: 0 });
    const alarms = { tasks: false, cpu: { threshold: 99 } } as const;
    expect(thresholdsOf(aService({ ...public1, alarms }), 'storefront-web-service')).toEqual({ cpu: 99, memory: 85 });
  });

  it.each([
    ['production', 85, 365, false],
    ['staging', 90, 90, true],
    ['development', 95, 30, true],
    ['ephemeral', 95, 3, true],
  ] as const)('in class %s rings at %d %%, keeps logs %d days; shell: %s', (kind, percent, days, shell) => {
    const other = aService(public1, inClass(kind));
    expect(other.find('aws_cloudwatch_metric_alarm', 'web_alarms_cpu')['threshold']).toBe(percent);
    expect(other.find('aws_cloudwatch_metric_alarm', 'web_alarms_memory')['threshold']).toBe(percent);
    expect(other.one('aws_cloudwatch_log_group')).toMatchObject({
      retention_in_days: days,
      kms_key_id: anEnvironment().kmsKey,
    });
    expect(service(other)['enable_execute_command']).toBe(shell);
  });

  it('rings for tasks that are missing when they are for 10 minutes', () => {
    expect(template.find('aws_cloudwatch_metric_alarm', 'web_alarms_tasks')).toMatchObject({
      evaluation_periods: 10,
      datapoints_to_alarm: 10,
      metric_query: [
        { expression: 'desired - running', return_data: true },
        { id: 'desired', metric: { metric_name: 'DesiredTaskCount', period: 60 } },
        { id: 'running', metric: { metric_name: 'RunningTaskCount', period: 60 } },
      ],
    });
  });

  it('writes its log by the name of environment, product and service', () => {
    expect(template.one('aws_cloudwatch_log_group')['name']).toBe('/prod/storefront/web');
  });

  it('starts when its roles may do what they must, and a listener knows its target group', () => {
    const after = [{ fqn: 'aws_lb_listener_rule.route' }];
    const behind = aService({ ...public1, port: 8080, uses: { db }, target: { ...target, after } });
    expect(service(behind)['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.web_task_execution-policy/),
      expect.stringMatching(/^aws_iam_role_policy\.web_task_uses_db/),
      'aws_lb_listener_rule.route',
    ]);
  });

  it('stops a deployment by the alarms that it is told', () => {
    expect(service(aService({ ...public1, rollbackAlarms: ['checkout-fails'] }))['alarms']).toEqual({
      alarm_names: ['checkout-fails'],
      enable: true,
      rollback: true,
    });
  });
});

describe('what a service uses', () => {
  const template = aService({
    ...public1,
    uses: { db, files },
    env: { GREETING: 'it costs ${5} %{a}' },
    secrets: { KEY: { parameter: key }, TOKEN: { secret: 'arn:managed', key: 'token' } },
    egress: { sftp: { port: 22, cidr: '198.51.100.7/32' } },
  });

  it('comes as variables, sorted, with text as it is', () => {
    expect(container(template)['environment']).toEqual([
      { name: 'DB_HOST', value: 'db.example' },
      { name: 'DB_PORT', value: '5432' },
      { name: 'FILES_PATH', value: '/mnt/images' },
      { name: 'GREETING', value: 'it costs $${5} %%{a}' },
    ]);
  });

  it('comes as rights of its own role', () => {
    expect(template.statements('db')).toEqual([expect.objectContaining({ Resource: 'arn:secret' })]);
    expect(template.find('aws_iam_role_policy', 'db')['role']).toContain('task-role');
  });

  it('comes as rules on both sides', () => {
    expect(template.find('aws_vpc_security_group_ingress_rule', 'sg-db')).toMatchObject({
      from_port: 5432,
      to_port: 5432,
    });
    expect(template.find('aws_vpc_security_group_ingress_rule', 'sg-files')).toMatchObject({ from_port: 2049 });
    expect(template.find('aws_vpc_security_group_egress_rule', 'web_task_to-sftp')).toMatchObject({
      cidr_ipv4: '198.51.100.7/32',
      from_port: 22,
    });
  });

  it('comes as file systems, by TLS and by its role', () => {
    expect(task(template)['volume']).toContainEqual({
      name: 'mnt-images',
      efs_volume_configuration: {
        file_system_id: 'fs-1',
        transit_encryption: 'ENABLED',
        authorization_config: { access_point_id: 'fsap-1', iam: 'ENABLED' },
      },
    });
    expect(container(template)['mountPoints']).toContainEqual({
      sourceVolume: 'mnt-images',
      containerPath: '/mnt/images',
      readOnly: true,
    });
  });

  it('has secrets by reference, which ECS reads and the application need not', () => {
    expect(container(template)['secrets']).toEqual([
      { name: 'KEY', valueFrom: key },
      { name: 'TOKEN', valueFrom: 'arn:managed:token::' },
    ]);
    expect(template.statements('execution')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ Action: 'ssm:GetParameters', Resource: key }),
        expect.objectContaining({ Action: 'secretsmanager:GetSecretValue', Resource: 'arn:managed' }),
      ]),
    );
  });
});

describe('a shell into tasks', () => {
  const template = aService({ ...public1, shellAccess: 'allowed' });

  it('needs two more directories where the root file system is read-only', () => {
    expect(container(template)['mountPoints']).toEqual(
      ['/tmp', '/var/lib/amazon', '/var/log/amazon'].map((path) => expect.objectContaining({ containerPath: path })),
    );
  });

  it('needs the channels of Systems Manager, the key of the session, and the log group that records it', () => {
    expect(template.statements('shell')).toEqual([
      expect.objectContaining({ Action: expect.arrayContaining(['ssmmessages:OpenDataChannel']) }),
      expect.objectContaining({ Action: 'kms:Decrypt', Resource: anEnvironment().kmsKey }),
      expect.objectContaining({ Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:/prod/shell:*' }),
      expect.objectContaining({ Action: 'logs:DescribeLogGroups' }),
    ]);
    expect(JSON.stringify(aService(public1).json)).not.toContain('ssmmessages');
  });
});

describe('the image', () => {
  const first = { kind: 'digest', repository } as const;
  const byPipeline = { kind: 'pipeline', repository } as const;

  it.each<[string, ServiceSpec, number, readonly string[]]>([
    ['by its digest runs', { image: ours }, 2, []],
    ['of somebody else runs', public1, 2, []],
    ['that is not there yet does not', { image: first }, 0, []],
    ['of a pipeline is left to it', { image: byPipeline }, 0, ['desired_count', 'task_definition']],
    ['may stand by', { image: ours, start: 'standby' }, 0, ['desired_count']],
  ])('%s', (_, spec, count, left) => {
    const template = aService(spec);
    expect(service(template)['desired_count']).toBe(count);
    expect(service(template)['lifecycle']).toEqual(left.length === 0 ? undefined : { ignore_changes: left });
  });

  it('is pulled from its own repository only', () => {
    expect(container(aService({ image: ours }))['image']).toBe(`${repository.url}@${digest}`);
    expect(aService({ image: ours }).statements('execution')).toEqual([
      expect.objectContaining({ Action: 'ecr:GetAuthorizationToken', Resource: '*' }),
      expect.objectContaining({ Resource: repository.arn }),
      expect.objectContaining({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }),
    ]);
  });

  it('from another private registry is pulled from there', () => {
    const image = { kind: 'name', name: '444455556666.dkr.ecr.eu-west-1.amazonaws.com/base/app:7' } as const;
    expect(aService({ image }).statements('execution')).toContainEqual(
      expect.objectContaining({ Resource: 'arn:aws:ecr:eu-west-1:444455556666:repository/base/app' }),
    );
  });

  it.each<[string, Image, string]>([
    ['warn', first, 'web has no image yet: count 0; push one to its repository and deploy again with its digest'],
    ['info', byPipeline, 'web is deployed by its pipeline: until the first time its count is 0'],
  ])('that is missing is told as %s', (level, image, message) => {
    const stack = new TerraformStack(new App(), 'test');
    const made = new Service(stack, 'web', { environment: anEnvironment(), product: 'shop', name: 'web', image });
    expect(made.node.metadata.map(({ type, data }) => [type, data])).toContainEqual([`@cdktf/${level}`, message]);
  });
});

describe('scaling', () => {
  const range = { ...public1, count: { min: 2, max: 6 } };

  it('goes by CPU and memory where the count is a range, which then is left alone', () => {
    const template = aService(range);
    expect(template.one('aws_appautoscaling_target')).toMatchObject({
      resource_id: expect.stringMatching(/^service\/utah-outfitters-prod\/\$\{aws_ecs_service\.\w+\.name\}$/),
      min_capacity: 2,
      max_capacity: 6,
    });
    const aims = Object.values(template.all('aws_appautoscaling_policy')).map((policy) => {
      const { target_tracking_scaling_policy_configuration: tracking } = policy;
      return tracking;
    });
    expect(aims).toEqual([
      expect.objectContaining({
        target_value: 60,
        scale_out_cooldown: 60,
        scale_in_cooldown: 300,
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
      }),
      expect.objectContaining({
        target_value: 75,
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageMemoryUtilization' },
      }),
    ]);
    expect(service(template)).toMatchObject({ desired_count: 2, lifecycle: { ignore_changes: ['desired_count'] } });
  });

  it('may go by requests', () => {
    const template = aService({ ...range, port: 8080, target, scaling: { requestsPerTask: 1000 } });
    expect(template.find('aws_appautoscaling_policy', 'web_scaling_requests')).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 1000,
        predefined_metric_specification: { resource_label: 'app/a/1/targetgroup/a/1' },
      },
    });
  });

  it('does not start what stands by: registering a minimum would', () => {
    expect(aService({ ...range, start: 'standby' }).one('aws_appautoscaling_target')).toMatchObject({
      min_capacity: 0,
      lifecycle: { ignore_changes: ['min_capacity'] },
    });
  });
});

describe('capacity', () => {
  it('may be of the spot market, or machines of the cluster', () => {
    expect(service(aService({ ...public1, capacity: { kind: 'fargate', price: 'spot' } }))).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: 'FARGATE_SPOT', weight: 1 }],
    });
    const onMachines = aService({
      ...public1,
      capacity: { kind: 'ec2', capacityProvider: 'machines' },
      size: { cpu: 300, memoryMiB: 700 },
    });
    expect(service(onMachines)).toMatchObject({ capacity_provider_strategy: [{ capacity_provider: 'machines' }] });
    expect(service(onMachines)).not.toHaveProperty('launch_type');
    expect(task(onMachines)['requires_compatibilities']).toEqual(['EC2']);
  });
});

describe('one more', () => {
  it('service changes nothing else', () => {
    const [one, two] = [['web'], ['web', 'api']].map((names) =>
      synth((scope) => {
        for (const name of names)
          new Service(scope, name, { environment: anEnvironment(), product: 'storefront', name, ...public1 });
      }),
    );
    if (one === undefined || two === undefined) throw new Error('not synthesized');
    expect(touched(one, two)).toEqual([]);
    expect(added(one, two).every((address) => address.includes('api'))).toBe(true);
  });

  it('destination changes nothing else', () => {
    expect(touched(aService(public1), aService({ ...public1, egress: { sftp: { port: 22 } } }))).toEqual([]);
  });

  it('use changes only the task and what waits for its policy', () => {
    const before = aService({ ...public1, uses: { db } });
    const after = aService({ ...public1, uses: { cache: { ...db, variables: { CACHE_HOST: 'c' } }, db } });
    expect(touched(before, after).map((address) => address.split('.')[0])).toEqual([
      'aws_ecs_service',
      'aws_ecs_task_definition',
    ]);
  });
});

describe('overrides', () => {
  it('come last', () => {
    const template = aService({
      ...public1,
      overrides: { service: { deploymentMaximumPercent: 150 }, definition: { ephemeralStorage: { sizeInGib: 100 } } },
    });
    expect(service(template)['deployment_maximum_percent']).toBe(150);
    expect(task(template)['ephemeral_storage']).toEqual({ size_in_gib: 100 });
  });
});

describe('bad input', () => {
  it.each<[string, ServiceSpec & More]>([
    ['test/web: count 3..2; write at least 1, the smaller first', { ...public1, count: { min: 3, max: 2 } }],
    ['Fargate does not sell 300 CPU units; write one of 256, 512', { ...public1, size: { cpu: 300, memoryMiB: 512 } }],
    ['does not sell 1536 MiB with 256 CPU units', { ...public1, size: { cpu: 256, memoryMiB: 1536 } }],
    ['write 1024 to 4096 in steps of 1024', { ...public1, size: { cpu: 512, memoryMiB: 8192 } }],
    ['name the port that it listens on', { ...public1, target }],
    [
      'image nginx changes by itself; name a version or a digest: nginx:1.2.3',
      { image: { kind: 'name', name: 'nginx' } },
    ],
    ['changes by itself', { image: { kind: 'name', name: 'registry:5000/nginx' } }],
    ['changes by itself', { image: { kind: 'name', name: 'nginx:latest' } }],
    ['digest latest: not a digest', { image: { kind: 'digest', repository, digest: 'latest' } }],
    ['uses.db and env both set DB_HOST', { ...public1, uses: { db }, env: { DB_HOST: 'x' } }],
    ['KEY is a secret and a plain variable', { ...public1, env: { KEY: 'x' }, secrets: { KEY: { parameter: key } } }],
    ['variable A-B', { ...public1, env: { 'A-B': 'x' } }],
    ['variable 1', { ...public1, secrets: { '1': { parameter: key } } }],
    ['writable: tmp is not a directory', { ...public1, writable: ['tmp'] }],
    ['stopSeconds: 121; ECS takes 2 to 120', { ...public1, stopSeconds: 121 }],
    ['there is no alarm foo here', { ...public1, alarms: { foo: false } }],
  ])('is refused: %s', (message, spec) => {
    expect(() => aService(spec)).toThrow(message);
  });

  it('is found without a stack', () => {
    expect(() => resolveService('web', { ...public1, count: { min: 0, max: 0 } }, { class: 'production' })).toThrow(
      'count 0..0',
    );
  });
});
