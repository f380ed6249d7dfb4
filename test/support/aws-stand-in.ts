import { createServer } from 'node:http';
import { afterEach } from '@jest/globals';
import { freePort } from './emulator.js';

/** What a call is answered with: an object as JSON, a text as XML, or an error of the service. */
export type Answer = object | string | Refusal;
export interface Refusal {
  readonly error: string;
  readonly message: string;
}
const isRefusal = (answer: Answer): answer is Refusal => typeof answer === 'object' && 'error' in answer;

export interface StandIn {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly stop: () => Promise<void>;
}

export interface Call {
  /** `FilterLogEvents`, `DescribeAddresses`. */
  readonly action: string;
  /** Input as JSON, or the form fields of a query. */
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * A server that speaks the two oldest protocols of AWS, JSON by `X-Amz-Target` and queries answered with XML, and knows the actions given;
 * any other is refused. Strict: an unsigned request is refused as AWS does.
 */
export async function awsStandIn(
  actions: Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => Answer>>,
): Promise<StandIn> {
  const port = await freePort();
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const target = request.headers['x-amz-target'];
      const isJson = typeof target === 'string';
      const form = Object.fromEntries(new URLSearchParams(body));
      const action = isJson ? (target.split('.').at(-1) ?? '') : (form['Action'] ?? '');
      const input: Readonly<Record<string, unknown>> = isJson ? JSON.parse(body) : form;
      calls.push({ action, input });
      const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true;
      const handler = actions[action];
      const answer: Answer = !signed
        ? { error: 'MissingAuthenticationToken', message: 'Request is missing Authentication Token' }
        : handler === undefined
          ? { error: 'InvalidAction', message: `no ${action} here` }
          : handler(input);
      const failed = isRefusal(answer);
      response.writeHead(failed ? 400 : 200, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' });
      if (failed && isJson) response.end(JSON.stringify({ __type: answer.error, message: answer.message }));
      else if (failed)
        response.end(
          `<Response><Errors><Error><Code>${answer.error}</Code><Message>${answer.message}</Message></Error></Errors></Response>`,
        );
      else response.end(typeof answer === 'string' ? `<?xml version="1.0"?>${answer}` : JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Sends the SDK of this process to a server, with credentials that are made up. @returns what restores the environment */
export function pointSdkAt(url: string): () => void {
  const wanted: Readonly<Record<string, string>> = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const before = Object.keys(wanted).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, wanted);
  return () => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  };
}

const undone: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of undone.splice(0).toReversed()) await undo();
});

/** Until the test is over, the SDK of this process asks there. */
export function askedAt(url: string): void {
  undone.push(pointSdkAt(url));
}

/** Until the test is over, the SDK of this process is answered so. */
export async function answered(...[actions]: Parameters<typeof awsStandIn>): Promise<StandIn> {
  const server = await awsStandIn(actions);
  undone.push(() => server.stop());
  askedAt(server.url);
  return server;
}
