import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { Queue, resolveQueue } from '../../../modules/queue/index.js';
import type { QueueLevel, QueueProps, QueueSpec } from '../../../modules/queue/index.js';
import { anEnvironment } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const placed = (kind: EnvironmentClass = 'production') => ({
  environment: anEnvironment({ class: kind }),
  product: 'storefront',
  name: 'jobs',
});

function aQueue(
  more: Omit<QueueProps, 'environment' | 'product' | 'name'> = {},
  kind: EnvironmentClass = 'production',
  levels: readonly QueueLevel[] = [],
) {
  return synthUses((scope) => {
    const queue = new Queue(scope, 'jobs', { ...placed(kind), ...more });
    return Object.fromEntries(levels.map((level) => [level, queue.use(level, 'jobs')]));
  });
}

const arn = 'arn:aws:sqs:us-east-1:111122223333:utah-outfitters-prod-storefront-jobs';
const encryption = {
  kms_master_key_id: anEnvironment().kmsKey,
  kms_data_key_reuse_period_seconds: 300,
  receive_wait_time_seconds: 20,
};
const tlsOnly = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: resource,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
});

describe('a queue', () => {
  const { template } = aQueue();
  const queue = template.find('aws_sqs_queue', 'utah-outfitters-prod-storefront-jobs');
  const dead = template.find('aws_sqs_queue', 'utah-outfitters-prod-storefront-jobs_dead');

  it('has every default of the table', () => {
    expect(queue).toMatchObject({
      ...encryption,
      visibility_timeout_seconds: 180,
      message_retention_seconds: 345_600,
      lifecycle: { prevent_destroy: false },
    });
    expect(queue).not.toHaveProperty('fifo_queue');
    expect(String(queue['redrive_policy'])).toMatch(
      /^\{"deadLetterTargetArn":"\$\{aws_sqs_queue\.\w+\.arn\}","maxReceiveCount":5\}$/,
    );
  });

  it('has a dead-letter queue that keeps messages for two weeks and takes them from it alone', () => {
    expect(dead).toMatchObject({ ...encryption, message_retention_seconds: 1_209_600 });
    expect(JSON.parse(String(dead['redrive_allow_policy']))).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [arn],
    });
  });

  it('refuses what is not TLS, both from their first moment', () => {
    expect(JSON.parse(String(queue['policy']))).toEqual(tlsOnly(arn));
    expect(JSON.parse(String(dead['policy']))).toEqual(tlsOnly(`${arn}_dead`));
  });

  it.each([
    ['production', 300],
    ['staging', 900],
    ['development', 3600],
    ['ephemeral', 3600],
  ] as const)('in %s rings when a message waits over %i s, and for each dead one', (kind, seconds) => {
    const { template: of } = aQueue({}, kind);
    expect(of.find('aws_cloudwatch_metric_alarm', 'ApproximateAgeOfOldestMessage')['threshold']).toBe(seconds);
    expect(of.find('aws_cloudwatch_metric_alarm', 'ApproximateNumberOfMessagesVisible')).toMatchObject({
      threshold: 0,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
      dimensions: { QueueName: 'utah-outfitters-prod-storefront-jobs_dead' },
    });
  });

  it('in order: both are fifo, and their names say so', () => {
    const { template: fifo } = aQueue({ order: 'fifo' });
    expect(Object.values(fifo.all('aws_sqs_queue')).map((one) => [one['name'], one['fifo_queue']])).toEqual([
      ['utah-outfitters-prod-storefront-jobs_dead.fifo', true],
      ['utah-outfitters-prod-storefront-jobs.fifo', true],
    ]);
  });
});

const through = (...actions: string[]) => ({
  effect: 'Allow',
  actions,
  resources: [anEnvironment().kmsKey],
  conditions: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } },
});

describe('using a queue', () => {
  const { uses } = aQueue({}, 'production', ['send', 'receive', 'both']);
  const send = ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'];
  const receive = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];

  it.each([
    ['send', send, ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['receive', [...receive, 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], ['kms:Decrypt']],
    ['both', [...send, ...receive], ['kms:Decrypt', 'kms:GenerateDataKey']],
  ] as const)('to %s gives the address and those rights', (level, actions, keys) => {
    expect(uses[level]).toEqual({
      variables: { JOBS_URL: expect.stringMatching(reference('aws_sqs_queue', 'url')) },
      statements: [
        { effect: 'Allow', actions, resources: [expect.stringMatching(reference('aws_sqs_queue', 'arn'))] },
        through(...keys),
      ],
      reach: [],
      mounts: [],
    });
  });
});

describe('a queue that cannot be', () => {
  it.each<[string, QueueSpec, string]>([
    ['no time for a message', { handlerSeconds: 0 }, 'write 1 to 7200'],
    ['more than SQS hides', { handlerSeconds: 7201 }, 'write 1 to 7200'],
    ['never received', { maxReceives: 0 }, 'write 1 to 1000'],
    ['kept too long', { deadRetentionDays: 15 }, 'at most 14'],
    ['dead before it is old', { retentionDays: 10, deadRetentionDays: 5 }, 'at least the first'],
  ])('%s: says what to write', (_what, spec, message) => {
    expect(() => resolveQueue(placed(), spec)).toThrow(message);
  });

  it('says where', () => {
    expect(() => aQueue({ maxReceives: 0 })).toThrow('test/jobs: maxReceives');
  });
});

describe('what people change', () => {
  it('is merged last', () => {
    const { template } = aQueue({ overrides: { delaySeconds: 5 }, alarms: { age: false }, deletion: 'refused' });
    expect(template.find('aws_sqs_queue', 'utah-outfitters-prod-storefront-jobs')).toMatchObject({
      delay_seconds: 5,
      lifecycle: { prevent_destroy: true },
    });
    expect(template.count('aws_cloudwatch_metric_alarm')).toBe(1);
  });

  it('a long name stays within 80 characters, and its dead-letter queue has another', () => {
    const { queueName, deadName } = resolveQueue(
      { ...placed(), product: 'p'.repeat(24), name: 'n'.repeat(60) },
      { order: 'fifo' },
    );
    expect([queueName.length, deadName.length]).toEqual([80, 80]);
    expect(queueName).not.toBe(deadName);
    expect(queueName).toMatch(/\.fifo$/);
  });
});
