import { joined, MalformedMessageError, nameBytes, number, Reader } from './bytes.js';
import { classes, opcodes, rcodeName, rcodeNumber, typeCode, typeName } from './codes.js';
import { dataBytes, readData } from './rdata.js';

/** One record as text: names in Route 53's form, data as Route 53 takes it. */
export interface DnsRecord {
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  readonly data: string;
}

/** A record with what updates and signatures need: its class, its bytes, and where it begins in the message. */
export interface RawRecord extends DnsRecord {
  readonly class: number;
  readonly bytes: Uint8Array;
  readonly start: number;
}

export interface Message {
  readonly id: number;
  readonly opcode: number;
  readonly kind: 'query' | 'response';
  /** AA: the server answers from the zone itself. */
  readonly authoritative: boolean;
  /** TC: ask again over TCP. */
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly rcode: string;
  readonly questions: readonly { readonly name: string; readonly type: string }[];
  readonly answers: readonly RawRecord[];
  readonly authority: readonly RawRecord[];
  readonly additional: readonly RawRecord[];
}

/** Records of one message at most: nothing that a cutover asks for has more, and a hostile peer shall not make us work. */
const mostRecords = 2000;

/** @throws MalformedMessageError */
export function decodeMessage(bytes: Uint8Array): Message {
  const reader = new Reader(bytes);
  const id = reader.number(2);
  const flags = reader.number(2);
  const [questions = 0, answers = 0, authority = 0, additional = 0] = Array.from({ length: 4 }, () => reader.number(2));
  if (questions + answers + authority + additional > mostRecords)
    throw new MalformedMessageError(`more than ${mostRecords} records`);
  const bit = (place: number): boolean => Math.floor(flags / 2 ** place) % 2 === 1;
  return {
    id,
    opcode: Math.floor(flags / 2 ** 11) % 16,
    kind: bit(15) ? 'response' : 'query',
    authoritative: bit(10),
    truncated: bit(9),
    recursionDesired: bit(8),
    recursionAvailable: bit(7),
    rcode: rcodeName(flags % 16),
    questions: times(questions, () => {
      const name = reader.name();
      const type = typeName(reader.number(2));
      reader.number(2);
      return { name, type };
    }),
    answers: times(answers, () => readRecord(reader)),
    authority: times(authority, () => readRecord(reader)),
    additional: times(additional, () => readRecord(reader)),
  };
}

const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

function readRecord(reader: Reader): RawRecord {
  const start = reader.at;
  const name = reader.name();
  const code = reader.number(2);
  const klass = reader.number(2);
  const ttl = reader.number(4);
  const data = reader.part(reader.number(2));
  const bytes = data.bytes.subarray(data.at, data.at + data.left);
  const type = typeName(code);
  // Updates have records without data, and the data of OPT and TSIG is read by whoever needs it.
  const text = bytes.length === 0 || type === 'OPT' || type === 'TSIG' ? '' : readData(code, data);
  return { name, type, class: klass, ttl, data: text, bytes, start };
}

/** What is needed to send a message; everything else follows from its kind. */
export interface Outgoing {
  readonly id: number;
  readonly opcode?: number;
  readonly kind?: 'query' | 'response';
  readonly recursionDesired?: boolean;
  readonly authoritative?: boolean;
  readonly truncated?: boolean;
  readonly rcode?: string;
  readonly question: { readonly name: string; readonly type: string };
  readonly answers?: readonly Uint8Array[];
  readonly authority?: readonly Uint8Array[];
  readonly additional?: readonly Uint8Array[];
}

/** @throws Error where the question is no domain name */
export function encodeMessage(message: Outgoing): Uint8Array {
  const { id, opcode = opcodes.query, question, answers = [], authority = [], additional = [] } = message;
  const flags =
    (message.kind === 'response' ? 2 ** 15 : 0) +
    opcode * 2 ** 11 +
    (message.authoritative === true ? 2 ** 10 : 0) +
    (message.truncated === true ? 2 ** 9 : 0) +
    (message.recursionDesired === true ? 2 ** 8 : 0) +
    rcodeNumber(message.rcode ?? 'NOERROR');
  return joined([
    ...[id, flags, 1, answers.length, authority.length, additional.length].map((value) => number(value, 2)),
    nameBytes(question.name),
    number(typeCode(question.type), 2),
    number(classes.in, 2),
    ...answers,
    ...authority,
    ...additional,
  ]);
}

/** A record on the wire. */
export const recordBytes = (name: string, type: string, klass: number, ttl: number, data: Uint8Array): Uint8Array =>
  joined([nameBytes(name), number(typeCode(type), 2), number(klass, 2), number(ttl, 4), number(data.length, 2), data]);

/** @throws Error where the data is not of its type */
export const recordOf = ({ name, type, ttl, data }: DnsRecord): Uint8Array =>
  recordBytes(name, type, classes.in, ttl, dataBytes(type, data));

/** EDNS: answers of up to 1232 bytes over UDP, which no path fragments (DNS flag day 2020). */
export const edns = (): Uint8Array =>
  joined([number(0, 1), number(typeCode('OPT'), 2), number(1232, 2), number(0, 4), number(0, 2)]);
