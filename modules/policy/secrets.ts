import { isExpression } from './values.js';
import type { Config } from './values.js';

/** Names whose value is a secret; `…_ARN`, `…_PATH`, `…_NAME` say where one is. */
const secretName = /(^|_)(PASSWORD|PASSWD|PWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/i;

/** Keys of AWS, private keys, and passwords that are assigned. */
const secretText =
  /\bA[KS]IA[0-9A-Z]{16}\b|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|(?:password|passwd|secret|token|api_?key)\s*[=:]\s*["']?[^\s"'$<{]{6,}/i;

/** Whether a text holds a secret. */
export function looksSecret(text: string): boolean {
  return secretText.test(text);
}

/** What is wrong with a variable of a program. */
export function secretVariable(name: unknown, value: unknown): readonly string[] {
  if (typeof name !== 'string' || typeof value !== 'string' || value === '') return [];
  const plain = !isExpression(value) && !value.startsWith('arn:');
  return plain && (secretName.test(name) || looksSecret(value)) ? [`variable ${name} holds a secret in the clear`] : [];
}

const base64 = /^[A-Za-z0-9+/\s]{16,}={0,2}$/;

/** The user data of an instance or launch template, decoded where it is written in base64. */
export function userDataOf(config: Config): readonly string[] {
  return [config['user_data'], config['user_data_base64']]
    .filter((data) => typeof data === 'string')
    .flatMap((data) => (base64.test(data) ? [data, Buffer.from(data, 'base64').toString('utf8')] : [data]));
}
