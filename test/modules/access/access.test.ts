import { IamRole } from '#aws/iam-role';
import { describe, expect, it } from '@jest/globals';
import type { AccessProps } from '../../../modules/access/index.js';
import { Access, bindRoles, boundaryArn, managedPolicies, resolveAccess } from '../../../modules/access/index.js';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { trustPolicy } from '../../../modules/core/index.js';
import type { Template } from '../../support/synth.js';
import { synth } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const member = (group: string) => `arn:aws:iam::111122223333:role/sso/${group}`;

function props(overrides: Partial<AccessProps> = {}): AccessProps {
  return {
    company: 'utah-outfitters',
    environment: 'prod',
    class: 'production',
    account: '111122223333',
    region: 'us-east-1',
    groups: { ops: [member('ops')], web: [member('web')], finance: [member('finance')] },
    access: { ops: 'admin', web: 'deploy', finance: 'read' },
    ...overrides,
  };
}

const made = (overrides: Partial<AccessProps> = {}) =>
  synth((scope) => {
    new Access(scope, 'access', props(overrides));
  });

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function statementsOf(policy: unknown): readonly Statement[] {
  const { Statement: statements }: { Statement: readonly Statement[] } = JSON.parse(String(policy));
  return statements;
}

const list = (value: string | readonly string[] = []) => [value].flat();
const matches = (patterns: string | readonly string[] | undefined, text: string) =>
  list(patterns).some((pattern) =>
    new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(text),
  );

/** What IAM would say to a caller who has only these statements: enough of its rules for the keys that are used here. */
function decide(
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): 'allowed' | 'denied' {
  const met = (condition: Statement['Condition'] = {}) =>
    Object.entries(condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, value]) =>
        operator === 'StringNotEquals' ? context[key] !== value : list(value).includes(context[key] ?? ''),
      ),
    );
  const about = statements.filter(
    (statement) =>
      (statement.NotAction === undefined ? matches(statement.Action, action) : !matches(statement.NotAction, action)) &&
      (statement.NotResource === undefined
        ? matches(statement.Resource, resource)
        : !matches(statement.NotResource, resource)) &&
      met(statement.Condition),
  );
  if (about.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return about.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'denied';
}

const boundaryOf = (template: Template) => statementsOf(template.one('aws_iam_policy')['policy']);
const ownOf = (template: Template, group: string) =>
  statementsOf(template.find('aws_iam_role_policy', `access_${group}_own`)['policy']);

const production = made();
const boundary = boundaryOf(production);
const eip = 'arn:aws:ec2:us-east-1:111122223333:elastic-ip/eipalloc-1';
const bound = { 'iam:PermissionsBoundary': boundaryArn(props()) };
const productRole = 'arn:aws:iam::111122223333:role/utah-outfitters-prod-storefront-web-task';
const groupRole = 'arn:aws:iam::111122223333:role/access/utah-outfitters-prod-web';

const tagged = (environment: string) => ({ 'aws:ResourceTag/environment': environment });

describe('the smallest access', () => {
  it('is one role for one group', () => {
    const template = made({ access: { ops: 'admin' } });
    expect(template.one('aws_iam_role')).toMatchObject({
      name: 'utah-outfitters-prod-ops',
      path: '/access/',
      max_session_duration: 14_400,
    });
  });
});

describe('the role of a group', () => {
  it('is for the members listed and nobody else, and takes the name of the person', () => {
    expect(statementsOf(production.find('aws_iam_role', 'utah-outfitters-prod-web')['assume_role_policy'])).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: member('web') },
        Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
      },
    ]);
  });

  it('is bound', () => {
    for (const role of Object.values(production.all('aws_iam_role')))
      expect(role['permissions_boundary']).toMatch(/^\$\{aws_iam_policy\.access_boundary_\w+\.arn\}$/);
  });

  it.each([
    ['ops', 'admin', ['AdministratorAccess']],
    ['web', 'deploy', ['PowerUserAccess']],
    ['finance', 'read', ['job-function/ViewOnlyAccess', 'CloudWatchReadOnlyAccess', 'AWSBillingReadOnlyAccess']],
  ] as const)('of %s has what AWS has for %s', (group, level, policies) => {
    expect(managedPolicies[level]).toEqual(policies);
    const attached = Object.entries(production.all('aws_iam_role_policy_attachment')).filter(([id]) =>
      id.startsWith(`access_${group}_`),
    );
    expect(new Set(attached.map(([, { policy_arn: arn }]) => arn))).toEqual(
      new Set(policies.map((name) => `arn:aws:iam::aws:policy/${name}`)),
    );
  });

  it('changes no other when a group is added', () => {
    const before = made({ access: { web: 'deploy' } });
    const after = made({ access: { finance: 'read', web: 'deploy' } });
    expect(touched(before, after)).toEqual([]);
    expect(added(before, after)).toHaveLength(4);
  });
});

