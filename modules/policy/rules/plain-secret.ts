import { containersOf } from '../containers.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { looksSecret, secretVariable, userDataOf } from '../secrets.js';
import { blocks, configOf } from '../values.js';

const nowhere = () => undefined;

export const plainSecret: Rule = {
  id: 'plain-secret',
  title: 'No secret is written in the clear',
  why: 'Environment variables and user data are shown in consoles, logs and state to everyone who may look at the machine.',
  remedy: 'Put it into Parameter Store or Secrets Manager and reference it (secrets, valueFrom).',
  severity: 'error',
  also: ['CKV_AWS_41', 'CKV_AWS_45', 'CKV_AWS_46', 'ECSTaskDefinitionNoEnvironmentVariables'],
  check: (template) => [
    ...each(['aws_ecs_task_definition'], ({ config }) =>
      containersOf(config).flatMap((container) =>
        blocks(container['environment']).flatMap(({ name, value }) => secretVariable(name, value)),
      ),
    )(template, nowhere),
    ...each(['aws_lambda_function'], ({ config }) =>
      blocks(config['environment']).flatMap(({ variables }) =>
        Object.entries(configOf(variables)).flatMap(([name, value]) => secretVariable(name, value)),
      ),
    )(template, nowhere),
    ...each(['aws_codebuild_project'], ({ config }) =>
      blocks(config['environment']).flatMap((environment) =>
        blocks(environment['environment_variable'])
          .filter(({ type }) => type === undefined || type === 'PLAINTEXT')
          .flatMap(({ name, value }) => secretVariable(name, value)),
      ),
    )(template, nowhere),
    ...each(['aws_instance', 'aws_launch_template', 'aws_launch_configuration'], ({ config }) =>
      userDataOf(config).some(looksSecret) ? 'its user data holds a secret' : undefined,
    )(template, nowhere),
  ],
};
