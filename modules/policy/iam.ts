import { refersTo } from './template.js';
import type { Resource, Template } from './template.js';
import { blocks, configOf, isConfig, texts } from './values.js';
import type { Config } from './values.js';

/** One statement of a policy, of whatever shape it was written in. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Also `*`. */
  readonly principals: readonly string[];
  readonly conditional: boolean;
}

const listed = (value: unknown): readonly string[] => texts(value);

const principalsOf = (value: unknown): readonly string[] =>
  isConfig(value) ? Object.values(value).flatMap(listed) : listed(value);

const fromJson = (statement: Config): PolicyStatement => ({
  effect: statement['Effect'] === 'Deny' ? 'Deny' : 'Allow',
  // NotAction and NotResource mean all others.
  actions: 'NotAction' in statement ? ['*'] : listed(statement['Action']),
  resources: 'NotResource' in statement ? ['*'] : listed(statement['Resource']),
  principals: 'NotPrincipal' in statement ? ['*'] : principalsOf(statement['Principal']),
  conditional: Object.keys(configOf(statement['Condition'])).length > 0,
});

/** Statements of a policy's JSON; none where Terraform makes it. */
export function statementsOf(policy: unknown): readonly PolicyStatement[] {
  if (typeof policy !== 'string') return [];
  try {
    return blocks(configOf(JSON.parse(policy))['Statement']).map(fromJson);
  } catch {
    return [];
  }
}

const fromDocument = (statement: Config): PolicyStatement => ({
  effect: statement['effect'] === 'Deny' ? 'Deny' : 'Allow',
  actions: 'not_actions' in statement ? ['*'] : listed(statement['actions']),
  resources: 'not_resources' in statement ? ['*'] : listed(statement['resources']),
  principals: blocks(statement['principals']).flatMap(({ identifiers }) => listed(identifiers)),
  conditional: blocks(statement['condition']).length > 0,
});

/** Where identities get rights. */
const identityPolicies = [
  'aws_iam_policy',
  'aws_iam_role_policy',
  'aws_iam_group_policy',
  'aws_iam_user_policy',
  'aws_ssoadmin_permission_set_inline_policy',
];

/** Where a resource says who may use it. */
const resourcePolicies: Readonly<Record<string, string>> = {
  aws_iam_role: 'assume_role_policy',
  aws_s3_bucket_policy: 'policy',
  aws_sqs_queue: 'policy',
  aws_sqs_queue_policy: 'policy',
  aws_sns_topic: 'policy',
  aws_sns_topic_policy: 'policy',
  aws_kms_key: 'policy',
  aws_kms_key_policy: 'policy',
  aws_secretsmanager_secret: 'policy',
  aws_secretsmanager_secret_policy: 'policy',
  aws_ecr_repository_policy: 'policy',
  aws_efs_file_system_policy: 'policy',
  aws_cloudwatch_event_bus_policy: 'policy',
};

export interface Placed {
  readonly resource: Resource;
  readonly statement: PolicyStatement;
}

/** A permissions boundary gives nothing: it says what may be given at most. */
const bounds = (template: Template, policy: Resource): boolean =>
  template.of('aws_iam_role', 'aws_iam_user').some(({ config }) => refersTo(config['permissions_boundary'], policy));

/** Every statement that gives an identity rights. Documents of a data source count where they name no principal. */
export function identityStatements(template: Template): readonly Placed[] {
  const policies = template.of(...identityPolicies).filter((resource) => !bounds(template, resource));
  const written = policies.flatMap((resource) =>
    statementsOf(resource.config['policy'] ?? resource.config['inline_policy']).map((statement) => ({
      resource,
      statement,
    })),
  );
  const inline = template
    .of('aws_iam_role')
    .flatMap((resource) =>
      blocks(resource.config['inline_policy']).flatMap(({ policy }) =>
        statementsOf(policy).map((statement) => ({ resource, statement })),
      ),
    );
  const documents = template.of('data.aws_iam_policy_document').flatMap((resource) =>
    blocks(resource.config['statement'])
      .map(fromDocument)
      .filter(({ principals }) => principals.length === 0)
      .map((statement) => ({ resource, statement })),
  );
  return [...written, ...inline, ...documents];
}

/** Every statement in which a resource says who may use it. */
export function resourceStatements(template: Template): readonly Placed[] {
  const written = template.of(...Object.keys(resourcePolicies)).flatMap((resource) =>
    statementsOf(resource.config[resourcePolicies[resource.type] ?? '']).map((statement) => ({
      resource,
      statement,
    })),
  );
  const documents = template.of('data.aws_iam_policy_document').flatMap((resource) =>
    blocks(resource.config['statement'])
      .map(fromDocument)
      .filter(({ principals }) => principals.length > 0)
      .map((statement) => ({ resource, statement })),
  );
  return [...written, ...documents];
}
