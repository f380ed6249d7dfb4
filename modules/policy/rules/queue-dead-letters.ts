import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { isGiven } from '../values.js';

export const queueDeadLetters: Rule = {
  id: 'queue-dead-letters',
  title: 'A queue has a dead-letter queue',
  why: 'A message that always fails is tried for days and then lost, without anybody hearing of it.',
  remedy: 'Set redrive_policy, and an alarm on the other queue.',
  severity: 'error',
  also: ['SQSQueueDLQ'],
  check: each(['aws_sqs_queue'], (queue, { of }) => {
    const isTarget = of('aws_sqs_queue', 'aws_sqs_queue_redrive_policy').some(
      ({ address, config }) => address !== queue.address && refersTo(config['redrive_policy'], queue),
    );
    // Subscriptions, event targets and functions have dead letters too.
    const named = /dead|dlq/i.test(`${queue.id} ${JSON.stringify(queue.config['name'])}`);
    const redrives =
      isGiven(queue.config['redrive_policy']) ||
      of('aws_sqs_queue_redrive_policy').some(({ config }) => refersTo(config['queue_url'], queue));
    return redrives || isTarget || named ? undefined : 'has no dead-letter queue';
  }),
};
