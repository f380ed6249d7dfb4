import type { ResourceStatement } from '../core/index.js';
import { allow, anyResource, partitionOf, policyDocument, to } from '../core/index.js';

const thisKey = anyResource("a key's policy speaks of that key alone");

const administer = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];
const use = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
const grant = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'];

/** Services that send to the environment's encrypted topics and queues. */
const senders = ['backup', 'cloudwatch', 'events', 'ses', 'sns'].map((name) => `${name}.amazonaws.com`);

/**
 * Who may administer and who may use an environment's key: the account's IAM policies decide, each for its own actions, and a service only on
 * behalf of this account.
 *
 * Auto Scaling's service-linked role is named by a condition: as a principal it would have to exist, and in a new account it does not.
 */
export function keyPolicy({ account, region }: { readonly account: string; readonly region: string }): string {
  const aws = partitionOf(region);
  const root = { arns: [`arn:${aws}:iam::${account}:root`] };
  const here = { 'aws:SourceAccount': account };
  const forService = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  const autoScaling = {
    StringEquals: { 'kms:CallerAccount': account },
    ArnEquals: {
      'aws:PrincipalArn': `arn:${aws}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    },
  };
  const statements: readonly ResourceStatement[] = [
    to(root, allow(administer, thisKey)),
    to(root, allow(use, thisKey)),
    to(root, allow(grant, thisKey, forService)),
    to(
      { services: [`logs.${region}.amazonaws.com`] },
      allow(use, thisKey, {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${aws}:logs:${region}:${account}:log-group:*` },
      }),
    ),
    to({ services: senders }, allow(['kms:Decrypt', 'kms:GenerateDataKey*'], thisKey, { StringEquals: here })),
    to('anyone', allow(use, thisKey, autoScaling)),
    to('anyone', allow(['kms:CreateGrant'], thisKey, { ...autoScaling, ...forService })),
  ];
  return policyDocument(statements);
}
