import { VpcSecurityGroupEgressRule } from '#aws/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '#aws/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import type { Reach } from './use.js';

/**
 * Lets one security group reach a port of another: both rules, each by itself and named, so that adding one changes no other.
 * The id of the construct is the name of what is reached.
 */
export class Connection extends Construct {
  constructor(scope: Construct, id: string, props: { readonly from: string; readonly to: Reach }) {
    super(scope, id);
    const { from, to } = props;
    new VpcSecurityGroupEgressRule(this, 'out', {
      securityGroupId: from,
      referencedSecurityGroupId: to.securityGroup,
      ipProtocol: 'tcp',
      fromPort: to.port,
      toPort: to.port,
      description: to.why,
    });
    new VpcSecurityGroupIngressRule(this, 'in', {
      securityGroupId: to.securityGroup,
      referencedSecurityGroupId: from,
      ipProtocol: 'tcp',
      fromPort: to.port,
      toPort: to.port,
      description: to.why,
    });
  }
}
