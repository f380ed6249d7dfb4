import { describe, expect, it } from '@jest/globals';
import { decode, encodingOf } from '../../../../planner/inventory/source/text.js';

const utf16 = (text: string, big: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

const text = 'Server;Größe\nweb01;16\n';

describe('the encoding of a text', () => {
  it.each<[string, Uint8Array]>([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', utf16(text, false, true)],
    ['utf-16be', utf16(text, true, true)],
    ['utf-16le', utf16(text, false, false)],
    ['utf-16be', utf16(text, true, false)],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ])('is %s, and the text comes out whole from pieces of any length', (encoding, bytes) => {
    const found = encodingOf(bytes);
    expect(found).toBe(encoding);
    for (const piece of [1, 2, 3, 7, 1000]) expect([...decode(bytes, found ?? 'utf-8', piece)].join('')).toBe(text);
  });

  it.each(['utf-8', 'windows-1252'] as const)('%s reads the same whichever of its pieces are plain', (encoding) => {
    const bytes = Buffer.from(`plain text\uFEFFé\uFEFF${'x'.repeat(9)}\uFEFF€${'y'.repeat(9)}`);
    const whole = new TextDecoder(encoding).decode(bytes);
    for (let piece = 1; piece < 30; piece += 1) expect([...decode(bytes, encoding, piece)].join('')).toBe(whole);
  });

  it('keeps a broken character where the text goes on plain', () => {
    const bytes = Buffer.from([0x61, 0xe2, 0x82, 0x62, 0x63]);
    for (const piece of [1, 2, 3, 4, 5]) expect([...decode(bytes, 'utf-8', piece)].join('')).toBe('a\uFFFDbc');
  });

  it('is UTF-8 where the file was cut off within a character', () => {
    expect(encodingOf(Buffer.from('Server;Größe').subarray(0, 10))).toBe('utf-8');
  });

  it('reads the signs that only windows-1252 has', () => {
    expect([...decode(Buffer.from([0x80, 0x84, 0x92]), 'windows-1252')].join('')).toBe('€„’');
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex')],
    ['zero bytes', Buffer.alloc(100)],
    ['noise', Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 131 + (at >> 3)) & 31))],
  ])('is none for %s', (_, bytes) => {
    expect(encodingOf(bytes)).toBeUndefined();
  });
});
