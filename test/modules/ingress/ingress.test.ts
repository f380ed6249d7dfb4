import { describe, expect, it } from '@jest/globals';
import { TerraformOutput } from '#cdktf';
import { Ingress, resolveIngress, tlsPolicy } from '../../../modules/ingress/index.js';
import type { IngressProps, IngressSpec } from '../../../modules/ingress/index.js';
import { anEnvironment, inClass, synth, thresholdsOf } from '../../support/synth.js';
import type { Template } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555';
const allocations = { 'us-east-1a': 'eipalloc-a', 'us-east-1b': 'eipalloc-b' };
const web = { certificate, targets: { web: { kind: 'service', port: 8080 } }, routes: { '/': 'web' } } as const;
const open = { kind: 'public', ...web } as const;
const fixed = { kind: 'static', allocations, ...web } as const;
const legacy = { addresses: ['192.168.0.10', '192.168.0.11'] };

function anIngress(
  spec: IngressSpec & Pick<IngressProps, 'alarms' | 'overrides'>,
  environment = anEnvironment(),
): Template {
  return synth((scope) => {
    new Ingress(scope, 'ingress', { environment, product: 'storefront', ...spec });
  });
}

const idOf = (template: Template, type: string, part: string) => {
  const id = Object.keys(template.all(type)).find((key) => key.includes(part));
  return `\${${type}.${id ?? 'none'}`;
};
const ports = (template: Template, type: string) =>
  Object.values(template.all(type)).map(({ from_port: port, cidr_ipv4: cidr }) => ({ port, cidr }));

const targetName = (port: number) =>
  String(anIngress({ ...open, targets: { web: { kind: 'service', port } } }).one('aws_lb_target_group')['name']);

