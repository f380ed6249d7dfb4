import { Route53Record } from '#aws/route53-record';
import { Construct } from 'constructs';
import { resolvedAt } from '../core/index.js';
import { checkDnsName } from './names.js';

/** A load balancer, as an alias names it. */
export interface AliasTarget {
  readonly dnsName: string;
  readonly zoneId: string;
}

export interface AliasRecordProps {
  /** Id of the hosted zone. */
  readonly zone: string;
  /** The whole name, without final dot. */
  readonly name: string;
  readonly target: AliasTarget;
}

/**
 * A name that answers with the addresses of a load balancer, such as a preview host. The target's health is not asked: one product's outage must
 * not take a name off a load balancer, and without a second record there is nothing to fail over to.
 */
export class AliasRecord extends Construct {
  readonly record: Route53Record;
  readonly name: string;

  constructor(scope: Construct, id: string, { zone, name, target }: AliasRecordProps) {
    super(scope, id);
    resolvedAt(this, () => {
      checkDnsName(name, 'name');
    });
    this.name = name;
    this.record = new Route53Record(this, 'a', {
      zoneId: zone,
      name,
      type: 'A',
      alias: { name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: false },
    });
  }
}
