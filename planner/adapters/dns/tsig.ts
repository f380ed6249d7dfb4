import { createHmac, timingSafeEqual } from 'node:crypto';
import { joined, MalformedMessageError, nameBytes, number, Reader } from './bytes.js';
import { classes } from './codes.js';
import { type Message, recordBytes, type RawRecord } from './message.js';
import { route53Name } from './names.js';

/** A shared secret of RFC 8945. The algorithm is hmac-sha256: the one that every implementation must have and nothing speaks against. */
export interface TsigKey {
  readonly name: string;
  readonly secret: Uint8Array;
}

const algorithm = 'hmac-sha256.';

/** Seconds that clocks may differ (RFC 8945, 10: recommended). */
const fudge = 300;

/** Errors that a TSIG record itself reports (IANA "TSIG RCODE"). */
const errors: Readonly<Record<number, string>> = { 16: 'BADSIG', 17: 'BADKEY', 18: 'BADTIME', 22: 'BADTRUNC' };

/** Fields of a TSIG record's data. */
interface Fields {
  readonly algorithm: string;
  /** Seconds since the epoch, 48 bits. */
  readonly time: number;
  readonly fudge: number;
  readonly mac: Uint8Array;
  readonly originalId: number;
  readonly error: number;
  readonly other: Uint8Array;
}

export interface Signed {
  readonly bytes: Uint8Array;
  /** Goes into the signature of the answer. */
  readonly mac: Uint8Array;
}

/**
 * A message with its signature as the last additional record.
 *
 * @param seconds since the epoch
 */
export function signed(message: Uint8Array, key: TsigKey, seconds: number): Signed {
  const unsigned = { algorithm, time: seconds, fudge, error: 0, other: new Uint8Array() };
  const mac = digest(key, [message, variables(key, unsigned)]);
  const [high = 0, low = 0] = message;
  const data = joined([
    nameBytes(algorithm),
    number(seconds, 6),
    number(fudge, 2),
    number(mac.length, 2),
    mac,
    number(high * 256 + low, 2),
    number(0, 2),
    number(0, 2),
  ]);
  const record = recordBytes(key.name, 'TSIG', classes.any, 0, data);
  return { bytes: joined([withAdditional(message, 1), record]), mac };
}

/** `unsigned`: no signature. `refused`: the server says that it could not check ours (BADKEY, BADSIG, BADTIME). `forged`: the signature is wrong. */
export type Verified =
  | { readonly kind: 'verified' }
  | { readonly kind: 'unsigned' | 'forged' | 'refused'; readonly why: string };

/**
 * Checks the signature of an answer against that of the question.
 *
 * @param bytes the answer as it came
 * @param seconds since the epoch
 */
export function verified(
  bytes: Uint8Array,
  message: Message,
  key: TsigKey,
  requestMac: Uint8Array,
  seconds: number,
): Verified {
  const record = message.additional.at(-1);
  if (record?.type !== 'TSIG') return { kind: 'unsigned', why: 'the answer carries no TSIG' };
  const fields = fieldsOf(record);
  if (fields === undefined) return { kind: 'forged', why: 'the TSIG of the answer cannot be read' };
  const fault = errors[fields.error] ?? (fields.error === 0 ? undefined : `TSIG error ${fields.error}`);
  // A server that does not know the key or disbelieves the signature cannot sign (RFC 8945, 5.3.2).
  if (fault !== undefined && fields.mac.length === 0)
    return { kind: 'refused', why: `the server answers ${fault} for the key ${key.name}` };
  if (record.class !== classes.any || record.ttl !== 0)
    return { kind: 'forged', why: 'the TSIG of the answer is not of class ANY and TTL 0' };
  if (record.name !== route53Name(key.name) || fields.algorithm !== algorithm)
    return { kind: 'forged', why: 'the answer is signed with another key' };
  const original = joined([
    number(fields.originalId, 2),
    withAdditional(bytes.subarray(0, record.start), -1).subarray(2),
  ]);
  const mac = digest(key, [number(requestMac.length, 2), requestMac, original, variables(key, fields)]);
  if (mac.length !== fields.mac.length || !timingSafeEqual(mac, fields.mac))
    return { kind: 'forged', why: 'the signature of the answer is wrong' };
  if (fault !== undefined) return { kind: 'refused', why: `the server answers ${fault} for the key ${key.name}` };
  return Math.abs(seconds - fields.time) > fields.fudge
    ? {
        kind: 'forged',
        why: `the answer was signed ${Math.abs(seconds - fields.time)} s away from the clock of this machine`,
      }
    : { kind: 'verified' };
}

function fieldsOf({ bytes }: RawRecord): Fields | undefined {
  try {
    const reader = new Reader(bytes);
    const name = reader.name();
    const time = reader.number(6);
    const allowed = reader.number(2);
    const mac = reader.take(reader.number(2));
    const originalId = reader.number(2);
    const error = reader.number(2);
    const other = reader.take(reader.number(2));
    return reader.left > 0 ? undefined : { algorithm: name, time, fudge: allowed, mac, originalId, error, other };
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

/** What is signed besides the message (RFC 8945, 4.3.3). */
const variables = (key: TsigKey, fields: Omit<Fields, 'mac' | 'originalId'>): Uint8Array =>
  joined([
    nameBytes(key.name),
    number(classes.any, 2),
    number(0, 4),
    nameBytes(fields.algorithm),
    number(fields.time, 6),
    number(fields.fudge, 2),
    number(fields.error, 2),
    number(fields.other.length, 2),
    fields.other,
  ]);

const digest = ({ secret }: TsigKey, parts: readonly Uint8Array[]): Uint8Array =>
  createHmac('sha256', secret).update(joined(parts)).digest();

/** The message with so many more additional records announced. */
function withAdditional(message: Uint8Array, more: number): Uint8Array {
  const copy = Uint8Array.from(message);
  const view = new DataView(copy.buffer);
  view.setUint16(10, view.getUint16(10) + more);
  return copy;
}

/** The secret as it is written in configurations. @returns undefined for what is no base64 of at least 16 bytes */
export function secretOf(base64: string): Uint8Array | undefined {
  const text = base64.trim();
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length >= 16 ? bytes : undefined;
}