describe('the smallest ingress', () => {
  const template = anIngress(
    { kind: 'public', targets: { web: { kind: 'service', port: 8080 } }, routes: { '/': 'web' } },
    inClass('development'),
  );

  it('is an ALB in the public subnets that speaks HTTP', () => {
    expect(template.one('aws_lb')).toMatchObject({
      load_balancer_type: 'application',
      internal: false,
      subnets: ['subnet-public-a', 'subnet-public-b'],
      enable_deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(template.one('aws_lb_listener')).toMatchObject({
      port: 80,
      protocol: 'HTTP',
      default_action: [{ type: 'fixed-response', fixed_response: { status_code: '404' } }],
    });
  });

  it('is open to everyone at that port', () => {
    expect(ports(template, 'aws_vpc_security_group_ingress_rule')).toEqual([{ port: 80, cidr: '0.0.0.0/0' }]);
  });

  it('lets nothing out but what a target asks for', () => {
    expect(template.count('aws_vpc_security_group_egress_rule')).toBe(0);
  });
});

describe('an ALB in production', () => {
  const template = anIngress(open);

  it('has the defaults of the table', () => {
    expect(template.one('aws_lb')).toMatchObject({
      drop_invalid_header_fields: true,
      desync_mitigation_mode: 'defensive',
      idle_timeout: 60,
      enable_deletion_protection: true,
      access_logs: { enabled: true, bucket: anEnvironment().logBucket, prefix: 'storefront-alb' },
      lifecycle: { prevent_destroy: true },
    });
  });

  it('speaks TLS, and redirects what comes without', () => {
    expect(template.find('aws_lb_listener', 'ingress_application_https')).toMatchObject({
      port: 443,
      protocol: 'HTTPS',
      ssl_policy: tlsPolicy,
      certificate_arn: certificate,
      default_action: [{ type: 'fixed-response', fixed_response: { status_code: '404', content_type: 'text/plain' } }],
    });
    expect(template.find('aws_lb_listener', 'ingress_application_http_')).toMatchObject({
      default_action: [{ type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } }],
    });
    expect(tlsPolicy).toBe('ELBSecurityPolicy-TLS13-1-2-2021-06');
  });

  it('routes a path to its target', () => {
    expect(template.one('aws_lb_listener_rule')).toMatchObject({
      listener_arn: `${idOf(template, 'aws_lb_listener', 'https')}.arn}`,
      priority: 49_654,
      condition: [{ path_pattern: { values: ['/*'] } }],
      action: [{ type: 'forward', target_group_arn: `${idOf(template, 'aws_lb_target_group', 'web')}.arn}` }],
    });
  });

  it('has target groups with the defaults of the table', () => {
    expect(template.one('aws_lb_target_group')).toMatchObject({
      target_type: 'ip',
      port: 8080,
      protocol: 'HTTP',
      deregistration_delay: '30',
      health_check: {
        path: '/',
        matcher: '200-299',
        interval: 15,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      lifecycle: { create_before_destroy: true },
    });
  });

  const thresholds = {
    'alb-target-5xx': 1,
    'alb-alb-5xx': 10,
    'alb-latency-p95': 1,
    'alb-rejected': 0,
    'alb-target-connections': 10,
    'target-web-unhealthy': 0,
    'target-web-none-healthy': 1,
  };

  it('rings by the thresholds of its class', () => {
    expect(thresholdsOf(template, 'storefront-ingress')).toEqual(thresholds);
  });

  it('rings when 3 of 5 minutes are bad; for a single unhealthy target 5 of 10', () => {
    expect(template.find('aws_cloudwatch_metric_alarm', 'ingress_alarms-alb_rejected')).toMatchObject({
      datapoints_to_alarm: 3,
      evaluation_periods: 5,
    });
    expect(template.find('aws_cloudwatch_metric_alarm', 'ingress_alarms-web_unhealthy')).toMatchObject({
      datapoints_to_alarm: 5,
      evaluation_periods: 10,
    });
  });

  it('counts errors of the application as a share, from 20 requests a minute on', () => {
    expect(template.find('aws_cloudwatch_metric_alarm', 'ingress_alarms-alb_target-5xx')['metric_query']).toMatchObject(
      [
        { expression: 'IF(requests >= 20, 100 * FILL(failed, 0) / requests, 0)', return_data: true },
        { id: 'requests', metric: { metric_name: 'RequestCount', stat: 'Sum' } },
        { id: 'failed', metric: { metric_name: 'HTTPCode_Target_5XX_Count', stat: 'Sum' } },
      ],
    );
  });

  it('rings by other thresholds where it is told so, or not at all', () => {
    const alb = { rejected: false, 'latency-p95': { threshold: 3 } } as const;
    const alarms = { alb, targets: { web: { unhealthy: false } } } as const;
    const { 'alb-rejected': _, 'target-web-unhealthy': __, ...rest } = thresholds;
    expect(thresholdsOf(anIngress({ ...open, alarms }), 'storefront-ingress')).toEqual({
      ...rest,
      'alb-latency-p95': 3,
    });
  });

  it.each([
    ['production', 1, 10, 1],
    ['staging', 5, 50, 2],
    ['development', 10, 100, 5],
    ['ephemeral', 10, 100, 5],
  ] as const)('in class %s rings at %d %% errors, %d of the ALB, %d s', (kind, percent, errors, seconds) => {
    expect(thresholdsOf(anIngress(open, inClass(kind)), 'storefront-ingress')).toMatchObject({
      'alb-target-5xx': percent,
      'alb-alb-5xx': errors,
      'alb-latency-p95': seconds,
    });
  });
});

describe('a static ingress', () => {
  const template = anIngress(fixed);

  it('has the Elastic IPs on its NLB, and a security group from the beginning', () => {
    expect(template.find('aws_lb', 'ingress_network')).toMatchObject({
      load_balancer_type: 'network',
      subnet_mapping: [
        { allocation_id: 'eipalloc-a', subnet_id: 'subnet-public-a' },
        { allocation_id: 'eipalloc-b', subnet_id: 'subnet-public-b' },
      ],
      security_groups: [`${idOf(template, 'aws_security_group', 'network')}.id}`],
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('keeps the ALB inside, reached by the NLB alone', () => {
    expect(template.find('aws_lb', 'ingress_application')).toMatchObject({
      internal: true,
      subnets: ['subnet-private-a', 'subnet-private-b'],
    });
    const rules = Object.values(template.all('aws_vpc_security_group_ingress_rule'));
    const alb = `${idOf(template, 'aws_security_group', 'application')}.id}`;
    expect(rules.filter(({ security_group_id: id }) => id === alb)).toEqual([
      expect.objectContaining({ from_port: 443, referenced_security_group_id: expect.stringContaining('network') }),
      expect.objectContaining({ from_port: 80, referenced_security_group_id: expect.stringContaining('network') }),
    ]);
  });

  it.each([443, 80])('hands port %d on to the same port of the ALB, whose own health decides', (port) => {
    expect(template.find('aws_lb_target_group', `ingress_network_target-${port}`)).toMatchObject({
      target_type: 'alb',
      protocol: 'TCP',
      port,
      health_check: {
        protocol: port === 443 ? 'HTTPS' : 'HTTP',
        path: '/.well-known/load-balancer',
        matcher: '200-399',
      },
    });
    expect(template.find('aws_lb_listener', `ingress_network_listener-${port}`)).toMatchObject({
      port,
      protocol: 'TCP',
    });
    expect(template.find('aws_lb_target_group_attachment', `ingress_network_alb-${port}`)).toMatchObject({
      target_id: `${idOf(template, 'aws_lb', 'application')}.arn}`,
      depends_on: [expect.stringContaining(port === 443 ? 'application_https' : 'application_http_')],
    });
  });

  it('answers the NLB itself, before every route', () => {
    expect(template.find('aws_lb_listener_rule', 'ingress_application_alive')).toMatchObject({
      priority: 1,
      action: [{ type: 'fixed-response', fixed_response: { status_code: '200' } }],
    });
  });

  it('may have an address in one zone only', () => {
    const { routes, targets } = fixed;
    const one = anIngress({
      kind: 'static',
      allocations: { 'us-east-1a': 'eipalloc-a' },
      certificate,
      routes,
      targets,
    });
    expect(one.find('aws_lb', 'ingress_network')['subnet_mapping']).toHaveLength(1);
    expect(one.find('aws_lb', 'ingress_application')['subnets']).toHaveLength(2);
  });

  it('rings when the addresses lead nowhere', () => {
    const names = Object.values(template.all('aws_cloudwatch_metric_alarm')).map(({ alarm_name: name }) => name);
    expect(names).toContain('utah-outfitters-prod-storefront-ingress-nlb-unreachable');
    expect(names).toContain('utah-outfitters-prod-storefront-ingress-nlb-ports');
  });
});

describe('the way to the datacenter by connections', () => {
  const only = { kind: 'static', allocations, targets: {}, routes: {} } as const;

  it('needs neither a certificate nor a route', () => {
    const template = anIngress({ ...only, passThrough: legacy });
    expect(template.find('aws_lb_target_group', 'ingress_network_legacy')).toMatchObject({
      target_type: 'ip',
      protocol: 'TCP',
      port: 443,
      preserve_client_ip: 'false',
      proxy_protocol_v2: false,
      health_check: { protocol: 'TCP' },
    });
    expect(template.find('aws_lb_listener', 'ingress_network_listener-443')['default_action']).toEqual([
      { type: 'forward', target_group_arn: `${idOf(template, 'aws_lb_target_group', 'legacy')}.arn}` },
    ]);
  });

  it('reaches each address outside the VPC, and nothing else there', () => {
    const template = anIngress({ ...only, passThrough: legacy });
    expect(
      Object.values(template.all('aws_lb_target_group_attachment')).filter((a) => a['availability_zone'] === 'all'),
    ).toEqual(legacy.addresses.map((address) => expect.objectContaining({ target_id: address, port: 443 })));
    expect(ports(template, 'aws_vpc_security_group_egress_rule')).toEqual(
      expect.arrayContaining(legacy.addresses.map((address) => ({ port: 443, cidr: `${address}/32` }))),
    );
  });

  it('shares connections with the application by weight, and gives legacy their source on demand', () => {
    const template = anIngress({ ...fixed, passThrough: { ...legacy, weight: 90, proxyProtocol: 'v2' } });
    expect(template.find('aws_lb_listener', 'ingress_network_listener-443')['default_action']).toEqual([
      {
        type: 'forward',
        forward: {
          target_group: [
            { arn: `${idOf(template, 'aws_lb_target_group', 'network_legacy')}.arn}`, weight: 90 },
            { arn: `${idOf(template, 'aws_lb_target_group', 'network_target-443')}.arn}`, weight: 10 },
          ],
        },
      },
    ]);
    expect(template.find('aws_lb_target_group', 'ingress_network_legacy')['proxy_protocol_v2']).toBe(true);
  });

  it('rings for the side that has the connections', () => {
    const template = anIngress({ ...only, passThrough: legacy });
    const alarm = template.find(
      'aws_cloudwatch_metric_alarm',
      'utah-outfitters-prod-storefront-ingress-nlb-unreachable',
    );
    expect(alarm['dimensions']).toMatchObject({
      TargetGroup: `${idOf(template, 'aws_lb_target_group', 'network_legacy')}.arn_suffix}`,
    });
  });
});

describe('a target in the datacenter', () => {
  it('is spoken to by TLS at port 443, at its addresses', () => {
    const template = anIngress({
      ...open,
      targets: { old: { kind: 'legacy', port: 443, ...legacy } },
      routes: { '/': 'old' },
    });
    expect(template.one('aws_lb_target_group')).toMatchObject({ target_type: 'ip', protocol: 'HTTPS', port: 443 });
    expect(Object.values(template.all('aws_lb_target_group_attachment'))).toEqual(
      legacy.addresses.map((address) => expect.objectContaining({ target_id: address, availability_zone: 'all' })),
    );
    expect(ports(template, 'aws_vpc_security_group_egress_rule')).toEqual(
      legacy.addresses.map((address) => ({ port: 443, cidr: `${address}/32` })),
    );
  });

  it('shares a path with a service by weight', () => {
    const template = anIngress({
      ...open,
      targets: { ...web.targets, old: { kind: 'legacy', port: 80, ...legacy } },
      routes: { '/': { web: 5, old: 95 } },
    });
    expect(template.one('aws_lb_listener_rule')['action']).toEqual([
      {
        type: 'forward',
        forward: {
          target_group: [
            { arn: `${idOf(template, 'aws_lb_target_group', 'web')}.arn}`, weight: 5 },
            { arn: `${idOf(template, 'aws_lb_target_group', 'old')}.arn}`, weight: 95 },
          ],
        },
      },
    ]);
  });
});

describe('an internal ingress', () => {
  const template = anIngress({ ...web, kind: 'internal', from: { office: '192.168.0.0/16' } });

  it('is an ALB in the private subnets', () => {
    expect(template.one('aws_lb')).toMatchObject({ internal: true, subnets: ['subnet-private-a', 'subnet-private-b'] });
  });

  it('is open to those who are named', () => {
    expect(ports(template, 'aws_vpc_security_group_ingress_rule')).toEqual([
      { port: 443, cidr: '192.168.0.0/16' },
      { port: 80, cidr: '192.168.0.0/16' },
    ]);
  });

  it('is else open to the VPC', () => {
    expect(resolveIngress({ ...web, kind: 'internal' }, anEnvironment()).from).toEqual([['vpc', '10.20.0.0/16']]);
  });
});

describe('what a service or fleet registers in', () => {
  const template = synth((scope) => {
    const ingress = new Ingress(scope, 'ingress', {
      environment: anEnvironment(),
      product: 'storefront',
      ...open,
      targets: { ...web.targets, api: { kind: 'service', port: 1 } },
      routes: { '/': 'web', '/a': 'api', '/b': { api: 1, web: 1 } },
    });
    const { after, ...rest } = ingress.target('web');
    new TerraformOutput(scope, 'target', { value: { ...rest, after: after.map(({ fqn }) => fqn) }, staticId: true });
  });

  it('says who calls, what CloudWatch calls it, and which rules must be there before', () => {
    const rules = Object.entries(template.all('aws_lb_listener_rule'));
    const rule = (path: string) =>
      rules.find(([, { condition }]) => JSON.stringify(condition).includes(path))?.[0] ?? '';
    expect(template.json['output']).toEqual({
      target: {
        value: {
          arn: `${idOf(template, 'aws_lb_target_group', 'target-web')}.arn}`,
          metric: `${idOf(template, 'aws_lb_target_group', 'target-web')}.arn_suffix}`,
          securityGroup: `${idOf(template, 'aws_security_group', 'application')}.id}`,
          loadBalancer: `${idOf(template, 'aws_lb', 'application')}.arn_suffix}`,
          after: [`\${aws_lb_listener_rule.${rule('"/*"')}}`, `\${aws_lb_listener_rule.${rule('"/b"')}}`],
        },
      },
    });
  });
});

describe('one more', () => {
  const before = anIngress(fixed);

  it.each<[string, IngressSpec]>([
    ['route', { ...fixed, routes: { '/api': 'web', ...web.routes } }],
    ['target', { ...fixed, targets: { api: { kind: 'service', port: 1 }, ...web.targets } }],
    [
      'target and route',
      { ...fixed, targets: { api: { kind: 'fleet', port: 1 }, ...web.targets }, routes: { '/a': 'api', '/': 'web' } },
    ],
    ['client network', { ...fixed, from: { other: '198.51.100.0/24', everyone: '0.0.0.0/0' } }],
    ['certificate', { ...fixed, moreCertificates: { other: certificate } }],
    ['web ACL', { ...fixed, waf: 'arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/1' }],
  ])('%s changes nothing else', (_, spec) => {
    const after = anIngress(spec);
    expect(touched(before, after)).toEqual([]);
    expect(added(before, after)).not.toEqual([]);
  });

  it('zone with an address changes the NLB alone, in place', () => {
    const one = anIngress({ ...fixed, allocations: { 'us-east-1a': 'eipalloc-a' } });
    expect(touched(one, before)).toEqual([expect.stringMatching(/^aws_lb\.ingress_network_nlb/)]);
  });
});

describe('names', () => {
  it('have at most 32 characters, which is what AWS takes', () => {
    const template = anIngress(fixed);
    for (const type of ['aws_lb', 'aws_lb_target_group'])
      for (const { name } of Object.values(template.all(type))) expect(String(name).length).toBeLessThanOrEqual(32);
  });

  it('of a target group change with what cannot be changed in place, so that the new one can be made first', () => {
    expect(targetName(8080)).not.toBe(targetName(8081));
  });
});

describe('overrides', () => {
  it('come last', () => {
    const template = anIngress({
      ...fixed,
      overrides: {
        alb: { idleTimeout: 120 },
        nlb: { enableCrossZoneLoadBalancing: false },
        https: { sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06' },
        targetGroups: { web: { slowStart: 60 } },
        routes: { '/': { priority: 9 } },
      },
    });
    expect(template.find('aws_lb', 'ingress_application')['idle_timeout']).toBe(120);
    expect(template.find('aws_lb', 'ingress_network')['enable_cross_zone_load_balancing']).toBe(false);
    expect(template.find('aws_lb_listener', 'ingress_application_https')['ssl_policy']).toMatch(/TLS13-1-3/);
    expect(template.find('aws_lb_target_group', 'ingress_application')['slow_start']).toBe(60);
    expect(template.find('aws_lb_listener_rule', 'ingress_application_route')['priority']).toBe(9);
  });
});

describe('bad input', () => {
  const { certificate: _, ...plain } = web;
  const target = { kind: 'service', port: 8080 } as const;
  it.each<[string, IngressSpec]>([
    ['ingress: production speaks TLS only; give the ARN of an issued certificate', { kind: 'public', ...plain }],
    ["no route; write what answers: routes: { '/': 'web' }", { ...open, routes: {} }],
    [
      'no subnet in us-east-1z; the environment has us-east-1a, us-east-1b',
      { ...open, azs: ['us-east-1z', 'us-east-1a'] },
    ],
    ['only us-east-1a; an ALB needs subnets in two availability zones', { ...open, azs: ['us-east-1a'] }],
    ['no availability zone', { ...fixed, allocations: {} }],
    ['target web: port 0; write 1 to 65535', { ...open, targets: { web: { ...target, port: 0 } } }],
    ['target web: health path healthz', { ...open, targets: { web: { ...target, health: { path: 'healthz' } } } }],
    ['target web: health path /${a}', { ...open, targets: { web: { ...target, health: { path: '/${a}' } } } }],
    ['make the timeout shorter', { ...open, targets: { web: { ...target, health: { timeoutSeconds: 15 } } } }],
    [
      'target web: web01 is not an IPv4 address',
      { ...open, targets: { web: { kind: 'legacy', port: 1, addresses: ['web01'] } } },
    ],
    ['target web: no address', { ...open, targets: { web: { kind: 'legacy', port: 1, addresses: [] } } }],
    ['passThrough: no address', { ...fixed, passThrough: { addresses: [] } }],
    ['passThrough: weight 101', { ...fixed, passThrough: { ...legacy, weight: 101 } }],
    [
      'which needs a certificate',
      { kind: 'static', allocations, targets: {}, routes: {}, passThrough: { ...legacy, weight: 50 } },
    ],
  ])('is refused: %s', (message, spec) => {
    expect(() => anIngress(spec)).toThrow(message);
  });

  it('names the targets that there are', () => {
    expect(() =>
      synth((scope) => {
        new Ingress(scope, 'ingress', { environment: anEnvironment(), product: 'storefront', ...open }).target('wbe');
      }),
    ).toThrow('there is no target wbe; there are web');
  });
});
