import { SecretsmanagerSecret } from '#aws/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '#aws/secretsmanager-secret-version';
import { Construct } from 'constructs';
import type { Deletion, EnvironmentRef } from '../core/index.js';

/**
 * The secret of one user of a database. Made with the value `UNSET`, which is written once and in no state; people or a task make the user and put
 * `{"username": …, "password": …}`.
 */
export class UserSecret extends Construct {
  readonly secret: SecretsmanagerSecret;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly environment: EnvironmentRef;
      readonly secretName: string;
      readonly why: string;
      readonly deletion: Deletion;
    },
  ) {
    super(scope, id);
    this.secret = new SecretsmanagerSecret(this, 'secret', {
      name: props.secretName,
      description: props.why,
      kmsKeyId: props.environment.kmsKey,
      // Where deletion is allowed, the same environment can be made again at once: a secret in its recovery window keeps its name.
      recoveryWindowInDays: props.deletion === 'refused' ? 30 : 0,
    });
    new SecretsmanagerSecretVersion(this, 'unset', {
      secretId: this.secret.id,
      secretStringWo: 'UNSET',
      secretStringWoVersion: 1,
      // A version without a label is deleted some day, and Terraform would write UNSET over the live password. Its own label keeps it; that
      // AWSCURRENT moves on with the first real value is wanted.
      versionStages: ['AWSCURRENT', 'made-by-the-stack'],
      lifecycle: { ignoreChanges: ['version_stages'] },
    });
  }
}
