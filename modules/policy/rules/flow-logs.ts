import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';

export const flowLogs: Rule = {
  id: 'flow-logs',
  title: 'A VPC keeps flow logs',
  why: 'Without them nobody can say who talked to whom: after an incident, or before an old address is switched off.',
  remedy: 'Add aws_flow_log for the VPC, traffic type ALL.',
  severity: 'error',
  also: ['CKV2_AWS_11', 'VPCFlowLogsEnabled'],
  check: each(['aws_vpc'], (vpc, { of }) =>
    of('aws_flow_log').some(({ config }) => refersTo(config['vpc_id'], vpc)) ? undefined : 'has no flow logs',
  ),
};
