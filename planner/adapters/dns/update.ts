import { randomInt } from 'node:crypto';
import type { RecordSet } from '../../cutover/records.js';
import { classes, opcodes } from './codes.js';
import { decodeMessage, encodeMessage, recordBytes } from './message.js';
import { dataBytes } from './rdata.js';
import { NoAnswerError, overTcp, type Exchange, type ServerAddress } from './transport.js';
import { signed, type TsigKey, verified } from './tsig.js';

/** A dynamic update of RFC 2136: what must hold, and what is to be done if all of it does. */
export interface Update {
  readonly zone: string;
  readonly conditions: readonly Condition[];
  readonly changes: readonly Step[];
}

/** `same`: these values and no others, whatever their TTL. `absent`: no record of the type. */
export type Condition =
  | { readonly kind: 'same'; readonly recordSet: RecordSet }
  | { readonly kind: 'absent'; readonly name: string; readonly type: string };

export type Step =
  | { readonly kind: 'delete'; readonly name: string; readonly type: string }
  | { readonly kind: 'add'; readonly recordSet: RecordSet };

/**
 * `done`: the server says so, which is no evidence (BIND drops a CNAME beside an A and says so). `stale`: a condition does not hold; nothing was
 * done. `unknown`: it may have been done.
 */
export type Updated =
  | { readonly kind: 'done' }
  | { readonly kind: 'stale' | 'refused' | 'credentials' | 'unreachable' | 'unknown'; readonly message: string };

/** Types that decide where a web client goes; a name that changes from one to another must have none of the rest. */
const addressTypes = ['A', 'AAAA', 'CNAME'];

/** The compare-and-swap of one name: exactly `from` is there, of all address types, and then it is `to`. */
export function swap(zone: string, name: string, from: readonly RecordSet[], to: readonly RecordSet[]): Update {
  const present = new Set(from.map(({ Type }) => Type));
  const absent = [...new Set([...addressTypes, ...to.map(({ Type }) => Type)])].filter((type) => !present.has(type));
  return {
    zone,
    conditions: [
      ...from.map((recordSet): Condition => ({ kind: 'same', recordSet })),
      ...absent.map((type): Condition => ({ kind: 'absent', name, type })),
    ],
    changes: [
      ...from.map(({ Name, Type }): Step => ({ kind: 'delete', name: Name, type: Type })),
      ...to.map((recordSet): Step => ({ kind: 'add', recordSet })),
    ],
  };
}

const nothing = new Uint8Array();

/** One record on the wire for each value. */
const valuesOf = (recordSet: RecordSet, ttl: number): readonly Uint8Array[] =>
  (recordSet.ResourceRecords ?? []).map(({ Value }) =>
    recordBytes(recordSet.Name, recordSet.Type, classes.in, ttl, dataBytes(recordSet.Type, Value)),
  );

/** @throws Error where a record set has values that are no data of its type */
export function encodeUpdate({ zone, conditions, changes }: Update, id: number): Uint8Array {
  return encodeMessage({
    id,
    opcode: opcodes.update,
    question: { name: zone, type: 'SOA' },
    answers: conditions.flatMap((condition) =>
      condition.kind === 'same'
        ? valuesOf(condition.recordSet, 0)
        : [recordBytes(condition.name, condition.type, classes.none, 0, nothing)],
    ),
    authority: changes.flatMap((step) =>
      step.kind === 'add'
        ? valuesOf(step.recordSet, step.recordSet.TTL ?? 0)
        : [recordBytes(step.name, step.type, classes.any, 0, nothing)],
    ),
  });
}

export interface UpdateOptions {
  readonly key: TsigKey;
  /** Milliseconds since the epoch: the signature carries it. */
  readonly now: number;
  /** Milliseconds; default 10 s. */
  readonly timeout?: number;
  /** Default TCP: an update is sent once, and never lost in silence. */
  readonly exchange?: Exchange;
}

const rcodes: Readonly<Record<string, Exclude<Updated['kind'], 'done'>>> = {
  NXRRSET: 'stale',
  YXRRSET: 'stale',
  YXDOMAIN: 'stale',
  NXDOMAIN: 'stale',
  REFUSED: 'refused',
  NOTAUTH: 'refused',
  NOTZONE: 'refused',
  NOTIMP: 'refused',
  FORMERR: 'refused',
};

/** Sends an update, signed, and checks the signature of the answer. Sent once: whether it was carried out is otherwise not known. */
export async function sendUpdate(server: ServerAddress, update: Update, options: UpdateOptions): Promise<Updated> {
  const { key, now, timeout = 10_000, exchange = overTcp } = options;
  const seconds = Math.floor(now / 1000);
  const id = randomInt(65_536);
  const request = signed(encodeUpdate(update, id), key, seconds);
  try {
    const bytes = await exchange(server, request.bytes, {
      timeout,
      isAnswer: (reply) => reply.length >= 12 && new DataView(reply.buffer, reply.byteOffset).getUint16(0) === id,
    });
    const message = decodeMessage(bytes);
    const signature = verified(bytes, message, key, request.mac, seconds);
    if (signature.kind === 'refused') return { kind: 'credentials', message: signature.why };
    // Anybody could have written it; what the server did is not known.
    if (signature.kind !== 'verified') return { kind: 'unknown', message: `${message.rcode}, but ${signature.why}` };
    if (message.rcode === 'NOERROR') return { kind: 'done' };
    return { kind: rcodes[message.rcode] ?? 'unknown', message: `the server answers ${message.rcode}` };
  } catch (error) {
    if (error instanceof NoAnswerError) return { kind: error.sent ? 'unknown' : 'unreachable', message: error.message };
    if (error instanceof Error && error.name === 'MalformedMessageError')
      return { kind: 'unknown', message: error.message };
    throw error;
  }
}
