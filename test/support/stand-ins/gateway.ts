import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { freePort } from '../emulator.js';

/** What a stand-in answers. */
export interface Answer {
  readonly status?: number;
  readonly type: 'text/xml' | 'application/x-amz-json-1.1';
  readonly body: string;
}

/** A request as the stand-ins see it: the parameters of the query protocol, or the JSON of the others. */
export interface Asked {
  readonly action: string;
  readonly account: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Action to what answers it; what is not there goes on to the emulator. */
export type StandIn = Readonly<Record<string, (asked: Asked) => Answer>>;

export interface Gateway {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const accountOf = (authorization = '') => /Credential=(\d{12})\//.exec(authorization)?.[1] ?? '000000000000';

function askedOf(headers: IncomingMessage['headers'], body: string): Asked {
  const account = accountOf(headers.authorization);
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const parameters: Readonly<Record<string, unknown>> = JSON.parse(body === '' ? '{}' : body);
    return { action: target.split('.').at(-1) ?? '', account, parameters };
  }
  const parameters = Object.fromEntries(new URLSearchParams(body));
  return { action: parameters['Action'] ?? '', account, parameters };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function pass(request: IncomingMessage, body: string, emulator: string, response: ServerResponse): Promise<void> {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  const kept = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const answer = await fetch(`${emulator}${request.url ?? '/'}`, {
    method: request.method ?? 'POST',
    headers: Object.fromEntries(kept),
    ...(body !== '' && { body }),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/xml' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/**
 * A server before an emulator that answers some actions itself: what the emulator lacks and what would block a whole stack. To be named in
 * `AWS_ENDPOINT_URL_<SERVICE>`, so that the stacks stay as they are.
 */
export async function gateway(emulator: string, standIn: StandIn): Promise<Gateway> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request);
    const asked = askedOf(request.headers, body);
    const own = standIn[asked.action];
    if (own === undefined) return pass(request, body, emulator, response);
    const { status = 200, type, body: text } = own(asked);
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // 400: an SDK would try a 500 again.
      response.writeHead(400, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
