import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { freePort } from '../emulator.js';

/** What is answered, by a stand-in or by the emulator behind it. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A request as the stand-ins see it. */
export interface Asked {
  /** `PUT /v2/email/identities/example.com`, without the query. */
  readonly line: string;
  /** Of the query protocol and of JSON 1.1; empty where the path says it all. */
  readonly action: string;
  readonly account: string;
  /** The parameters of the query protocol, or the JSON of the others. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly on: (asked: Asked) => boolean;
  /** `forward` asks the emulator. */
  readonly answer: (asked: Asked, forward: () => Promise<Answer>) => Answer | Promise<Answer>;
}

/** What a stand-in answers itself; what no rule is for goes on to the emulator. */
export type StandIn = readonly Rule[];

export const xml = (body: string): Answer => ({ status: 200, type: 'text/xml', body });
export const json = (value: object, status = 200): Answer => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(value),
});

export interface Gateway {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const accountOf = (authorization = '') => /Credential=(\d{12})\//.exec(authorization)?.[1] ?? '000000000000';

function askedOf({ headers, method = '', url = '/' }: IncomingMessage, body: string): Asked {
  const target = headers['x-amz-target'];
  const base = {
    line: `${method} ${decodeURIComponent(url.split('?')[0] ?? '')}`,
    account: accountOf(headers.authorization),
  };
  if (typeof target === 'string' || /json/.test(headers['content-type'] ?? '')) {
    const parameters: Readonly<Record<string, unknown>> = JSON.parse(body === '' ? '{}' : body);
    return { ...base, action: target?.toString().split('.').at(-1) ?? '', parameters };
  }
  const parameters = Object.fromEntries(new URLSearchParams(body));
  return { ...base, action: parameters['Action'] ?? '', parameters };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

async function pass(request: IncomingMessage, body: string, emulator: string): Promise<Answer> {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  const kept = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const answer = await fetch(`${emulator}${request.url ?? '/'}`, {
    method: request.method ?? 'POST',
    headers: Object.fromEntries(kept),
    ...(body !== '' && { body }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? 'text/xml', body: await answer.text() };
}

/**
 * A server before an emulator that answers some requests itself: what the emulator lacks and what would block a whole stack. To be named in
 * `AWS_ENDPOINT_URL_<SERVICE>`, so that the stacks stay as they are.
 */
export async function gateway(emulator: string, standIn: StandIn): Promise<Gateway> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await read(request);
    const asked = askedOf(request, body);
    const forward = () => pass(request, body, emulator);
    const rule = standIn.find(({ on }) => on(asked));
    const { status, type, body: text } = await (rule === undefined ? forward() : rule.answer(asked, forward));
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
