import { EcrLifecyclePolicy } from '#aws/ecr-lifecycle-policy';
import { EcrRepository } from '#aws/ecr-repository';
import type { EcrRepositoryConfig } from '#aws/ecr-repository';
import { Construct } from 'constructs';
import { classDefaults, keptBy, resolvedAt } from '../core/index.js';
import type { Deletion, EnvironmentClass, EnvironmentRef } from '../core/index.js';

/** Where images come from: what a service needs to know of a repository. */
export interface RepositoryRef {
  /** `111122223333.dkr.ecr.us-east-1.amazonaws.com/prod/storefront/web`. */
  readonly url: string;
  readonly arn: string;
}

interface RepositoryOptions {
  /**
   * How many images with a tag are kept. An image that runs must be among them.
   * @default 50
   */
  readonly keepImages?: number;
  /**
   * After how many days an image without a tag goes.
   * @default 7
   */
  readonly keepUntaggedDays?: number;
  /** @default by class: refused in production and staging */
  readonly deletion?: Deletion;
  /** Arguments merged last, shallow. */
  readonly overrides?: Partial<EcrRepositoryConfig>;
}

export type RepositoryProps = RepositoryOptions & {
  readonly environment: EnvironmentRef;
  /** `storefront/web`; the repository is called `<environment>/storefront/web`. */
  readonly image: string;
};

export interface RepositorySettings {
  readonly name: string;
  readonly keepImages: number;
  readonly keepUntaggedDays: number;
  readonly deletion: Deletion;
}

/** @throws where ECR does not take the name */
export function resolveRepository(
  props: RepositoryOptions & { readonly image: string },
  environment: { readonly name: string; readonly class: EnvironmentClass },
): RepositorySettings {
  const name = `${environment.name}/${props.image}`;
  if (
    !/^(?:[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*\/)*[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/.test(name) ||
    name.length > 256
  )
    throw new Error(
      `image ${props.image}: not a name of a repository; write lower-case letters, digits, dashes: storefront/web`,
    );
  return {
    name,
    keepImages: props.keepImages ?? 50,
    keepUntaggedDays: props.keepUntaggedDays ?? 7,
    deletion: props.deletion ?? classDefaults[environment.class].deletion,
  };
}

/** An ECR repository: a tag never changes its image, each push is scanned, old images go. */
export class Repository extends Construct implements RepositoryRef {
  readonly settings: RepositorySettings;
  readonly repository: EcrRepository;
  readonly lifecyclePolicy: EcrLifecyclePolicy;

  constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    const { environment } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveRepository(props, environment)));
    this.repository = new EcrRepository(this, 'repository', {
      name: settings.name,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: environment.kmsKey }],
      forceDelete: settings.deletion === 'allowed',
      lifecycle: keptBy(settings.deletion),
      ...props.overrides,
    });
    this.lifecyclePolicy = new EcrLifecyclePolicy(this, 'lifecycle', {
      repository: this.repository.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: 'images without a tag',
            selection: {
              tagStatus: 'untagged',
              countType: 'sinceImagePushed',
              countUnit: 'days',
              countNumber: settings.keepUntaggedDays,
            },
            action: { type: 'expire' },
          },
          {
            rulePriority: 2,
            description: 'all but the newest images',
            selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: settings.keepImages },
            action: { type: 'expire' },
          },
        ],
      }),
    });
  }

  get url(): string {
    return this.repository.repositoryUrl;
  }

  get arn(): string {
    return this.repository.arn;
  }
}

export type RepositoriesProps = RepositoryOptions & {
  readonly environment: EnvironmentRef;
  /** Images of this estate; several services may run one image, so repetitions count once. */
  readonly images: readonly string[];
};

/** One repository for each image of a product. */
export class Repositories extends Construct {
  readonly byImage: Readonly<Record<string, Repository>>;

  constructor(scope: Construct, id: string, { images, ...rest }: RepositoriesProps) {
    super(scope, id);
    this.byImage = Object.fromEntries(
      [...new Set(images)].map((image) => [image, new Repository(this, image, { ...rest, image })]),
    );
  }

  /** @throws where there is none for the image */
  get(image: string): Repository {
    const repository = this.byImage[image];
    if (repository === undefined)
      throw new Error(
        `there is no repository for ${image}; there are ${Object.keys(this.byImage).join(', ') || 'none'}`,
      );
    return repository;
  }
}
