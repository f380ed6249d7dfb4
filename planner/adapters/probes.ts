import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { ProbeSeen } from '../cutover/observation.js';
import { systemCode } from './durable.js';

/** Bytes of an answer that are read at most. */
const mostBytes = 64 * 1024;

export interface ProbeOptions {
  /** Milliseconds for everything: connection, TLS, answer. Default 10 s. */
  readonly timeout?: number;
  /** Certificate authorities to trust instead of the machine's, PEM. */
  readonly ca?: string;
}

/** Metadata services and the neighbours on the wire: nothing that a probe may ask. RFC 3927, RFC 4291 2.5.6, AWS's IPv6 metadata address. */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addSubnet('fd00:ec2::', 32, 'ipv6');

/** Our own network or machine fails: says nothing about the other side. */
const ourSide = new Set(['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'EACCES', 'EPERM']);

/**
 * Asks a URL of one address: the name goes into SNI, Host and the check of the certificate, the connection to the address. Redirects are
 * answers, not followed; at most 64 KiB are read.
 */
export async function probe(url: string, address: string, options: ProbeOptions = {}): Promise<ProbeSeen> {
  if (!isIP(address)) return { kind: 'unknown', why: `${address} is no IP address` };
  if (forbidden.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))
    return { kind: 'unknown', why: `${address} is link-local: it is never asked` };
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const secure = protocol === 'https:';
  const { timeout = 10_000, ca } = options;
  const settings = {
    host: address,
    family: isIPv6(address) ? 6 : 4,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    path: pathname + search,
    method: 'GET',
    agent: false,
    signal: AbortSignal.timeout(timeout),
    maxHeaderSize: 16 * 1024,
    headers: {
      host: port === '' ? hostname : `${hostname}:${port}`,
      'user-agent': 'dc-exit',
      accept: '*/*',
      connection: 'close',
    },
  } as const;
  return new Promise((done) => {
    const failed = (error: unknown): void => done(failure(error, address, timeout));
    const request = secure
      ? httpsRequest({ ...settings, servername: hostname, ...(ca !== undefined && { ca }) })
      : httpRequest(settings);
    request.on('error', failed);
    request.on('response', (response) => {
      let read = 0;
      const answered = (): void => {
        done({ kind: 'answered', status: response.statusCode ?? 0, from: address });
        request.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read >= mostBytes) answered();
      });
      response.on('error', failed);
      response.on('end', answered);
    });
    request.end();
  });
}

function failure(error: unknown, address: string, timeout: number): ProbeSeen {
  const code = systemCode(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR')
    return { kind: 'failed', why: `${address}: no answer within ${timeout / 1000} s` };
  const text = error instanceof Error ? error.message : String(error);
  const why = `${address}: ${code === undefined || text.includes(code) ? text : `${code}: ${text}`}`;
  return code !== undefined && ourSide.has(code)
    ? { kind: 'unknown', why: `from here: ${why}` }
    : { kind: 'failed', why };
}

/**
 * Asks all addresses at once. The worst answer counts: a failure, then what could not be asked, then a status that is not `expect`; an answer
 * names all addresses that gave it.
 */
export async function probeAll(
  url: string,
  addresses: readonly string[],
  expect: number | undefined,
  options: ProbeOptions = {},
): Promise<ProbeSeen> {
  if (addresses.length === 0) return { kind: 'unknown', why: 'there is no address to ask' };
  const seen = await Promise.all(addresses.map((address) => probe(url, address, options)));
  const bad = seen.find(({ kind }) => kind === 'failed') ?? seen.find(({ kind }) => kind === 'unknown');
  if (bad !== undefined) return bad;
  const answers = seen.filter((each) => each.kind === 'answered');
  const worst = answers.find(({ status }) => (expect === undefined ? status >= 500 : status !== expect)) ?? answers[0];
  if (worst === undefined) return { kind: 'unknown', why: 'there is no address to ask' };
  const same = answers.filter(({ status }) => status === worst.status).map(({ from }) => from);
  return { ...worst, from: same.join(', ') };
}
