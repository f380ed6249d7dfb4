import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refusesPlaintext } from '../tls.js';

export const topicTls: Rule = {
  id: 'topic-tls',
  title: 'Topics refuse plain HTTP',
  why: 'One publisher without TLS sends its credentials and messages in the clear.',
  remedy: 'Deny sns:Publish where aws:SecureTransport is false.',
  severity: 'warning',
  also: ['SNSTopicSSLPublishOnly'],
  check: each(['aws_sns_topic'], (topic, template) =>
    refusesPlaintext(template, topic, ['aws_sns_topic_policy'], 'arn') ? undefined : 'answers plain HTTP',
  ),
};