describe('addresses that partners opened to', () => {
  it.each(['ec2:ReleaseAddress', 'ec2:EnableAddressTransfer'])('are safe from %s in production', (action) => {
    expect(decide(boundary, action, eip)).toBe('denied');
    for (const group of ['ops', 'web'])
      expect(decide([{ Effect: 'Allow', Action: '*', Resource: '*' }, ...ownOf(production, group)], action, eip)).toBe(
        'denied',
      );
  });

  it('may go in development, but only its own: another environment of the account may have partners', () => {
    const development = boundaryOf(made({ class: 'development', environment: 'dev' }));
    expect(decide(development, 'ec2:ReleaseAddress', eip, tagged('dev'))).toBe('allowed');
    expect(decide(development, 'ec2:ReleaseAddress', eip, tagged('prod'))).toBe('denied');
    expect(decide(development, 'ec2:ReleaseAddress', eip)).toBe('denied');
  });
});

describe('the boundary', () => {
  it('lets through what products are made of', () => {
    for (const action of ['ec2:RunInstances', 'rds:CreateDBInstance', 's3:PutObject', 'iam:GetRole'])
      expect(decide(boundary, action, 'arn:aws:any:::thing')).toBe('allowed');
    expect(decide(boundary, 'iam:CreateRole', productRole, bound)).toBe('allowed');
    expect(decide(boundary, 'iam:PassRole', productRole)).toBe('allowed');
  });

  it.each([
    ['organizations:LeaveOrganization', 'the organization'],
    ['account:CloseAccount', 'the account'],
    ['iam:CreateUser', 'users'],
    ['iam:CreateAccessKey', 'keys'],
    ['iam:CreateLoginProfile', 'passwords'],
  ])('ends at %s: %s', (action) => {
    expect(decide(boundary, action, '*', bound)).toBe('denied');
  });

  it.each([
    ['taken off a role', 'iam:DeleteRolePermissionsBoundary', productRole, bound],
    ['taken off the own role', 'iam:DeleteRolePermissionsBoundary', groupRole, bound],
    ['replaced by another', 'iam:PutRolePermissionsBoundary', productRole, { 'iam:PermissionsBoundary': 'arn:other' }],
    ['left out of a new role', 'iam:CreateRole', productRole, {}],
    ['rewritten', 'iam:CreatePolicyVersion', boundaryArn(props()), {}],
    ['switched back', 'iam:SetDefaultPolicyVersion', boundaryArn(props()), {}],
    ['deleted', 'iam:DeletePolicy', boundaryArn(props()), {}],
    ['got round by an unbound role of the account', 'iam:AttachRolePolicy', 'arn:aws:iam::111122223333:role/Old', {}],
    ['got round by handing on such a role', 'iam:PassRole', 'arn:aws:iam::111122223333:role/Old', {}],
    ['got round by trusting oneself', 'iam:UpdateAssumeRolePolicy', 'arn:aws:iam::111122223333:role/Old', {}],
    ['got round by the role of another group', 'iam:UpdateAssumeRolePolicy', groupRole, bound],
    ['got round by more rights for the own role', 'iam:PutRolePolicy', groupRole, bound],
  ])('cannot be %s', (_, action, resource, context) => {
    expect(decide(boundary, action, resource, context)).toBe('denied');
  });

  it('is small enough for IAM, whose limit is 6,144 characters', () => {
    expect(String(production.one('aws_iam_policy')['policy']).length).toBeLessThan(6144);
  });
});

