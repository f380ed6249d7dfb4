import type { Trouble } from '../cutover/ports.js';

/** Variables that say that there are credentials. */
const variables = [
  'AWS_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** Whether somebody has named credentials, by a flag or in the environment. */
export const credentialsNamed = (
  profile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): boolean => profile !== undefined || variables.some((name) => (env[name] ?? '') !== '');

/** What the SDK says when no link of its chain found any (@aws-sdk/credential-provider-node). */
const noneFound = /^Could not load credentials from any providers/;

/** Whether credentials were found and are no good (expired, revoked, a session that ended), instead of there being none. */
export const refused = (trouble: Trouble): boolean =>
  trouble.kind === 'credentials' && !noneFound.test(trouble.message);
