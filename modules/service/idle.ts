import { Annotations } from '#cdktf';
import type { Construct } from 'constructs';
import type { ResolvedImage } from './image.js';

/** Why nothing runs at first, and what to do; undefined where it runs. */
export function whyIdle(
  name: string,
  start: 'active' | 'standby' | undefined,
  { there, owner }: Pick<ResolvedImage, 'there' | 'owner'>,
): string | undefined {
  if (start === 'standby') return `${name} stands by: count 0 until it is scaled`;
  if (there) return undefined;
  return owner === 'pipeline'
    ? `${name} is deployed by its pipeline: until the first time its count is 0`
    : `${name} has no image yet: count 0; push one to its repository and deploy again with its digest`;
}

/** Says it at synthesis: as a warning where somebody has to do something about it. */
export function sayIdle(
  construct: Construct,
  { idle, task }: { readonly idle?: string; readonly task: { readonly image: Pick<ResolvedImage, 'there' | 'owner'> } },
): void {
  if (idle === undefined) return;
  const missing = !task.image.there && task.image.owner === 'terraform';
  if (missing) Annotations.of(construct).addWarning(idle);
  else Annotations.of(construct).addInfo(idle);
}