describe('deploying', () => {
  const own = ownOf(production, 'web');

  it('makes roles of products, bound, and passes them to services', () => {
    expect(decide(own, 'iam:CreateRole', productRole, bound)).toBe('allowed');
    expect(decide(own, 'iam:CreateRole', productRole)).toBe('denied');
    expect(decide(own, 'iam:PassRole', productRole, { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' })).toBe(
      'allowed',
    );
    expect(decide(own, 'iam:PassRole', productRole, { 'iam:PassedToService': 'evil.amazonaws.com' })).toBe('denied');
  });

  it('makes none of another environment or of people', () => {
    const other = 'arn:aws:iam::111122223333:role/utah-outfitters-dev-storefront-web-task';
    expect(decide(own, 'iam:CreateRole', other, bound)).toBe('denied');
    expect(decide(own, 'iam:PutRolePolicy', groupRole)).toBe('denied');
  });

  it('has no wildcard but for reads of IAM', () => {
    const wide = own.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*');
    expect(wide.map(({ Action }) => Action)).toEqual([['iam:Get*', 'iam:List*']]);
  });
});

describe('shells', () => {
  it.each<[EnvironmentClass, 'allowed' | 'denied']>([
    ['production', 'denied'],
    ['staging', 'allowed'],
    ['development', 'allowed'],
    ['ephemeral', 'allowed'],
  ])('are in %s %s', (kind, expected) => {
    const policy = boundaryOf(made({ class: kind }));
    for (const action of ['ecs:ExecuteCommand', 'ssm:StartSession', 'ssm:SendCommand'])
      expect(decide(policy, action, 'arn:aws:ecs:us-east-1:111122223333:task/x')).toBe(expected);
  });

  it('are as one says', () => {
    expect(decide(boundaryOf(made({ shell: 'allowed' })), 'ssm:StartSession', '*')).toBe('allowed');
  });
});

describe('access refuses', () => {
  it.each<[string, Partial<AccessProps>, string]>([
    [
      'an unknown group',
      { access: { sales: 'read' } },
      'access: nobody is in the group sales; there are ops, web, finance',
    ],
    ['an empty group', { groups: { ops: [] }, access: { ops: 'admin' } }, 'nobody is in the group ops'],
    ['everybody', { groups: { ops: ['*'] }, access: { ops: 'admin' } }, 'groups.ops: * is not the ARN'],
    [
      'a pattern',
      { groups: { ops: ['arn:aws:iam::111122223333:role/*'] }, access: { ops: 'admin' } },
      'is not the ARN',
    ],
    [
      'an expression',
      { groups: { ops: ['arn:aws:iam::111122223333:role/${x}'] }, access: { ops: 'admin' } },
      'is not the ARN',
    ],
    [
      'a group that is no name',
      { groups: { 'Ops Team': [member('ops')] }, access: { 'Ops Team': 'read' } },
      'access: "Ops Team"',
    ],
    ['a service', { groups: { ops: ['ec2.amazonaws.com'] }, access: { ops: 'admin' } }, 'is not the ARN'],
    ['an endless session', { sessionHours: 24 }, 'sessionHours: 24 is not between 1 and 12'],
  ])('%s', (_, overrides, message) => {
    expect(() => resolveAccess(props(overrides))).toThrow(message);
  });
});

describe('members', () => {
  it.each([
    'arn:aws:iam::111122223333:role/sso/ops',
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef',
    'arn:aws:iam::111122223333:user/jo@example.com',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/ops/jo',
    'arn:aws-us-gov:iam::111122223333:role/ops',
  ])('may be %s', (arn) => {
    expect(resolveAccess(props({ groups: { ops: [arn] }, access: { ops: 'read' } })).roles).toHaveLength(1);
  });
});

describe('roles below a scope', () => {
  const role = { assumeRolePolicy: trustPolicy({ services: ['ec2.amazonaws.com'] }) };

  it('are bound, but for those that have a boundary of their own', () => {
    const template = synth((scope) => {
      new IamRole(scope, 'one', role);
      new IamRole(scope, 'two', { ...role, permissionsBoundary: 'arn:mine' });
      bindRoles(scope, boundaryArn(props()));
    });
    expect(template.find('aws_iam_role', 'one')['permissions_boundary']).toBe(
      'arn:aws:iam::111122223333:policy/access/utah-outfitters-prod-boundary',
    );
    expect(template.find('aws_iam_role', 'two')['permissions_boundary']).toBe('arn:mine');
  });

  it('is by that name the boundary that access makes', () => {
    expect(production.one('aws_iam_policy')).toMatchObject({ name: 'utah-outfitters-prod-boundary', path: '/access/' });
  });
});
