import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const lookAt = 64 * 1024;

/**
 * The encoding of a text, or undefined where the bytes are no text. A byte order mark decides; without one, zero bytes in every other place
 * are UTF-16, what is valid UTF-8 is UTF-8, and the rest is windows-1252, in which every byte means something.
 */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, lookAt);
  const { even, odd, control } = count(head);
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.02) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.02) return 'utf-16be';
  if (even + odd + control > head.length * 0.01 + 2) return undefined;
  return isUtf8(withoutCutCharacter(bytes)) ? 'utf-8' : 'windows-1252';
}

/** Zero bytes at even and odd places, and control characters that no text has. */
function count(head: Uint8Array): { readonly even: number; readonly odd: number; readonly control: number } {
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] ?? 0;
    if (byte === 0) {
      if (at % 2 === 0) even += 1;
      else odd += 1;
    } else if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) control += 1;
  }
  return { even, odd, control };
}

/** A file cut off in the middle of a character is still UTF-8. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) return bytes;
  }
  return bytes;
}

/** Texts of this length are not moved about by the collector (V8's limit for that is 128 KiB), and it is far from the file's. */
const pieceBytes = 256 * 1024;

/** A part of a text. */
export interface Piece {
  readonly text: string;
  /** Its bytes, where these are its characters (ASCII) and it ends with a line: then they need not be made of the text again. */
  readonly codes: Uint8Array | undefined;
}

/**
 * The text in pieces, so that a large file is never one string; a byte order mark is left out.
 * @param newline the byte that ends a line: where one is near, a piece ends with it
 */
export function* piecesOf(bytes: Uint8Array, encoding: Encoding, newline = 10, piece = pieceBytes): Generator<Piece> {
  const hasAscii = encoding === 'utf-8' || encoding === 'windows-1252';
  let decoder: TextDecoder | undefined;
  let end = 0;
  for (let at = 0; at < bytes.length; at = end) {
    const last = hasAscii && at + piece < bytes.length ? bytes.lastIndexOf(newline, at + piece - 1) : -1;
    end = last >= at ? last + 1 : at + piece;
    const part = bytes.subarray(at, end);
    // Nearly all pieces are ASCII throughout, which is copied seven times as fast as it is decoded. No character may reach into the piece.
    if (hasAscii && (bytes[at - 1] ?? 0) < 0x80 && isAscii(part)) {
      const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
      yield { text, codes: part.at(-1) === newline ? part : undefined };
      continue;
    }
    // Only the beginning of the file can be a byte order mark.
    decoder ??= new TextDecoder(encoding, { ignoreBOM: at > 0 });
    yield { text: decoder.decode(part, { stream: end < bytes.length }), codes: undefined };
  }
}

/** The same as strings. */
export function* decode(bytes: Uint8Array, encoding: Encoding, piece = pieceBytes): Generator<string> {
  for (const { text } of piecesOf(bytes, encoding, 10, piece)) yield text;
}
