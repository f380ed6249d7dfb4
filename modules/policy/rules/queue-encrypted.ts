import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven, isOn } from '../values.js';

export const queueEncrypted: Rule = {
  id: 'queue-encrypted',
  title: 'Queues are encrypted',
  why: 'Messages carry what applications know: addresses, orders, tokens.',
  remedy: 'Set kms_master_key_id, or sqs_managed_sse_enabled.',
  severity: 'error',
  also: ['CKV_AWS_27', 'SQSQueueSSE'],
  check: each(['aws_sqs_queue'], ({ config }) =>
    isGiven(config['kms_master_key_id']) || isOn(config['sqs_managed_sse_enabled']) ? undefined : 'is not encrypted',
  ),
};
