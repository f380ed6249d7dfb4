import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const instancePublicAddress: Rule = {
  id: 'instance-public-address',
  title: 'Instances have no public address',
  why: 'Servers answer through load balancers and leave through NAT gateways; an address of their own goes around both.',
  remedy: 'Leave associate_public_ip_address out and place the instance in a private subnet.',
  severity: 'error',
  also: ['CKV_AWS_88', 'EC2InstanceNoPublicIp'],
  check: each(['aws_instance', 'aws_launch_template', 'aws_launch_configuration'], ({ config }) =>
    [config, ...blocks(config['network_interfaces'])].some((one) => isOn(one['associate_public_ip_address']))
      ? 'has a public address'
      : undefined,
  ),
};
