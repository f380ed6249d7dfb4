import type { Failure } from './calls.js';

/** Network errors of which it is certain that no request arrived. */
const neverArrived =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_NODATA|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL|ERR_INVALID_URL)/;
/** How the SDK passes on what is no `Error` of its own realm: only the text survives. */
const wrapper = /^AWS SDK error wrapper for .*?\b(E[A-Z_]{3,}|TimeoutError)\b/;
const noCredentials = /^(?:CredentialsProviderError|TokenProviderError|ProviderError)$/;

/**
 * What an error of the SDK says. Facts learnt by running it (@aws-sdk/client-route-53 3.1169):
 *
 * - a wrapped `<ErrorResponse>` comes with its code as the name and one message in brackets; its `messages` is empty;
 * - a bare `<InvalidChangeBatch><Messages>` comes as `Unknown`, "UnknownError", with the text in `Messages.Message`, a string or several;
 * - what is no such answer (a proxy's page, a truncated body) has a status and no code; whether Route 53 saw the request is then not known.
 *
 * @throws the error itself when it is no failure of a call but a defect
 */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error;
  if (noCredentials.test(error.name)) return { kind: 'credentials', message: error.message };
  const status = statusOf(error);
  if (status === undefined) return networkFailure(error);
  const bare = bareMessages(error);
  if (bare.length > 0 && status === 400) return { kind: 'error', code: 'InvalidChangeBatch', status, messages: bare };
  if (status < 400 || ((error.name === 'Unknown' || error.name === 'Error') && status < 500))
    return { kind: 'broken', message: `an answer with status ${status} that is not from Route 53: ${error.message}` };
  const listed = [...strings(field(error, 'messages')), ...entriesOf(error)];
  return { kind: 'error', code: error.name, status, messages: listed.length > 0 ? listed : [error.message] };
}

function networkFailure(error: Error): Failure {
  const codes = [error, ...(error instanceof AggregateError ? error.errors : [])].map((one) => field(one, 'code'));
  const [, wrapped] = wrapper.exec(error.message) ?? [];
  const code = codes.find((one) => typeof one === 'string') ?? wrapped;
  const message = `${code ?? error.name}: ${error.message}`;
  if (code !== undefined && neverArrived.test(code)) return { kind: 'unreached', message };
  if (code !== undefined || error.name === 'TimeoutError' || error.name === 'AbortError')
    return { kind: 'broken', message };
  throw error;
}

function statusOf(error: Error): number | undefined {
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

const bareMessages = (error: Error): readonly string[] => strings(field(field(error, 'Messages'), 'Message'));

/** Which entries of a request for protections failed, and why: `ProtectionNotFound shop.example. A`. */
function entriesOf(error: Error): readonly string[] {
  const entries = field(error, 'Errors');
  return Array.isArray(entries)
    ? entries.map((entry) => strings(['Code', 'RecordName', 'RecordType'].map((name) => field(entry, name))).join(' '))
    : [];
}

const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** A field of something unknown. */
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
