import { each } from '../rule.js';
import type { Rule } from '../rule.js';

export const publicAddressByDefault: Rule = {
  id: 'public-address-by-default',
  title: 'Nothing gets a public address by accident',
  why: 'A subnet that hands out public addresses puts whatever is started there on the internet.',
  remedy: 'Set map_public_ip_on_launch to false; load balancers and NAT gateways have addresses of their own.',
  severity: 'error',
  also: ['CKV_AWS_130', 'VPCSubnetAutoAssignPublicIpDisabled'],
  check: each(['aws_subnet', 'aws_default_subnet'], ({ config }) =>
    config['map_public_ip_on_launch'] === true ? 'gives public addresses to all that starts in it' : undefined,
  ),
};
