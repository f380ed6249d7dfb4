import { TerraformOutput } from '#cdktf';
import { unknownAccount } from '../estate/index.js';
import type { ResourceStatement } from '../modules/core/index.js';
import { PrivateBucket, allow, partitionOf, tagsOf, to } from '../modules/core/index.js';
import type { Scene } from './stack.js';
import { EstateStack } from './stack.js';

/** The deployments of all accounts of the estate keep their states and journals here. */
function statesOf(arn: string, partition: string, accounts: readonly string[]): readonly ResourceStatement[] {
  const owners = { arns: accounts.map((account) => `arn:${partition}:iam::${account}:root`) };
  if (accounts.length === 0) return [];
  return [
    to(owners, allow(['s3:ListBucket'], [arn])),
    to(owners, allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [`${arn}/*`])),
  ];
}

/** `bootstrap`: the bucket that `state: s3://…` names. Its own state is local, because there is no other place for it yet. */
export function bootstrapStack(bucket: string, scene: Scene): EstateStack {
  const { estate } = scene;
  const accounts = [...new Set(Object.values(estate.environments).map(({ account }) => account))];
  const known = accounts.filter((account) => account !== unknownAccount);
  const stack = new EstateStack('bootstrap', {
    ...scene,
    accounts: known.length === 0 ? [unknownAccount] : known,
    // It belongs to no environment, and is as precious as production's states.
    tags: tagsOf({ company: estate.company, environment: 'all', class: 'production' }),
    state: 'own',
  });
  const { bucket: made } = new PrivateBucket(stack, 'state', {
    name: bucket,
    deletion: 'refused',
    statements: (arn) => statesOf(arn, partitionOf(estate.region), known),
  });
  new TerraformOutput(stack, 'bucket', { value: made.bucket, staticId: true });
  return stack;
}
