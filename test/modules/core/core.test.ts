import { describe, expect, it } from '@jest/globals';
import {
  allow,
  anyResource,
  backupTag,
  ceiling,
  checkZones,
  deny,
  denyBeyond,
  policyDocument,
  resolvedAt,
  resourceName,
  shortened,
  tagsOf,
  to,
  trustPolicy,
} from '../../../modules/core/index.js';
import { synth } from '../../support/synth.js';

describe('names', () => {
  it('stay as they are while they fit', () => {
    expect(resourceName({ company: 'acme', name: 'dev' }, ['shop', 'web'], 32)).toBe('acme-dev-shop-web');
  });

  it.each([
    ['company', { company: 'Acme', name: 'dev' }, ['shop']],
    ['company', { company: '${file("x")}', name: 'dev' }, ['shop']],
    ['environment', { company: 'acme', name: 'dev.1' }, ['shop']],
    ['is no part of a name', { company: 'acme', name: 'dev' }, ['${file("x")}']],
    ['is no part of a name', { company: 'acme', name: 'dev' }, ['%{if true}']],
  ])('are refused where AWS or Terraform would misread them: %s', (message, environment, parts) => {
    expect(() => resourceName(environment, parts, 63)).toThrow(message);
  });

  it('are cut where they are too long, and two never become one', () => {
    const [a, b] = ['x'.repeat(40), `${'x'.repeat(39)}y`].map((name) => shortened(name, 32));
    expect(a).toHaveLength(32);
    expect(a).not.toBe(b);
  });
});

describe('IAM statements', () => {
  it.each([['s3:*'], ['*']])('refuse the wildcard action %s', (action) => {
    expect(() => allow([action], ['arn:aws:s3:::b'])).toThrow('name the actions');
  });

  it('refuse every resource without a reason', () => {
    expect(() => allow(['s3:GetObject'], ['*'])).toThrow('name the resources');
    expect(allow(['ecr:GetAuthorizationToken'], anyResource('it has no resource level')).resources).toEqual(['*']);
  });

  it('become a document', () => {
    expect(JSON.parse(policyDocument([allow(['s3:GetObject'], ['arn:aws:s3:::b/*'])]))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
    });
  });
});

/** The statements of a document. */
const written = (...statements: Parameters<typeof policyDocument>[0]) => {
  const { Statement: parts }: { readonly Statement: readonly unknown[] } = JSON.parse(policyDocument(statements));
  return parts;
};

describe('the parts of a document', () => {
  it('are about what is named, or about everything but that', () => {
    expect(
      written(deny(['s3:PutObject'], ['arn:b']), denyBeyond(['iam:PassRole'], ['arn:r']), ceiling(['iam:*'])),
    ).toEqual([
      { Effect: 'Deny', Action: 's3:PutObject', Resource: 'arn:b' },
      { Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:r' },
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    ]);
  });

  it('name services, principals, or anyone', () => {
    const statement = allow(['s3:GetObject'], ['arn:b'], { Bool: { 'aws:SecureTransport': 'true' } });
    expect(
      written(to({ services: ['a', 'b'] }, statement), to({ arns: ['arn:r'] }, statement), to('anyone', statement)),
    ).toMatchObject([{ Principal: { Service: ['a', 'b'] } }, { Principal: { AWS: 'arn:r' } }, { Principal: '*' }]);
  });

  it.each([
    ['actions', [], ['arn:b']],
    ['resources', ['s3:GetObject'], []],
  ])('refuse to name no %s', (_, actions, resources) => {
    expect(() => allow(actions, resources)).toThrow('a statement about nothing');
  });

  it('say who assumes a role, and what else is part of it', () => {
    expect(JSON.parse(trustPolicy({ services: ['ec2.amazonaws.com'] }))).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    const people = trustPolicy({ arns: ['arn:r'] }, { Bool: { x: 'true' } }, ['sts:AssumeRole', 'sts:TagSession']);
    expect(JSON.parse(people)).toMatchObject({
      Statement: [{ Action: ['sts:AssumeRole', 'sts:TagSession'], Condition: { Bool: { x: 'true' } } }],
    });
  });
});

describe('tags', () => {
  it('say whose it is, and what is known beside', () => {
    const environment = { company: 'acme', environment: 'pr7', class: 'ephemeral' } as const;
    const always = { company: 'acme', environment: 'pr7', class: 'ephemeral', 'managed-by': 'dc-exit' };
    expect(tagsOf(environment)).toEqual(always);
    expect(tagsOf({ ...environment, product: 'shop', owner: 'web', ttl: '7d' })).toEqual({
      ...always,
      product: 'shop',
      owner: 'web',
      ttl: '7d',
    });
    expect(Object.keys(always)).not.toContain(Object.keys(backupTag)[0]);
  });
});

describe('checks', () => {
  it('take zones of every partition', () => {
    expect(() => {
      checkZones(['us-east-1a', 'us-gov-west-1b', 'ap-southeast-2c'], 'azs');
    }).not.toThrow();
  });

  it('say where, and keep the cause', () => {
    synth((scope) => {
      const fault = new Error('count: none');
      expect(() =>
        resolvedAt(scope, () => {
          throw fault;
        }),
      ).toThrow(expect.objectContaining({ message: 'test: count: none', cause: fault }));
    });
  });
});
