import { createHash } from 'node:crypto';
import type { Deletion, EnvironmentRef } from './environment.js';
import { allow } from './iam.js';
import type { Statement } from './iam.js';
import { checkName, shortened } from './names.js';

/** What everything that belongs to a product is told: where it is, whose it is, what it is called. */
export interface Placed {
  readonly environment: EnvironmentRef;
  readonly product: string;
  readonly name: string;
}

/** @throws where product or name are none that fit all names of AWS */
export function checkPlaced({ product, name }: Pick<Placed, 'product' | 'name'>): void {
  checkName(product, 'product');
  checkName(name, 'name');
}

/** `lifecycle` of something that holds state. */
export function keptBy(deletion: Deletion): { readonly preventDestroy: boolean } {
  return { preventDestroy: deletion === 'refused' };
}

/** Actions with the environment's key, only through one service of its region: `kms:ViaService`. */
export function keyThrough(
  { kmsKey, region }: Pick<EnvironmentRef, 'kmsKey' | 'region'>,
  service: 'secretsmanager' | 'ssm' | 's3' | 'sqs',
  actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[],
): Statement {
  return allow(actions, [kmsKey], { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } });
}

/**
 * The name of the snapshot that is taken when something goes away. It must be new at each deletion: what was made from its own last snapshot ends
 * in another name.
 */
export function finalSnapshotName(identifier: string, restoreFrom: string | undefined): string {
  const digest = createHash('sha256')
    .update(restoreFrom ?? '')
    .digest('hex');
  return `${identifier}-final-${digest.slice(0, 6)}`;
}

/**
 * A name without two dashes together or one at its end, as RDS and ElastiCache want them. One that changes for it ends in six hex digits of the
 * SHA-256 of what it was, so that two never become one.
 */
export function singleDashed(name: string, max: number): string {
  const plain = name.replace(/-{2,}/g, '-').replace(/-$/, '');
  if (plain === name) return shortened(name, max);
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return shortened(`${plain}-${digest}`, max);
}
