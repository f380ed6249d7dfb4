import { describe, expect, it, jest } from '@jest/globals';
import { SqsQueue } from '#aws/sqs-queue';
import type { Use } from '../../modules/core/index.js';
import { allow } from '../../modules/core/index.js';
import { Fleet } from '../../modules/fleet/index.js';
import { Ingress } from '../../modules/ingress/index.js';
import { Job, Repositories, Service } from '../../modules/service/index.js';
import { only, planned } from '../support/planned.js';
import { anEnvironment } from '../support/synth.js';

jest.setTimeout(300_000);

// Every option of ingress, service and fleet, so that none of them is something that the real provider refuses.
const environment = anEnvironment();
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';
const product = 'storefront';
const odd = 'it\'s ${USER} %{x} "q" \\ é $${z}';
const db: Use = {
  variables: { DB_HOST: 'db.example' },
  statements: [allow(['secretsmanager:GetSecretValue'], ['arn:aws:secretsmanager:us-east-1:111122223333:secret:a'])],
  reach: [{ securityGroup: 'sg-0123', port: 5432, why: 'the database' }],
  mounts: [],
};
const files: Use = {
  variables: { FILES_PATH: '/mnt/files' },
  statements: [],
  reach: [{ securityGroup: 'sg-0124', port: 2049, why: 'the files' }],
  mounts: [{ fileSystem: 'fs-0123', accessPoint: 'fsap-0123', path: '/mnt/files', readOnly: true }],
};

