import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeMessage, encodeMessage, recordBytes } from '../../../../planner/adapters/dns/message.js';
import { joined, nameBytes, number } from '../../../../planner/adapters/dns/bytes.js';
import { secretOf, signed, type TsigKey, verified } from '../../../../planner/adapters/dns/tsig.js';

const key: TsigKey = { name: 'cutover.', secret: Uint8Array.from({ length: 32 }, (_, index) => index) };
const now = 1_803_000_000;
const request = encodeMessage({ id: 7, question: { name: 'example.com.', type: 'SOA' } });

/** What a server that signs as we do would answer: the MAC of the request goes first into its digest. */
function check(bytes: Uint8Array, seconds = now, other: TsigKey = key) {
  return verified(bytes, decodeMessage(bytes), other, new Uint8Array(), seconds).kind;
}

/** With an empty request MAC an answer's digest begins with its length, two zero bytes; a request's does not. */
const answer = (() => {
  const plain = encodeMessage({ id: 7, kind: 'response', question: { name: 'example.com.', type: 'SOA' } });
  return signedAnswer(plain);
})();

function signedAnswer(plain: Uint8Array): Uint8Array {
  // The signature of a request over the same bytes, preceded by the empty MAC of two zero bytes.
  const { bytes } = signed(joined([number(0, 2), plain]), key, now);
  const mac = bytes.subarray(bytes.length - 32 - 6, bytes.length - 6);
  const data = joined([
    nameBytes('hmac-sha256.'),
    number(now, 6),
    number(300, 2),
    number(32, 2),
    mac,
    number(7, 2),
    number(0, 2),
    number(0, 2),
  ]);
  const announced = Uint8Array.from(plain);
  announced[11] = 1;
  return joined([announced, recordBytes(key.name, 'TSIG', 255, 0, data)]);
}

const macOf = (message: Uint8Array, one: TsigKey, seconds: number) =>
  Buffer.from(signed(message, one, seconds).mac).toString('hex');

describe('a signature', () => {
  it('is the last additional record, of class ANY and TTL 0', () => {
    const { bytes, mac } = signed(request, key, now);
    expect(decodeMessage(bytes).additional).toMatchObject([{ name: 'cutover.', type: 'TSIG', class: 255, ttl: 0 }]);
    expect(mac).toHaveLength(32);
    expect([...bytes.subarray(0, 10)]).toEqual([...request.subarray(0, 10)]);
  });

  it('is the same for the same message, key and time, and another for another of them', () => {
    const same = macOf(request, key, now);
    expect(macOf(request, key, now)).toBe(same);
    expect(macOf(request, { ...key, name: 'other.' }, now)).not.toBe(same);
    expect(macOf(request, { ...key, secret: new Uint8Array(32) }, now)).not.toBe(same);
    expect(macOf(request, key, now + 1)).not.toBe(same);
    expect(macOf(encodeMessage({ id: 8, question: { name: 'example.com.', type: 'SOA' } }), key, now)).not.toBe(same);
  });
});

describe('an answer', () => {
  it.each<readonly [string, Uint8Array, number, TsigKey, string]>([
    ['signed with our key', answer, now, key, 'verified'],
    ['signed within five minutes', answer, now + 300, key, 'verified'],
    ['signed longer ago', answer, now + 301, key, 'forged'],
    ['signed in the future', answer, now - 301, key, 'forged'],
    ['signed with another secret', answer, now, { ...key, secret: new Uint8Array(32) }, 'forged'],
    ['signed with a key of another name', answer, now, { ...key, name: 'other' }, 'forged'],
    [
      'not signed',
      encodeMessage({ id: 7, kind: 'response', question: { name: 'example.com.', type: 'SOA' } }),
      now,
      key,
      'unsigned',
    ],
  ])('%s: %#', (_title, bytes, seconds, one, expected) => {
    expect(check(bytes, seconds, one)).toBe(expected);
  });

  it('that says BADKEY or BADSIG is a refusal of our key, and carries no signature', () => {
    for (const [error, name] of [
      [16, 'BADSIG'],
      [17, 'BADKEY'],
    ] as const) {
      const data = joined([
        nameBytes('hmac-sha256.'),
        number(now, 6),
        number(300, 2),
        number(0, 2),
        number(7, 2),
        number(error, 2),
        number(0, 2),
      ]);
      const bytes = encodeMessage({
        id: 7,
        kind: 'response',
        rcode: 'NOTAUTH',
        question: { name: 'example.com.', type: 'SOA' },
        additional: [recordBytes('cutover.', 'TSIG', 255, 0, data)],
      });
      const verdict = verified(bytes, decodeMessage(bytes), key, new Uint8Array(32), now);
      expect(verdict).toEqual({ kind: 'refused', why: expect.stringContaining(name) });
    }
  });

  it('that was touched anywhere is not verified', () => {
    fc.assert(
      fc.property(fc.nat(answer.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const touched = Uint8Array.from(answer);
        touched[at] = (touched[at] ?? 0) ^ flip;
        let verdict: string;
        try {
          verdict = check(touched);
        } catch {
          verdict = 'malformed';
        }
        // The message id is not signed (a forwarder may change it), and the case of names is not.
        if (verdict === 'verified') expect(at < 2 || sameName(touched)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Whether only the case of a name differs. */
const sameName = (touched: Uint8Array): boolean =>
  Buffer.from(touched).toString('latin1').toLowerCase() === Buffer.from(answer).toString('latin1').toLowerCase();

describe('a secret', () => {
  it.each([
    ['MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=', 32],
    [' MDEyMzQ1Njc4OWFiY2RlZg==\n', 16],
    ['MDEyMzQ1', undefined],
    ['not base64!', undefined],
    ['', undefined],
  ])('%j has %s bytes', (text, length) => {
    expect(secretOf(text)?.length).toBe(length);
  });
});
