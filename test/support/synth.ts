import { App, TerraformStack, Testing } from '#cdktf';
import { AwsProvider } from '#aws/provider';
import type { Construct } from 'constructs';
import type { EnvironmentClass, EnvironmentRef } from '../../modules/core/index.js';

type Config = Readonly<Record<string, unknown>>;

/** The synthesized JSON of one stack, as tests ask it. */
export interface Template {
  readonly json: Readonly<Record<string, unknown>>;
  /** All resources of a type, by logical id. */
  all(type: string): Readonly<Record<string, Config>>;
  /** The only resource of a type. @throws where there is none or more than one */
  one(type: string): Config;
  /** The only resource of a type whose logical id begins with `id`, or whose own arguments include `id` as a value. */
  find(type: string, id: string): Config;
  count(type: string): number;
  /** The statements of the inline policy with that logical id or name. */
  statements(name: string): unknown;
}

const record = (value: unknown): Config =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

export function templateOf(text: string): Template {
  const json = record(JSON.parse(text));
  const all = (type: string) =>
    Object.fromEntries(
      Object.entries(record(record(json['resource'])[type])).map(([id, value]) => [id, record(value)]),
    );
  const only = (type: string, found: readonly (readonly [string, Config])[], what: string): Config => {
    const [first, second] = found;
    if (first === undefined || second !== undefined)
      throw new Error(
        `${found.length} ${type} ${what}; there are: ${Object.keys(all(type)).join(', ') || 'none'} (types: ${Object.keys(record(json['resource'])).join(', ')})`,
      );
    return first[1];
  };
  const find = (type: string, id: string): Config =>
    only(
      type,
      Object.entries(all(type)).filter(
        ([key, value]) => key.startsWith(id) || Object.values(value).some((argument) => argument === id),
      ),
      `with ${id}`,
    );
  return {
    json,
    all,
    one: (type) => only(type, Object.entries(all(type)), 'in the stack'),
    find,
    count: (type) => Object.keys(all(type)).length,
    statements: (name) => JSON.parse(String(find('aws_iam_role_policy', name)['policy'])).Statement,
  };
}

/** Synthesizes what `build` puts into a stack with an AWS provider. */
export function synth(build: (scope: Construct) => void): Template {
  const app = new App({ skipValidation: false, context: { targetVersions: { terraform: '>=1.11.0' } } });
  const stack = new TerraformStack(app, 'test');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  build(stack);
  return templateOf(Testing.synth(stack, true));
}

const subnets = (tier: string) => ({ 'us-east-1a': `subnet-${tier}-a`, 'us-east-1b': `subnet-${tier}-b` });

/** An environment to place constructs in: literals where a stack would have tokens. */
export function anEnvironment(
  overrides: Partial<EnvironmentRef> & { readonly class?: EnvironmentClass } = {},
): EnvironmentRef {
  return {
    company: 'utah-outfitters',
    name: 'prod',
    class: 'production',
    account: '111122223333',
    region: 'us-east-1',
    vpc: 'vpc-1',
    cidr: '10.20.0.0/16',
    subnets: { public: subnets('public'), private: subnets('private'), data: subnets('data') },
    cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/utah-outfitters-prod',
    kmsKey: 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555',
    parameterPath: '/prod',
    alarmTopic: 'arn:aws:sns:us-east-1:111122223333:utah-outfitters-prod-alarms',
    logBucket: 'utah-outfitters-prod-logs-111122223333',
    ...overrides,
  };
}

/** An environment of that class, with a name of its own. */
export const inClass = (name: EnvironmentClass): EnvironmentRef =>
  anEnvironment({ class: name, name: name.slice(0, 4) });

/** Thresholds of the alarms, by what their names say after `of`: `storefront-web-service`. */
export const thresholdsOf = (template: Template, of: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(template.all('aws_cloudwatch_metric_alarm')).map(({ alarm_name: name, threshold }) => [
      String(name).split(`-${of}-`).at(-1),
      threshold,
    ]),
  );
