import { labelsOf, nameOf } from './names.js';

/** What a peer sent is not what the protocol allows. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

/** Reads a message from the network: every step is checked against its end, and no loop runs longer than the message. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly #end: number;
  #at: number;

  constructor(bytes: Uint8Array, from = 0, end = bytes.length) {
    this.bytes = bytes;
    this.#at = from;
    this.#end = end;
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#end - this.#at;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw new MalformedMessageError(`the message ends ${count - this.left} bytes too early`);
    this.#at += count;
    return this.bytes.subarray(this.#at - count, this.#at);
  }

  /** An unsigned number of 1 to 6 bytes, big end first. */
  number(count: number): number {
    return this.take(count).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  /** A domain name in Route 53's form. Pointers lead only backwards, so that they cannot loop. */
  name(): string {
    const labels: string[] = [];
    let before = this.#at;
    let jumped: Reader | undefined;
    for (;;) {
      const reader: Reader = jumped ?? this;
      const length = reader.number(1);
      if (length === 0) break;
      if (length >= 0xc0) {
        const target = (length - 0xc0) * 256 + reader.number(1);
        if (target >= before) throw new MalformedMessageError('a compressed name points forward');
        before = target;
        jumped = new Reader(this.bytes, target);
      } else if (length > 63) {
        throw new MalformedMessageError('a label of an unknown kind');
      } else {
        labels.push(String.fromCodePoint(...reader.take(length)));
        if (labels.length > 127) throw new MalformedMessageError('a name with more than 127 labels');
      }
    }
    const name = nameOf(labels);
    if (labelsOf(name) === undefined) throw new MalformedMessageError('a name of more than 255 bytes');
    return name;
  }

  /** Another reader over the next bytes, which this one skips. */
  part(count: number): Reader {
    const from = this.#at;
    this.take(count);
    return new Reader(this.bytes, from, from + count);
  }
}

/** A number as so many bytes, big end first. */
export function number(value: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let index = count - 1, rest = value; index >= 0; index -= 1, rest = Math.floor(rest / 256))
    bytes[index] = rest % 256;
  return bytes;
}

/**
 * A name on the wire, uncompressed.
 *
 * @throws Error where the text is no domain name
 */
export function nameBytes(name: string): Uint8Array {
  const labels = labelsOf(name);
  if (labels === undefined) throw new Error(`"${name}" is not a domain name`);
  return joined([...labels.flatMap((label) => [number(label.length, 1), latin(label.toLowerCase())]), number(0, 1)]);
}

/** Text of one character per byte. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0);

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
