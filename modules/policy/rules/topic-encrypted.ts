import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const topicEncrypted: Rule = {
  id: 'topic-encrypted',
  title: 'Topics are encrypted',
  why: 'Messages of a topic lie on disks until they are delivered.',
  remedy: 'Set kms_master_key_id to a key that the publishing services may use.',
  severity: 'error',
  also: ['CKV_AWS_26', 'SNSEncryptedKMS'],
  check: each(['aws_sns_topic'], ({ config }) =>
    isGiven(config['kms_master_key_id']) ? undefined : 'is not encrypted',
  ),
};
