import type { Resource, Template } from './template.js';
import { blocks, isOn, numberOf, texts } from './values.js';
import type { Config } from './values.js';

/** A rule of a security group that lets somebody in. */
export interface Ingress {
  readonly resource: Resource;
  readonly from: number;
  readonly to: number;
  /** Whether all of the internet. */
  readonly world: boolean;
}

const everywhere = (config: Config): boolean =>
  ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks']
    .flatMap((name) => texts(config[name]))
    .some((cidr) => cidr === '0.0.0.0/0' || cidr === '::/0');

function ingress(resource: Resource, config: Config): Ingress {
  const all = config['ip_protocol'] === '-1' || config['protocol'] === '-1' || config['protocol'] === 'all';
  return {
    resource,
    from: all ? 0 : (numberOf(config['from_port']) ?? 0),
    to: all ? 65_535 : (numberOf(config['to_port']) ?? 65_535),
    world: everywhere(config),
  };
}

/** Every way in, of whatever kind of resource it was written in. */
export function ingressRules(template: Template): readonly Ingress[] {
  return [
    ...template.of('aws_vpc_security_group_ingress_rule').map((resource) => ingress(resource, resource.config)),
    ...template
      .of('aws_security_group_rule')
      .filter(({ config }) => config['type'] === 'ingress')
      .map((resource) => ingress(resource, resource.config)),
    ...template
      .of('aws_security_group', 'aws_default_security_group')
      .flatMap((resource) => blocks(resource.config['ingress']).map((block) => ingress(resource, block))),
  ];
}

/** The ports of a list that a rule opens to the internet. */
export function openPorts(template: Template, ports: Readonly<Record<number, string>>) {
  return ingressRules(template).flatMap(({ resource, from, to, world }) =>
    Object.entries(ports).flatMap(([port, name]) =>
      world && from <= Number(port) && Number(port) <= to
        ? [{ address: resource.address, message: `port ${port} (${name}) is open to the internet` }]
        : [],
    ),
  );
}

/** Whether a load balancer answers the internet. */
export function faces({ config }: Resource): 'internet' | 'inside' {
  return isOn(config['internal']) ? 'inside' : 'internet';
}
