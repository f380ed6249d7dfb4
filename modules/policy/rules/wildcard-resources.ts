import { identityStatements } from '../iam.js';
import type { Rule } from '../rule.js';

/** Reading what exists; what has no resource level (Service Authorization Reference); what the agent of Systems Manager says of its own machine. */
const harmless =
  /^[a-z0-9-]+:(Describe|List|Get|View|Search|Lookup|BatchGet|Check|Estimate|Simulate)|^(ssmmessages|ec2messages):|^cloudwatch:PutMetricData$|^xray:Put|^ssm:(Put(Inventory|ComplianceItems|ConfigurePackageResult)|Update(InstanceInformation|AssociationStatus|InstanceAssociationStatus))$/;

export const wildcardResources: Rule = {
  id: 'wildcard-resources',
  title: 'What changes things is allowed on named resources',
  why: 'A role that may write everywhere makes one stolen token an incident of the whole account.',
  remedy: 'Name the resources, or limit the statement by a condition.',
  severity: 'error',
  also: ['CKV_AWS_290', 'CKV_AWS_355', 'CKV_AWS_356', 'IAMNoWildcardPermissions'],
  check: (template) =>
    identityStatements(template).flatMap(({ resource, statement: { effect, actions, resources, conditional } }) =>
      effect === 'Allow' && resources.includes('*') && !conditional
        ? actions
            .filter((action) => !harmless.test(action))
            .map((action) => ({ address: resource.address, message: `allows ${action} on every resource` }))
        : [],
    ),
};
