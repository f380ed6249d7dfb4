import { createHash } from 'node:crypto';

/**
 * The Terraform address of a construct: the ids on its way, joined by `_`, as people read it in a plan. Where an id holds what an address cannot
 * (or `_` itself, so that two ways could look the same), six hex digits of the way's hash are added. `Default` stands for its parent.
 */
export function addressOf(ids: readonly string[]): string {
  const parts = ids.filter((id) => id !== 'Default');
  const plain = parts.map((id) => id.replace(/[^A-Za-z0-9-]/g, '-')).join('_');
  const address = /^[A-Za-z]/.test(plain) ? plain : `_${plain}`;
  if (parts.every((id) => /^[A-Za-z0-9-]+$/.test(id))) return address;
  return `${address}_${createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 6)}`;
}
