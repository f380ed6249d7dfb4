import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './emulator.js';

/** What a request shall meet instead of its answer. `lost`: it is carried out, and the connection breaks before the answer. */
export type Mishap = 'lost' | 'conflict' | 'busy' | 'denied' | 'expired';

export interface S3StandIn {
  readonly url: string;
  /** Key (with the bucket) to bytes. */
  readonly objects: Map<string, Uint8Array>;
  /** Asked before each request: method and key. */
  mishap: (method: string, key: string) => Mishap | undefined;
  readonly requests: string[];
  readonly stop: () => Promise<void>;
}

const tagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

const errors: Readonly<Record<Exclude<Mishap, 'lost'>, readonly [status: number, code: string]>> = {
  conflict: [409, 'ConditionalRequestConflict'],
  busy: [503, 'SlowDown'],
  denied: [403, 'AccessDenied'],
  expired: [400, 'ExpiredToken'],
};

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

/** S3 as far as journals need it, strict about conditions: If-None-Match and If-Match are honoured as AWS documents them, nothing else is known. */
export async function s3StandIn(): Promise<S3StandIn> {
  const port = await freePort();
  const objects = new Map<string, Uint8Array>();
  const requests: string[] = [];

  function put(request: IncomingMessage, key: string, bytes: Uint8Array): readonly [number, string] | string {
    const there = objects.get(key);
    const { 'if-none-match': absent, 'if-match': version } = request.headers;
    if (absent === undefined && version === undefined) return [400, 'UnconditionalWrite'];
    if (absent !== undefined && (absent !== '*' || there !== undefined)) return [412, 'PreconditionFailed'];
    if (version !== undefined && there === undefined) return [404, 'NoSuchKey'];
    if (version !== undefined && there !== undefined && version !== tagOf(there)) return [412, 'PreconditionFailed'];
    objects.set(key, bytes);
    return tagOf(bytes);
  }

  function list(url: URL, response: ServerResponse): void {
    const [, bucket = ''] = url.pathname.split('/');
    const prefix = `${bucket}/${url.searchParams.get('prefix') ?? ''}`;
    const after = `${bucket}/${url.searchParams.get('continuation-token') ?? url.searchParams.get('start-after') ?? ''}`;
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
    // Small pages, so that they are seen to be followed.
    const page = keys.slice(0, 7);
    const more = keys.length > page.length;
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)?.slice(bucket.length + 1) ?? ''}</NextContinuationToken>` : ''}${page.map((key) => `<Contents><Key>${key.slice(bucket.length + 1)}</Key></Contents>`).join('')}</ListBucketResult>`,
    );
  }

  function answer(request: IncomingMessage, body: Uint8Array, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = decodeURIComponent(url.pathname.slice(1));
    const method = request.method ?? '';
    requests.push(`${method} ${key}`);
    const mishap = standIn.mishap(method, key);
    if (mishap !== undefined && mishap !== 'lost') return refuse(response, ...errors[mishap]);
    if (method === 'PUT') {
      const result = put(request, key, body);
      if (mishap === 'lost') {
        request.socket.destroy();
        return undefined;
      }
      if (typeof result !== 'string') return refuse(response, ...result);
      response.writeHead(200, { etag: result }).end();
      return undefined;
    }
    if (url.searchParams.get('list-type') === '2') return list(url, response);
    const there = objects.get(key);
    if (there === undefined) return refuse(response, 404, 'NoSuchKey');
    response.writeHead(200, { etag: tagOf(there) }).end(there);
    return undefined;
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks), response));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const standIn: S3StandIn = {
    url: `http://127.0.0.1:${port}`,
    objects,
    requests,
    mishap: () => undefined,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return standIn;
}
