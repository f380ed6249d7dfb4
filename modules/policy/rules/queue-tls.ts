import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refusesPlaintext } from '../tls.js';

export const queueTls: Rule = {
  id: 'queue-tls',
  title: 'Queues refuse plain HTTP',
  why: 'One client without TLS sends its credentials and messages in the clear.',
  remedy: 'Deny sqs:* where aws:SecureTransport is false.',
  severity: 'error',
  also: ['SQSQueueSSLRequestsOnly'],
  check: each(['aws_sqs_queue'], (queue, template) =>
    refusesPlaintext(template, queue, ['aws_sqs_queue_policy'], 'queue_url') ? undefined : 'answers plain HTTP',
  ),
};
