import type { Route53HealthCheckConfig } from '#aws/route53-health-check';
import { Route53HealthCheck } from '#aws/route53-health-check';
import { Construct } from 'constructs';
import type { Deletion, EnvironmentRef } from '../core/index.js';
import { allow, checkName, classDefaults, PrivateBucket, resolvedAt, resourceName, to } from '../core/index.js';

/**
 * Where Route 53's health checkers ask from: `aws route53 get-checker-ip-ranges`, the same ranges in every account. A check fails only when fewer
 * than 18 % of the checkers get through, so that a new range does no harm.
 */
export const healthCheckers: readonly string[] = [
  '15.177.0.0/18',
  '54.183.255.128/26',
  '54.228.16.0/26',
  '54.232.40.64/26',
  '54.241.32.64/26',
  '54.243.31.192/26',
  '54.244.52.192/26',
  '54.245.168.0/26',
  '54.248.220.0/26',
  '54.250.253.192/26',
  '54.251.31.128/26',
  '54.252.79.128/26',
  '54.252.254.192/26',
  '54.255.254.192/26',
  '107.23.255.0/26',
  '176.34.159.192/26',
  '177.71.207.128/26',
];

/** The object's key. */
const key = 'on';

export interface KillSwitchProps {
  readonly environment: Pick<EnvironmentRef, 'company' | 'name' | 'class' | 'account' | 'region'>;
  readonly product: string;
  /** @default refused in production and staging, allowed in development and ephemeral environments */
  readonly deletion?: Deletion;
  /** Merged last into the health check. */
  readonly overrides?: Partial<Route53HealthCheckConfig>;
}

/**
 * The way back that needs no call to Route 53: a health check of an object that an operator puts and deletes. While a record of AWS hangs on it,
 * deleting the object sends every answer to legacy within 90 s and the TTL. It knows nothing of the application's health.
 *
 * The object belongs to the operator, never to the stack: a deployment would put it back and with it the traffic, in the middle of an incident.
 * So it is off until somebody puts it, which is the safe side: `printf on | aws s3 cp - <object>`.
 */
export class KillSwitch extends Construct {
  readonly bucket: PrivateBucket;
  readonly healthCheck: Route53HealthCheck;
  /** `s3://bucket/on` */
  readonly object: string;

  constructor(scope: Construct, id: string, props: KillSwitchProps) {
    super(scope, id);
    const { environment, product } = props;
    resolvedAt(this, () => {
      checkName(product, 'product');
    });
    const deletion = props.deletion ?? classDefaults[environment.class].deletion;
    const name = resourceName(environment, [product, 'switch', environment.account], 63);
    this.bucket = new PrivateBucket(this, 'bucket', {
      name,
      deletion,
      // The only way in without credentials: one object, from fixed networks, which S3 does not count as public.
      statements: (arn) => [
        to('anyone', allow(['s3:GetObject'], [`${arn}/${key}`], { IpAddress: { 'aws:SourceIp': healthCheckers } })),
      ],
    });
    this.healthCheck = new Route53HealthCheck(this, 'health-check', {
      type: 'HTTPS',
      fqdn: `${this.bucket.bucket.id}.s3.${environment.region}.amazonaws.com`,
      port: 443,
      enableSni: true,
      resourcePath: `/${key}`,
      requestInterval: 30,
      failureThreshold: 3,
      tags: { Name: resourceName(environment, [product, 'kill-switch'], 255) },
      ...(deletion === 'refused' && { lifecycle: { preventDestroy: true } }),
      ...props.overrides,
    });
    this.object = `s3://${this.bucket.bucket.id}/${key}`;
  }
}
