import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import type { ServerAddress } from '../../planner/adapters/dns/transport.js';

export type Transport = 'udp' | 'tcp';

/** Bytes to send back, several datagrams, or nothing at all. */
export type Responder = (message: Uint8Array, transport: Transport) => Uint8Array | readonly Uint8Array[] | undefined;

export interface DnsServer {
  readonly at: ServerAddress;
  readonly stop: () => Promise<void>;
}

/** Something on loopback that is asked over UDP and TCP, on one port, and answers whatever it likes. */
export async function startDnsServer(respond: Responder): Promise<DnsServer> {
  const tcp = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      received = Buffer.concat([received, part]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const replies = listOf(respond(received.subarray(2, end), 'tcp'));
        received = received.subarray(end);
        if (replies.length === 0) socket.destroy();
        for (const reply of replies) socket.write(framed(reply));
      }
    });
  });
  const port = await listening(tcp);
  const udp = createSocket('udp4');
  udp.on('message', (message, from) => {
    for (const reply of listOf(respond(message, 'udp'))) udp.send(reply, from.port, from.address);
  });
  await new Promise<void>((done) => udp.bind(port, '127.0.0.1', done));
  return {
    at: { address: '127.0.0.1', port },
    stop: async () => {
      await new Promise<void>((done) => udp.close(done));
      await new Promise<void>((done) => tcp.close(() => done()));
    },
  };
}

const listOf = (replies: ReturnType<Responder>): readonly Uint8Array[] =>
  replies === undefined ? [] : replies instanceof Uint8Array ? [replies] : replies;

function framed(message: Uint8Array): Uint8Array {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
