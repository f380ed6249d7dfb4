import { TerraformOutput } from '#cdktf';
import { unknownAccount } from '../estate/index.js';
import type { Scene } from './stack.js';
import { EstateStack } from './stack.js';
import { StateBucket } from './state-bucket.js';

/** `bootstrap`: the bucket that `state: s3://…` names. Its own state is local, because there is no other place for it yet. */
export function bootstrapStack(bucket: string, scene: Scene): EstateStack {
  const { estate } = scene;
  const accounts = [...new Set(Object.values(estate.environments).map(({ account }) => account))];
  const known = accounts.filter((account) => account !== unknownAccount);
  const stack = new EstateStack('bootstrap', {
    ...scene,
    accounts: known.length === 0 ? [unknownAccount] : known,
    tags: { company: estate.company, 'managed-by': 'dc-exit' },
    state: 'own',
  });
  const { bucket: made } = new StateBucket(stack, 'state', { name: bucket, accounts: known });
  new TerraformOutput(stack, 'bucket', { value: made.bucket, staticId: true });
  return stack;
}
