import { randomInt } from 'node:crypto';
import { MalformedMessageError } from './bytes.js';
import { decodeMessage, edns, encodeMessage, type DnsRecord, type Message } from './message.js';
import { route53Name } from './names.js';
import { addressText, type Exchange, NoAnswerError, overTcp, overUdp, type ServerAddress } from './transport.js';

export interface Question {
  /** With or without the final dot. */
  readonly name: string;
  readonly type: string;
}

/** What one server answered. */
export interface Answered {
  readonly kind: 'answered';
  readonly server: ServerAddress;
  readonly rcode: string;
  /** The AA bit: it answers from the zone itself, not from a cache. */
  readonly authoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authority: readonly DnsRecord[];
  /** Seconds for which resolvers keep "nothing there": the smaller of the SOA's TTL and its minimum. Undefined without SOA. */
  readonly negativeTtl: number | undefined;
}

/** `silent`: no answer came. `garbled`: what came is no DNS message. */
export type Asked =
  | Answered
  | { readonly kind: 'silent' | 'garbled'; readonly server: ServerAddress; readonly message: string };

export interface QueryOptions {
  /** Milliseconds for each try; default 2000. */
  readonly timeout?: number;
  /** Datagrams get lost; default 3 tries over UDP. */
  readonly tries?: number;
  /** Ask a resolver to look further; default no, as for an authoritative server. */
  readonly recursion?: boolean;
}

/** Asks one server: over UDP, and over TCP where the answer does not fit. Never throws for what the server does. */
export async function query(server: ServerAddress, question: Question, options: QueryOptions = {}): Promise<Asked> {
  const { timeout = 2000, tries = 3, recursion = false } = options;
  const name = route53Name(question.name);
  const ask = async (exchange: Exchange): Promise<Message> => {
    const id = randomInt(65_536);
    const bytes = encodeMessage({
      id,
      recursionDesired: recursion,
      question: { name, type: question.type },
      additional: [edns()],
    });
    return decodeMessage(
      await exchange(server, bytes, { timeout, isAnswer: (reply) => answersTo(reply, id, name, question.type) }),
    );
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const message = await ask(overUdp);
      return answered(server, message.truncated ? await ask(overTcp) : message);
    } catch (error) {
      if (error instanceof MalformedMessageError)
        return { kind: 'garbled', server, message: `${addressText(server)}: ${error.message}` };
      if (!(error instanceof NoAnswerError)) throw error;
      if (attempt >= tries) return { kind: 'silent', server, message: error.message };
    }
  }
}

/** Whether it is a response to this very question; what cannot be read so far is not. */
function answersTo(bytes: Uint8Array, id: number, name: string, type: string): boolean {
  if (bytes.length < 12 || new DataView(bytes.buffer, bytes.byteOffset).getUint16(0) !== id) return false;
  try {
    const { kind, questions } = decodeMessage(bytes);
    const [question] = questions;
    return kind === 'response' && questions.length === 1 && question?.name === name && question.type === type;
  } catch {
    // The id is right: it is the answer, and it is garbled. Waiting for another would only hide that.
    return true;
  }
}

function answered(server: ServerAddress, message: Message): Answered {
  const soa = message.authority.find(({ type }) => type === 'SOA');
  return {
    kind: 'answered',
    server,
    rcode: message.rcode,
    authoritative: message.authoritative,
    answers: message.answers.map(plain),
    authority: message.authority.map(plain),
    negativeTtl: soa === undefined ? undefined : Math.min(soa.ttl, Number(soa.data.split(' ').at(-1))),
  };
}

const plain = ({ name, type, ttl, data }: DnsRecord): DnsRecord => ({ name, type, ttl, data });
