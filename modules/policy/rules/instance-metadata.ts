import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isExpression } from '../values.js';

export const instanceMetadata: Rule = {
  id: 'instance-metadata',
  title: 'Instances answer metadata requests with a token only (IMDSv2)',
  why: 'Version 1 hands the role of the server to anyone who can make it fetch an address: the way most cloud breaches went.',
  remedy: 'Set metadata_options { http_tokens = "required" }.',
  severity: 'error',
  also: ['CKV_AWS_79', 'EC2IMDSv2Enabled'],
  check: each(['aws_instance', 'aws_launch_template', 'aws_launch_configuration'], ({ config }) =>
    blocks(config['metadata_options']).some(({ http_tokens: tokens }) => tokens === 'required' || isExpression(tokens))
      ? undefined
      : 'answers without a token',
  ),
};
