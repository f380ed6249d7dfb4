import { Token } from '#cdktf';
import { allow, anyResource, partitionOf } from '../core/index.js';
import type { Statement } from '../core/index.js';
import type { RepositoryRef } from './repository.js';

/** Which image runs, and who changes it. */
export type Image =
  /** A full name with registry and tag or digest, that exists already. */
  | { readonly kind: 'name'; readonly name: string }
  /** An image of this estate; Terraform deploys the digest given here. Without one yet, nothing runs. */
  | { readonly kind: 'digest'; readonly repository: RepositoryRef; readonly digest?: string }
  /** An image of this estate, deployed by its pipeline: Terraform leaves task definition and count of the running service alone. */
  | { readonly kind: 'pipeline'; readonly repository: RepositoryRef };

export interface ResolvedImage {
  readonly name: string;
  /** Who changes the image of the running service. */
  readonly owner: 'terraform' | 'pipeline';
  /** Whether there is an image to run at the first deploy. */
  readonly there: boolean;
  /** What its task may do to pull it. */
  readonly pull: readonly Statement[];
}

const privateImage = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9/._-]+?)(?:[:@].+)?$/;

function pullFrom(arn: string): readonly Statement[] {
  return [
    allow(['ecr:GetAuthorizationToken'], anyResource('a token is for the whole registry')),
    allow(['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'], [arn]),
  ];
}

/** @throws where a digest is none, or an image moves by itself */
export function resolveImage(image: Image): ResolvedImage {
  if (image.kind === 'name') {
    const { name } = image;
    if (!Token.isUnresolved(name) && (!/[:@][^/]+$/.test(name) || name.endsWith(':latest')))
      throw new Error(
        `image ${name} changes by itself; name a version or a digest: ${name.replace(/:latest$/, '')}:1.2.3`,
      );
    const [, account, region = '', repository = ''] = privateImage.exec(name) ?? [];
    const arn = `arn:${partitionOf(region)}:ecr:${region}:${account ?? ''}:repository/${repository}`;
    const pull = account === undefined ? [] : pullFrom(arn);
    return { name, owner: 'terraform', there: true, pull };
  }
  const { repository } = image;
  const pull = pullFrom(repository.arn);
  if (image.kind === 'pipeline') return { name: `${repository.url}:none`, owner: 'pipeline', there: false, pull };
  const { digest } = image;
  if (digest === undefined) return { name: `${repository.url}:none`, owner: 'terraform', there: false, pull };
  if (!Token.isUnresolved(digest) && !/^sha256:[0-9a-f]{64}$/.test(digest))
    throw new Error(`digest ${digest}: not a digest; write what the push printed: sha256: and 64 hex digits`);
  return { name: `${repository.url}@${digest}`, owner: 'terraform', there: true, pull };
}
