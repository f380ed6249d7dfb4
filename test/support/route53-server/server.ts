import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { SimulatedRoute53 } from '../../../planner/adapters/simulated/route53.js';
import { type ErrorBody, type Request, respond, type Response } from './routes.js';

export interface Route53ServerOptions {
  readonly route53: SimulatedRoute53;
  /** Milliseconds since the epoch; default the clock of this machine. */
  readonly now?: () => number;
  readonly errors?: ErrorBody;
  /** Other services on the same address, asked first: undefined where a request is not theirs. */
  readonly others?: readonly ((request: Request) => Response | undefined)[];
}

export interface Route53Server {
  /** `http://127.0.0.1:PORT`, for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Method, path and body of every request, in order. */
  readonly requests: readonly Request[];
  readonly stop: () => Promise<void>;
}

/** A simulated Route 53 behind the real wire protocol (REST-XML, 2013-04-01) on loopback. */
export async function startRoute53(options: Route53ServerOptions): Promise<Route53Server> {
  const { route53, now = Date.now, errors = 'wrapped', others = [] } = options;
  const requests: Request[] = [];
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const { method = 'GET', headers } = incoming;
    const request = { method, url, headers, body: await bodyOf(incoming) };
    requests.push(request);
    const reply =
      others.map((other) => other(request)).find((one) => one !== undefined) ??
      respond(route53, request, now(), errors);
    if (reply === 'broken') {
      incoming.socket.resetAndDestroy();
      return;
    }
    outgoing.writeHead(reply.status, { 'content-type': reply.type ?? 'text/xml', date: new Date(now()).toUTCString() });
    outgoing.end(reply.body);
  };
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
