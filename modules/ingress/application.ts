import { Lb } from '#aws/lb';
import type { LbConfig } from '#aws/lb';
import { LbListener } from '#aws/lb-listener';
import type { LbListenerConfig } from '#aws/lb-listener';
import { LbListenerCertificate } from '#aws/lb-listener-certificate';
import { LbListenerRule } from '#aws/lb-listener-rule';
import type { LbListenerRuleAction, LbListenerRuleConfig } from '#aws/lb-listener-rule';
import type { LbTargetGroupConfig } from '#aws/lb-target-group';
import { SecurityGroup } from '#aws/security-group';
import { Wafv2WebAclAssociation } from '#aws/wafv2-web-acl-association';
import { Construct } from 'constructs';
import { keptBy, resourceName } from '../core/index.js';
import type { EnvironmentRef } from '../core/index.js';
import type { IngressSettings, IngressSpec } from './resolve.js';
import type { Route } from './routes.js';
import type { TargetRef } from './target-group.js';
import { LegacyRules, TargetGroup } from './target-group.js';

/** TLS 1.2 and 1.3, forward secrecy only. */
export const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** Path that the ALB itself answers, for the NLB before it: the NLB's health is the ALB's, not the application's. */
export const aliveRule = { path: '/.well-known/load-balancer', priority: 1 } as const;

/** Arguments merged last, shallow: a block given here replaces the whole block. */
export interface ApplicationOverrides {
  readonly alb?: Partial<LbConfig>;
  readonly http?: Partial<LbListenerConfig>;
  readonly https?: Partial<LbListenerConfig>;
  /** By target. */
  readonly targetGroups?: Readonly<Record<string, Partial<LbTargetGroupConfig>>>;
  /** By path. */
  readonly routes?: Readonly<Record<string, Partial<LbListenerRuleConfig>>>;
}

export interface ApplicationBalancerProps {
  readonly environment: EnvironmentRef;
  readonly product: string;
  readonly spec: Pick<IngressSpec, 'kind' | 'certificate' | 'moreCertificates' | 'waf'>;
  readonly settings: IngressSettings;
  readonly overrides: ApplicationOverrides;
}

/** The ALB: TLS, redirects, routes, target groups, access logs. */
export class ApplicationBalancer extends Construct {
  readonly group: SecurityGroup;
  readonly alb: Lb;
  readonly http: LbListener;
  readonly https?: LbListener;
  readonly targetGroups: Readonly<Record<string, TargetGroup>>;
  readonly routes: Readonly<Record<string, LbListenerRule>>;
  readonly #settings: IngressSettings;

  constructor(scope: Construct, id: string, props: ApplicationBalancerProps) {
    super(scope, id);
    const { environment, product, spec, settings, overrides } = props;
    this.#settings = settings;
    this.group = new SecurityGroup(this, 'group', {
      name: resourceName(environment, [product, 'ingress', 'alb'], 255),
      description: `ALB of ${product}`,
      vpcId: environment.vpc,
    });
    this.alb = new Lb(this, 'alb', {
      name: resourceName(environment, [product, 'alb'], 32),
      loadBalancerType: 'application',
      internal: spec.kind !== 'public',
      subnets: subnetsOf(environment, spec.kind, settings.azs),
      securityGroups: [this.group.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'defensive',
      idleTimeout: settings.idleSeconds,
      enableDeletionProtection: settings.deletion === 'refused',
      accessLogs: { enabled: true, bucket: environment.logBucket, prefix: `${product}-alb` },
      lifecycle: keptBy(settings.deletion),
      ...overrides.alb,
    });
    this.targetGroups = Object.fromEntries(
      settings.targets.map((target) => {
        const override = overrides.targetGroups?.[target.name];
        const group = new TargetGroup(this, `target-${target.name}`, {
          environment,
          product,
          target,
          ...(override !== undefined && { overrides: override }),
        });
        if (target.addresses.length > 0)
          new LegacyRules(group, 'rules', { from: this.group.id, addresses: target.addresses, port: target.port });
        return [target.name, group];
      }),
    );
    const notFound = fixedAnswer('404', 'Not found');
    const { certificate } = spec;
    this.http = new LbListener(this, 'http', {
      loadBalancerArn: this.alb.arn,
      port: 80,
      protocol: 'HTTP',
      defaultAction: [
        certificate === undefined
          ? notFound
          : { type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } },
      ],
      ...overrides.http,
    });
    if (certificate !== undefined)
      this.https = new LbListener(this, 'https', {
        loadBalancerArn: this.alb.arn,
        port: 443,
        protocol: 'HTTPS',
        sslPolicy: tlsPolicy,
        certificateArn: certificate,
        defaultAction: [notFound],
        ...overrides.https,
      });
    const listener = this.https ?? this.http;
    for (const [name, certificateArn] of Object.entries(spec.moreCertificates ?? {}))
      new LbListenerCertificate(this, `certificate-${name}`, { listenerArn: listener.arn, certificateArn });
    if (spec.kind === 'static')
      new LbListenerRule(this, 'alive', {
        listenerArn: listener.arn,
        priority: aliveRule.priority,
        action: [fixedAnswer('200', 'OK')],
        condition: [{ pathPattern: { values: [aliveRule.path] } }],
      });
    this.routes = Object.fromEntries(
      settings.routes.map((route) => [
        route.path,
        new LbListenerRule(this, `route-${route.path}`, {
          listenerArn: listener.arn,
          priority: route.priority,
          action: [this.#forward(route)],
          condition: [
            { pathPattern: { values: [...route.patterns] } },
            ...(route.hosts.length > 0 ? [{ hostHeader: { values: [...route.hosts] } }] : []),
          ],
          ...overrides.routes?.[route.path],
        }),
      ]),
    );
    if (spec.waf !== undefined)
      new Wafv2WebAclAssociation(this, 'waf', { resourceArn: this.alb.arn, webAclArn: spec.waf });
  }

  /** @throws where there is no such target */
  target(name: string): TargetRef {
    const { group } = this.#targetGroup(name);
    return {
      arn: group.arn,
      securityGroup: this.group.id,
      metric: group.arnSuffix,
      loadBalancer: this.alb.arnSuffix,
      after: this.#settings.routes.flatMap(({ path, weights }) => {
        const rule = weights.some(([target]) => target === name) ? this.routes[path] : undefined;
        return rule === undefined ? [] : [rule];
      }),
    };
  }

  #targetGroup(name: string): TargetGroup {
    const group = this.targetGroups[name];
    if (group === undefined)
      throw new Error(`there is no target ${name}; there are ${Object.keys(this.targetGroups).join(', ') || 'none'}`);
    return group;
  }

  #forward({ weights }: Route): LbListenerRuleAction {
    const [only, ...more] = weights.map(([name, weight]) => ({ arn: this.#targetGroup(name).group.arn, weight }));
    if (only !== undefined && more.length === 0) return { type: 'forward', targetGroupArn: only.arn };
    return { type: 'forward', forward: { targetGroup: only === undefined ? [] : [only, ...more] } };
  }
}

function fixedAnswer(statusCode: string, messageBody: string) {
  return { type: 'fixed-response', fixedResponse: { contentType: 'text/plain', messageBody, statusCode } };
}

/** Behind an NLB, and inside, the ALB is in the private subnets; only a public one has addresses of the world. */
function subnetsOf(environment: EnvironmentRef, kind: IngressSpec['kind'], azs: readonly string[]): string[] {
  const there = environment.subnets[kind === 'public' ? 'public' : 'private'];
  const chosen = kind === 'static' ? Object.keys(there) : azs;
  return chosen.flatMap((az) => there[az] ?? []);
}