describe('Terraform and the AWS provider take', () => {
  it('an ingress with all that it can be told', async () => {
    const values = await planned((scope) => {
      new Ingress(scope, 'ingress', {
        environment,
        product,
        kind: 'static',
        allocations: { 'us-east-1a': 'eipalloc-0123456789abcdef0', 'us-east-1b': 'eipalloc-0123456789abcdef1' },
        certificate,
        moreCertificates: { other: certificate.replace(/5$/, '6') },
        targets: {
          web: { kind: 'service', port: 8080, health: { path: '/healthz' } },
          app: { kind: 'fleet', port: 80, protocol: 'HTTPS', stickySeconds: 3600 },
          old: { kind: 'legacy', port: 443, addresses: ['192.168.0.10'] },
        },
        routes: {
          '/': 'web',
          '/api': { web: 90, old: 10 },
          '/portal': { to: 'app', hosts: ['portal.example'], priority: 9 },
        },
        passThrough: { addresses: ['192.168.0.10', '192.168.0.11'], weight: 70, proxyProtocol: 'v2' },
        waf: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/11111111-2222-3333-4444-555555555555',
        from: { partner: '198.51.100.0/24' },
      });
      new Ingress(scope, 'moved', {
        environment,
        product: 'portal',
        kind: 'static',
        allocations: { 'us-east-1a': 'eipalloc-0123456789abcdef2' },
        targets: {},
        routes: {},
        passThrough: { addresses: ['192.168.0.20'] },
      });
    });
    expect(only(values, 'aws_lb', 'ingress_network')).toMatchObject({ load_balancer_type: 'network', internal: false });
  });

  it('services and jobs with all that they can be told', async () => {
    const values = await planned((scope) => {
      const images = new Repositories(scope, 'images', { environment, images: ['storefront/web'] });
      const repository = images.get('storefront/web');
      const ingress = new Ingress(scope, 'ingress', {
        environment,
        product,
        kind: 'public',
        certificate,
        targets: { web: { kind: 'service', port: 8080 } },
        routes: { '/': 'web' },
      });
      new Service(scope, 'web', {
        environment,
        product,
        name: 'web',
        image: { kind: 'digest', repository, digest: `sha256:${'a'.repeat(64)}` },
        port: 8080,
        target: ingress.target('web'),
        count: { min: 2, max: 6 },
        scaling: { requestsPerTask: 1000 },
        uses: { db, files },
        secrets: {
          KEY: { parameter: 'arn:aws:ssm:us-east-1:111122223333:parameter/prod/storefront/KEY' },
          TOKEN: { secret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:t', key: 'token' },
        },
        egress: { sftp: { port: 22 } },
        rollbackAlarms: ['checkout-fails'],
        shellAccess: 'allowed',
        healthCommand: ['/bin/check'],
        architecture: 'ARM64',
      });
      new Service(scope, 'text', {
        environment,
        product,
        name: 'text',
        image: { kind: 'name', name: 'nginx:1.29' },
        command: ['sh', '-c', odd],
        env: { MOTTO: odd },
      });
      new Service(scope, 'piped', {
        environment,
        product,
        name: 'piped',
        image: { kind: 'pipeline', repository },
        count: { min: 1, max: 3 },
        capacity: { kind: 'fargate', price: 'spot' },
      });
      new Service(scope, 'metal', {
        environment,
        product,
        name: 'metal',
        image: { kind: 'name', name: 'nginx:1.29' },
        start: 'standby',
        capacity: { kind: 'ec2', capacityProvider: 'machines' },
      });
      new Job(scope, 'etl', {
        environment,
        product,
        name: 'etl',
        image: { kind: 'pipeline', repository },
        schedule: '0 3 * * 1-5',
        timeZone: 'America/Denver',
        uses: { files },
      });
      new Job(scope, 'spot', {
        environment,
        product,
        name: 'spot',
        image: { kind: 'name', name: 'alpine:3.22' },
        schedule: '*/5 * * * *',
        capacity: { kind: 'fargate', price: 'spot' },
      });
    });
    const [container] = JSON.parse(String(only(values, 'aws_ecs_task_definition', 'text_')['container_definitions']));
    expect(container).toMatchObject({ environment: [{ name: 'MOTTO', value: odd }], command: ['sh', '-c', odd] });
  });

  it('fleets with all that they can be told', async () => {
    const values = await planned((scope) => {
      const queue = new SqsQueue(scope, 'queue', { name: 'jobs' });
      const jobs: Use = { variables: { JOBS_URL: queue.url }, statements: [], reach: [], mounts: [] };
      new Fleet(scope, 'worker', {
        environment,
        product,
        name: 'worker',
        kind: 'pool',
        ami: { kind: 'parameter', path: '/prod/ami/base' },
        type: 'm7i.large',
        count: { min: 2, max: 4 },
        uses: { db, files, jobs },
        disks: { scratch: { sizeGiB: 100, mount: '/srv', iops: 4000, throughputMiB: 250 } },
        secrets: { KEY: '/prod/storefront/KEY' },
        logs: { worker: '/var/log/worker.log' },
      });
      new Fleet(scope, 'text', {
        environment,
        product,
        name: 'text',
        kind: 'pool',
        ami: { kind: 'id', id: 'ami-0123456789abcdef0' },
        type: 'm7i.large',
        moreTypes: ['m6i.large'],
        spot: { percent: 50, base: 1 },
        boot: { packages: ['jq'], files: { '/etc/app.conf': odd }, run: [`echo ${odd}`] },
      });
      new Fleet(scope, 'files', {
        environment,
        product: 'intranet',
        name: 'files',
        kind: 'rehosted',
        os: 'windows',
        az: 'us-east-1a',
        ami: { kind: 'parameter', path: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base' },
        type: 'm7i.large',
        port: 445,
        from: { office: '192.168.0.0/16' },
        disks: { shares: { sizeGiB: 1200, mount: 'D:', restoreFrom: 'snap-0123456789abcdef0' } },
        start: 'standby',
      });
    });
    const text = Buffer.from(String(only(values, 'aws_launch_template', 'text_')['user_data']), 'base64').toString();
    // In single quotes of bash: an apostrophe ends and begins them again.
    expect(text).toContain(odd.replaceAll("'", String.raw`'\''`));
    expect(only(values, 'aws_launch_template', 'text_')['description']).toMatch(/^boot [0-9a-f]{12}$/);
  });
});
