import { describe, expect, it } from '@jest/globals';
import * as packet from 'dns-packet';
import * as fc from 'fast-check';
import { MalformedMessageError } from '../../../../planner/adapters/dns/bytes.js';
import {
  decodeMessage,
  type DnsRecord,
  edns,
  encodeMessage,
  recordOf,
} from '../../../../planner/adapters/dns/message.js';
import { labelsOf, nameOf, route53Name } from '../../../../planner/adapters/dns/names.js';
import { canonicalData } from '../../../../planner/adapters/dns/rdata.js';

const question = { name: 'www.example.com.', type: 'A' };

const records: readonly DnsRecord[] = [
  { name: 'www.example.com.', type: 'A', ttl: 60, data: '192.0.2.10' },
  { name: 'www.example.com.', type: 'AAAA', ttl: 60, data: '2001:db8::1' },
  { name: 'a.example.com.', type: 'CNAME', ttl: 300, data: 'www.example.com.' },
  { name: '\\052.example.com.', type: 'NS', ttl: 300, data: 'ns1.example.net.' },
  { name: 'example.com.', type: 'MX', ttl: 300, data: '10 mail.example.com.' },
  { name: '_sip._tcp.example.com.', type: 'SRV', ttl: 300, data: '1 2 5060 sip.example.com.' },
  { name: 'example.com.', type: 'SOA', ttl: 900, data: 'ns1.example.net. admin.example.net. 7 7200 900 1209600 86400' },
  { name: 'example.com.', type: 'CAA', ttl: 300, data: '0 issue "amazon.com"' },
  {
    name: '_cutover.www.example.com.',
    type: 'TXT',
    ttl: 60,
    data: '"v=1;gen=7" "with \\"quotes\\" and \\342\\202\\254"',
  },
  { name: 'example.com.', type: 'HTTPS', ttl: 300, data: '\\# 3 000100' },
];

describe('a message', () => {
  it.each(records)('carries a $type record of $name there and back', (record) => {
    const bytes = encodeMessage({ id: 7, kind: 'response', question, answers: [recordOf(record)] });
    expect(decodeMessage(bytes).answers).toMatchObject([record]);
  });

  it.each(records.filter(({ type }) => type !== 'HTTPS'))(
    'with a $type record is read the same by another library',
    (record) => {
      const bytes = Buffer.from(encodeMessage({ id: 7, kind: 'response', question, answers: [recordOf(record)] }));
      const read = packet.decode(bytes);
      // What it encodes again, with its own compression or none, says the same to us.
      expect(decodeMessage(packet.encode(read)).answers).toMatchObject([record]);
    },
  );

  it('carries its header', () => {
    const bytes = encodeMessage({
      id: 0xabcd,
      kind: 'response',
      question,
      rcode: 'NXDOMAIN',
      authoritative: true,
      truncated: true,
      recursionDesired: true,
      additional: [edns()],
    });
    const { additional, ...header } = decodeMessage(bytes);
    expect(header).toEqual({
      id: 0xabcd,
      opcode: 0,
      kind: 'response',
      authoritative: true,
      truncated: true,
      recursionDesired: true,
      recursionAvailable: false,
      rcode: 'NXDOMAIN',
      questions: [question],
      answers: [],
      authority: [],
    });
    expect(additional).toMatchObject([{ name: '.', type: 'OPT', class: 1232 }]);
  });

  it('is read with compressed names', () => {
    const bytes = encodeMessage({ id: 1, kind: 'response', question });
    const compressed = Buffer.concat([
      bytes,
      Buffer.from('c00c0005000100000005000403617070c010'.replace('0004', '0006'), 'hex'),
    ]);
    compressed.writeUInt16BE(1, 6);
    expect(decodeMessage(compressed).answers).toMatchObject([
      { name: 'www.example.com.', type: 'CNAME', ttl: 5, data: 'app.example.com.' },
    ]);
  });

  const question12 = '00018000000100010000000001610000010001';
  it.each([
    ['a name that points at itself', `${question12}c013000100010000000500040a000001`],
    ['a name that points forward', `${question12}c020000100010000000500040a000001`],
    ['a label of an unknown kind', `${question12}80000100010000000500040a000001`],
    ['data longer than the message', `${question12}c00c00010001000000050008 0a000001`.replace(' ', '')],
    ['an address of five bytes', `${question12}c00c000100010000000500050a00000100`],
    ['an address of three bytes', `${question12}c00c000100010000000500030a0000`],
    ['more records than it has', '00018000000100ff0000000001610000010001'],
    ['65535 questions', '00018000ffff00000000000001610000010001'],
    ['half a header', '000180'],
    ['nothing', ''],
  ])('is refused with %s', (_title, hex) => {
    expect(() => decodeMessage(Buffer.from(hex, 'hex'))).toThrow(MalformedMessageError);
  });

  it('never makes us fail otherwise, loop, or print what a terminal obeys, whatever the bytes', () => {
    const good = encodeMessage({ id: 7, kind: 'response', question, answers: records.map(recordOf) });
    const damaged = fc
      .tuple(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(good.length),
      )
      .map(([changes, length]) => {
        const copy = Uint8Array.from(good);
        for (const [at, byte] of changes) copy[at] = byte;
        return length % 3 === 0 ? copy.subarray(0, length) : copy;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          const { answers, authority, questions } = decodeMessage(bytes);
          const texts = [...answers, ...authority].flatMap(({ name, type, data }) => [name, type, data]);
          expect([...texts, ...questions.map(({ name }) => name)].join('')).toMatch(/^[\x20-\x7E]*$/);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('data', () => {
  it.each([
    ['AAAA', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['AAAA', '::', '::'],
    ['AAAA', '::ffff:192.0.2.1', '::ffff:c000:201'],
    ['AAAA', '1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['AAAA', '1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['CNAME', 'WWW.Example.com', 'www.example.com.'],
    ['MX', '10  Mail.example.com', '10 mail.example.com.'],
    ['TXT', '"a"  "b"', '"a" "b"'],
    ['A', 'not an address', 'not an address'],
    ['MX', '70000 mail', '70000 mail'],
  ])('%s %s is %s', (type, text, canonical) => {
    expect(canonicalData(type, text)).toBe(canonical);
  });
});

describe('a name', () => {
  it('is the same after the wire, whatever is in its labels', () => {
    const label = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => String.fromCodePoint(...bytes));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 6 }), (labels) => {
        const name = nameOf(labels);
        expect(labelsOf(name)).toEqual(labels.map((one) => one.toLowerCase()));
        expect(route53Name(name)).toBe(name);
        expect(decodeMessage(encodeMessage({ id: 1, question: { name, type: 'A' } })).questions).toEqual([
          { name, type: 'A' },
        ]);
      }),
    );
  });

  it.each([
    'a..b',
    '.a',
    `${'x'.repeat(64)}.com`,
    Array.from({ length: 128 }, () => 'x').join('.') + '.x'.repeat(10),
    'snow☃man.com',
  ])('is not %s', (text) => {
    expect(labelsOf(text)).toBeUndefined();
  });
});
