import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as httpServer, type RequestListener } from 'node:http';
import { createServer as httpsServer } from 'node:https';
import { createServer as tcpServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { probe, probeAll } from '../../../planner/adapters/probes.js';
import { scratchFolder } from '../../support/program.js';

const open: Server[] = [];
afterAll(() => {
  for (const server of open) server.close();
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address: string | AddressInfo | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A certificate for shop.example, signed by itself. */
function certificate(): { readonly key: string; readonly cert: string } {
  const folder = scratchFolder();
  const file = (name: string): string => join(folder, name);
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=shop.example',
      '-addext',
      'subjectAltName=DNS:shop.example',
      '-keyout',
      file('key'),
      '-out',
      file('cert'),
    ],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(file('key'), 'utf8'), cert: readFileSync(file('cert'), 'utf8') };
}

const tls = certificate();
const seen: { host: string | undefined; path: string | undefined; sni: unknown }[] = [];
const answers: RequestListener = (request, response) => {
  seen.push({ host: request.headers.host, path: request.url, sni: Reflect.get(request.socket, 'servername') });
  switch (request.url) {
    case '/moved':
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
      return;
    case '/big':
      response.writeHead(200);
      // Never ends: only what is read is kept.
      response.write(Buffer.alloc(1024 * 1024));
      return;
    case '/cut':
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
      return;
    case '/silent':
      return;
    case '/headers':
      response.writeHead(200, { 'x-long': 'x'.repeat(60_000) }).end();
      return;
    case '/broken':
      response.writeHead(503).end();
      return;
    default:
      response.writeHead(200).end('ok');
  }
};

let secure = 0;
let plain = 0;
beforeAll(async () => {
  secure = await listening(httpsServer(tls, answers));
  plain = await listening(httpServer(answers));
});
const at = (path: string): string => `https://shop.example:${secure}${path}`;
const options = { ca: tls.cert, timeout: 2000 };

describe('a probe', () => {
  it('connects to the address, and speaks to it by the name', async () => {
    expect(await probe(at('/healthz?x=1'), '127.0.0.1', options)).toEqual({
      kind: 'answered',
      status: 200,
      from: '127.0.0.1',
    });
    expect(seen.at(-1)).toEqual({ host: `shop.example:${secure}`, path: '/healthz?x=1', sni: 'shop.example' });
  });

  it.each([
    ['a redirect as it is', '/moved', 302],
    ['an error as it is', '/broken', 503],
    ['an answer that never ends after 64 KiB', '/big', 200],
  ])('takes %s', async (_, path, status) => {
    const count = seen.length;
    expect(await probe(at(path), '127.0.0.1', options)).toMatchObject({ kind: 'answered', status });
    expect(seen).toHaveLength(count + 1);
  });

  it.each([
    ['no answer in time', () => at('/silent'), { ...options, timeout: 300 }, 'no answer within 0.3 s'],
    ['an answer that breaks off', () => at('/cut'), options, 'aborted'],
    ['headers without end', () => at('/headers'), options, 'HPE_HEADER_OVERFLOW'],
    [
      'a certificate of another name',
      () => `https://other.example:${secure}/`,
      options,
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['a certificate that nobody vouches for', () => at('/'), { timeout: 2000 }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['nobody who listens', () => 'https://shop.example:1/', options, 'ECONNREFUSED'],
    ['something that speaks no TLS', () => `https://shop.example:${plain}/`, options, 'SSL'],
  ])('fails with %s', async (_, url, how, why) => {
    expect(await probe(url(), '127.0.0.1', how)).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) });
  });

  it('fails where a server speaks rubbish', async () => {
    const port = await listening(tcpServer((socket) => socket.end('\u001B[2Jnot http\r\n\r\n')));
    expect(await probe(`http://shop.example:${port}/`, '127.0.0.1', options)).toMatchObject({ kind: 'failed' });
  });

  it.each([
    '169.254.169.254',
    'fe80::1',
    'FE80::1',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:a9fe:a9fe',
  ])('never goes to %s', async (address) => {
    expect(await probe(at('/'), address, options)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('link-local'),
    });
  });

  it('speaks plain HTTP where the URL does', async () => {
    expect(await probe(`http://shop.example:${plain}/`, '127.0.0.1', options)).toMatchObject({
      kind: 'answered',
      status: 200,
    });
  });
});

describe('a probe of several addresses', () => {
  it('is answered by all of them', async () => {
    const url = `http://shop.example:${plain}/`;
    const count = seen.length;
    expect(await probeAll(url, ['127.0.0.1', '127.0.0.1'], 200)).toEqual({
      kind: 'answered',
      status: 200,
      from: '127.0.0.1, 127.0.0.1',
    });
    expect(seen).toHaveLength(count + 2);
  });

  it.each([
    ['one does not answer', ['127.0.0.1', '127.0.0.9'], 'failed'],
    ['one is no address', ['127.0.0.1', '0xa9.0xfe.1.1'], 'unknown'],
    ['one may not be asked', ['127.0.0.1', '169.254.1.1'], 'unknown'],
    ['there is none', [], 'unknown'],
  ])('is %s: the worst counts', async (_, addresses, kind) => {
    expect(await probeAll(`http://shop.example:${plain}/`, addresses, 200, { timeout: 2000 })).toMatchObject({ kind });
  });

  it('tells a status that is not expected', async () => {
    expect(await probeAll(`http://shop.example:${plain}/broken`, ['127.0.0.1'], 200)).toMatchObject({ status: 503 });
  });
});
