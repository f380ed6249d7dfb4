import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';

/** Where a DNS server listens. */
export interface ServerAddress {
  readonly address: string;
  readonly port: number;
}

/** `192.0.2.1:53`, `[2001:db8::1]:53`. */
export const addressText = ({ address, port }: ServerAddress): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

/** No answer came: nobody there, too late, or cut off. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** Whether the message may have arrived all the same. */
  readonly sent: boolean;

  constructor(message: string, sent: boolean) {
    super(message);
    this.sent = sent;
  }
}

export interface ExchangeOptions {
  /** Milliseconds to wait for the answer. */
  readonly timeout: number;
  /** Whether these bytes answer the question; others are left aside, as long as time remains (over UDP anybody may send them). */
  readonly isAnswer: (bytes: Uint8Array) => boolean;
}

/** @throws NoAnswerError */
export type Exchange = (server: ServerAddress, message: Uint8Array, options: ExchangeOptions) => Promise<Uint8Array>;

/** One datagram there and one back. The socket is connected, so that the kernel drops what others send, and its port is drawn by the kernel. */
export const overUdp: Exchange = (server, message, { timeout, isAnswer }) =>
  new Promise((answer, fail) => {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      // Closing may still report what the kernel learned of the last datagram.
      socket.on('error', () => undefined);
      socket.close();
      finish();
    };
    let sent = false;
    const giveUp = (why: string): void => end(() => fail(new NoAnswerError(`${addressText(server)}: ${why}`, sent)));
    const timer = setTimeout(() => giveUp(`no answer over UDP within ${timeout} ms`), timeout);
    socket.on('error', (error) => giveUp(error.message));
    socket.on('message', (bytes) => {
      if (isAnswer(bytes)) end(() => answer(bytes));
    });
    socket.on('connect', () => {
      sent = true;
      socket.send(message);
    });
    socket.connect(server.port, server.address);
  });

/** One message there and one back over TCP, each after its length in two bytes. */
export const overTcp: Exchange = (server, message, { timeout, isAnswer }) =>
  new Promise((answer, fail) => {
    const socket = connect({ host: server.address, port: server.port });
    const parts: Buffer[] = [];
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.destroy();
      finish();
    };
    let sent = false;
    const giveUp = (why: string): void => end(() => fail(new NoAnswerError(`${addressText(server)}: ${why}`, sent)));
    const timer = setTimeout(() => giveUp(`no answer over TCP within ${timeout} ms`), timeout);
    socket.on('error', (error) => giveUp(error.message));
    socket.on('close', () => giveUp('the connection was closed before the answer'));
    socket.on('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      sent = true;
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (part) => {
      parts.push(part);
      const bytes = Buffer.concat(parts);
      if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return;
      const body = bytes.subarray(2, 2 + bytes.readUInt16BE(0));
      if (isAnswer(body)) end(() => answer(body));
      else giveUp('an answer to another question');
    });
  });
