import { SqsQueue } from '#aws/sqs-queue';
import type { SqsQueueConfig } from '#aws/sqs-queue';
import { Construct } from 'constructs';
import {
  allow,
  deny,
  keptBy,
  keyThrough,
  partitionOf,
  policyDocument,
  resolvedAt,
  to,
  variableName,
} from '../core/index.js';
import type { Placed, Statement, Use } from '../core/index.js';
import { Alarms } from '../monitoring/alarms.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { queueAlarms } from './alarms.js';
import { resolveQueue } from './settings.js';
import type { QueueSettings, QueueSpec } from './settings.js';

export type QueueProps = Placed &
  QueueSpec & {
    readonly alarms?: AlarmOverrides;
    /** Arguments of the queue's `aws_sqs_queue`, merged last. */
    readonly overrides?: Partial<SqsQueueConfig>;
  };

export type QueueLevel = 'send' | 'receive' | 'both';

const actionsOf: Readonly<Record<'send' | 'receive', readonly string[]>> = {
  send: ['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
  receive: [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueUrl',
    'sqs:GetQueueAttributes',
  ],
};

/** A queue with its dead-letter queue: encrypted with the environment's key, TLS only. */
export class Queue extends Construct {
  readonly settings: QueueSettings;
  readonly queue: SqsQueue;
  /** Where messages go that were received `maxReceives` times and never deleted. */
  readonly dead: SqsQueue;
  readonly alarms: Alarms;
  readonly #props: QueueProps;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.#props = props;
    const { environment, product, name } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveQueue(props, props)));
    const arn = (queueName: string) =>
      `arn:${partitionOf(environment.region)}:sqs:${environment.region}:${environment.account}:${queueName}`;
    // ARNs are made of names, not read: the two queues name each other, and each is safe from its first moment.
    const common = (queueName: string) => ({
      name: queueName,
      ...(settings.order === 'fifo' && { fifoQueue: true }),
      kmsMasterKeyId: environment.kmsKey,
      kmsDataKeyReusePeriodSeconds: 300,
      receiveWaitTimeSeconds: 20,
      policy: policyDocument([
        to('anyone', deny(['sqs:*'], [arn(queueName)], { Bool: { 'aws:SecureTransport': 'false' } })),
      ]),
      lifecycle: keptBy(settings.deletion),
    });
    this.dead = new SqsQueue(this, 'dead', {
      ...common(settings.deadName),
      messageRetentionSeconds: settings.deadRetentionDays * 86_400,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: 'byQueue',
        sourceQueueArns: [arn(settings.queueName)],
      }),
    });
    this.queue = new SqsQueue(this, 'queue', {
      ...common(settings.queueName),
      messageRetentionSeconds: settings.retentionDays * 86_400,
      visibilityTimeoutSeconds: settings.visibilitySeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.dead.arn, maxReceiveCount: settings.maxReceives }),
      ...props.overrides,
    });
    this.alarms = new Alarms(this, 'alarms', {
      environment,
      subject: [product, name],
      rules: queueAlarms(settings, environment.class),
      ...(props.alarms !== undefined && { overrides: props.alarms }),
    });
  }

  /** What a consumer gets: the address, and the right to send, to receive, or both. */
  use(level: QueueLevel, key: string): Use {
    const levels = level === 'both' ? (['send', 'receive'] as const) : [level];
    const actions = [...new Set(levels.flatMap((one) => actionsOf[one]))];
    const crypto: Statement = keyThrough(
      this.#props.environment,
      'sqs',
      level === 'receive' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
    );
    return {
      variables: { [variableName(key, 'URL')]: this.queue.url },
      statements: [allow(actions, [this.queue.arn]), crypto],
      reach: [],
      mounts: [],
    };
  }
}
