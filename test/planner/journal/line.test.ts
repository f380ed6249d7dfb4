import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { crc32c } from '../../../planner/journal/crc32c.js';
import { decodeLine, encodeLine, firstPrev, linkOf, longestLine } from '../../../planner/journal/line.js';
import { runs } from '../../support/runs.js';

const stamp = { n: 1, prev: firstPrev, at: '2027-03-02T17:04:11.201Z', by: 'jo@host', lease: 7 };
const bytes = (text: string): Uint8Array => Buffer.from(text);
const summed = (json: string): Uint8Array => bytes(`${crc32c(bytes(json)).toString(16).padStart(8, '0')} ${json}`);

describe('the checksum of a line', () => {
  it.each([
    // RFC 3720, appendix B.4
    ['32 bytes of zeroes', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 bytes rising', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
    ['123456789', bytes('123456789'), 0xe3069283],
    ['nothing', new Uint8Array(), 0],
  ])('is CRC-32C: %s', (_, input, sum) => {
    expect(crc32c(input)).toBe(sum);
  });
});

describe('a line of a journal', () => {
  it('is the sum, a space, the stamp first, the entry, a newline', () => {
    const text = Buffer.from(encodeLine({ kind: 'hold', because: 'é' }, stamp).bytes).toString();
    expect(text).toMatch(
      /^[0-9a-f]{8} \{"n":1,"prev":"0{16}","at":"2027-03-02T17:04:11\.201Z","by":"jo@host","lease":7,"kind":"hold","because":"é"\}\n$/,
    );
  });

  it('cannot be given another stamp by its entry', () => {
    const { bytes: line } = encodeLine({ n: 99, lease: 0, kind: 'x' }, stamp);
    expect(decodeLine(line.subarray(0, -1))).toMatchObject({ ok: true, line: { stamp } });
  });

  it('reads back whatever was written, and is safe to print', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (fields) => {
        const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !Object.hasOwn(stamp, key)));
        const encoded = encodeLine(rest, stamp);
        const line = encoded.bytes.subarray(0, -1);
        expect(line.includes(0x0a)).toBe(false);
        expect(Buffer.from(line).toString()).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/);
        expect(decodeLine(line)).toEqual({
          ok: true,
          line: { stamp, fields: JSON.parse(JSON.stringify(rest)) as unknown, link: encoded.link },
        });
        expect(linkOf(line)).toBe(encoded.link);
      }),
      { numRuns: runs(15) },
    );
  });

  it('is refused when any byte of it changes', () => {
    const line = encodeLine({ kind: 'approve', because: 'go' }, stamp).bytes.subarray(0, -1);
    for (let i = 0; i < line.length; i += 1)
      for (const bit of [1, 0x80]) {
        const changed = Uint8Array.from(line);
        changed[i] = (changed[i] ?? 0) ^ bit;
        expect(decodeLine(changed).ok).toBe(false);
      }
  });

  it.each([
    ['no sum', bytes('{"n":1}'), 'sum'],
    ['nothing', bytes(''), 'sum'],
    ['a sum in capitals', bytes(Buffer.from(summed('{}')).toString().toUpperCase()), 'sum'],
    ['no object', summed('[]'), 'content'],
    ['no JSON', summed('{"n":'), 'content'],
    ['no stamp', summed('{}'), 'content'],
    ['n of zero', summed(JSON.stringify({ ...stamp, n: 0 })), 'content'],
    ['n with a fraction', summed(JSON.stringify({ ...stamp, n: 1.5 })), 'content'],
    ['a short prev', summed(JSON.stringify({ ...stamp, prev: 'abc' })), 'content'],
    ['no time', summed(JSON.stringify({ ...stamp, at: 'soon' })), 'content'],
    ['no lease', summed(JSON.stringify({ ...stamp, lease: undefined })), 'content'],
    ['too many bytes', new Uint8Array(longestLine + 1), 'sum'],
  ])('is refused with %s', (_, line, wrong) => {
    expect(decodeLine(line)).toMatchObject({ ok: false, wrong });
  });

  it('is refused where its bytes are not UTF-8, though the sum is right', () => {
    const json = Buffer.concat([bytes('{"a":"'), Uint8Array.of(0xc3, 0x28), bytes('"}')]);
    const line = Buffer.concat([bytes(`${crc32c(json).toString(16).padStart(8, '0')} `), json]);
    expect(decodeLine(line)).toMatchObject({ ok: false, wrong: 'content' });
  });

  it('never touches a prototype', () => {
    const decoded = decodeLine(summed(JSON.stringify(stamp).replace('{', '{"__proto__":{"polluted":true},')));
    expect(decoded.ok).toBe(true);
    expect(Object.getPrototypeOf(decoded.ok ? decoded.line.fields : undefined)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('is not written longer than it may be read', () => {
    expect(() => encodeLine({ text: 'x'.repeat(longestLine) }, stamp)).toThrow(/too long/);
  });
});
