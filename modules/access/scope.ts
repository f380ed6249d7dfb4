import { partitionOf, resourceName } from '../core/index.js';

/** The environment whose roles are meant. */
export interface AccessScope {
  readonly company: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
}

/** What names are made from. */
type Named = Pick<AccessScope, 'company' | 'environment'>;

const name = ({ company, environment }: Named, part: string, max: number) =>
  resourceName({ company, name: environment }, [part], max);

/** Path of people's roles and of the boundary: products' roles are at `/`, so that a pattern of one never fits the other. */
export const accessPath = '/access/';

/** Name of the role of a group: `utah-outfitters-prod-ops`. */
export const groupRoleName = (scope: Named, group: string): string => name(scope, group, 64);

/** Name of the permission boundary. */
export const boundaryName = (scope: Named): string => name(scope, 'boundary', 128);

/** ARN of the permission boundary, known before it exists: every stack of the environment can name it. */
export const boundaryArn = (scope: AccessScope): string =>
  `arn:${partitionOf(scope.region)}:iam::${scope.account}:policy${accessPath}${boundaryName(scope)}`;

/** Patterns of ARNs in IAM. */
export interface OwnArns {
  /** What the products of the environment make. */
  readonly products: readonly string[];
  /** What people's access is made of, in every environment of the account. */
  readonly access: readonly string[];
  /** Roles that AWS services make for themselves. */
  readonly services: readonly string[];
}

export function ownArns(scope: AccessScope): OwnArns {
  const iam = (kind: string, path: string) => `arn:${partitionOf(scope.region)}:iam::${scope.account}:${kind}${path}`;
  const prefix = `/${scope.company}-${scope.environment}-*`;
  return {
    products: ['role', 'instance-profile', 'policy'].map((kind) => iam(kind, prefix)),
    access: ['role', 'policy'].map((kind) => iam(kind, `${accessPath}*`)),
    services: [iam('role', '/aws-service-role/*')],
  };
}
