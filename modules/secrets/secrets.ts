import { SsmParameter } from '#aws/ssm-parameter';
import { Construct } from 'constructs';
import { allow, checkName, keyThrough, resolvedAt } from '../core/index.js';
import type { EnvironmentRef, Placed, Use } from '../core/index.js';

export interface SecretsProps extends Omit<Placed, 'name'> {
  /** Names only, `PAYMENT_KEY`; people put the values at `/<environment>/<product>/<NAME>`. */
  readonly names: readonly string[];
}

/** Where people put the value. @throws where the name is not one of a variable, or there twice */
export function secretPaths(
  environment: Pick<EnvironmentRef, 'parameterPath'>,
  product: string,
  names: readonly string[],
): Readonly<Record<string, string>> {
  for (const name of names)
    if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(name))
      throw new Error(
        `"${name}" is not the name of a variable: write capital letters, digits and underscores, like PAYMENT_KEY`,
      );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`${twice} is there twice: name each secret once`);
  return Object.fromEntries(names.map((name) => [name, `${environment.parameterPath}/${product}/${name}`]));
}

/**
 * The secrets of a product: SecureString parameters under the environment's key. Each is made with the value `UNSET`, written once and in no state;
 * later values are people's, and no deploy touches them.
 */
export class Secrets extends Construct {
  readonly byName: Readonly<Record<string, SsmParameter>>;
  readonly #environment: EnvironmentRef;

  constructor(scope: Construct, id: string, props: SecretsProps) {
    super(scope, id);
    const { environment, product, names } = props;
    this.#environment = environment;
    const paths = resolvedAt(this, () => {
      checkName(product, 'product');
      return secretPaths(environment, product, names);
    });
    this.byName = Object.fromEntries(
      Object.entries(paths).map(([name, path]) => [
        name,
        new SsmParameter(this, name, {
          name: path,
          type: 'SecureString',
          description: `${name} of ${product}: the value is put here by people`,
          keyId: environment.kmsKey,
          tier: 'Standard',
          valueWo: 'UNSET',
          valueWoVersion: 1,
          // Any of these changes would write the parameter anew, with an empty value: the service has no way to change one without the other.
          lifecycle: { ignoreChanges: ['description', 'key_id', 'tier', 'value_wo_version'] },
        }),
      ]),
    );
  }

  /** Name to ARN, as a task definition's `secrets` take them. */
  get arns(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.byName).map(([name, parameter]) => [name, parameter.arn]));
  }

  /** What a consumer gets: the right to read them. No variable holds a value; the ARNs are in `arns`. */
  use(): Use {
    const arns = Object.values(this.arns);
    return {
      variables: {},
      statements:
        arns.length === 0
          ? []
          : [
              allow(['ssm:GetParameter', 'ssm:GetParameters'], arns),
              keyThrough(this.#environment, 'ssm', ['kms:Decrypt']),
            ],
      reach: [],
      mounts: [],
    };
  }
}
