import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { dutiesOf } from '../../../../planner/partners/duties.js';
import { makeNotice, type Notice } from '../../../../planner/partners/notice.js';
import { documentHtml } from '../../../../planner/report/document/html.js';
import { documentMarkdown } from '../../../../planner/report/document/markdown.js';
import { documentText } from '../../../../planner/report/document/text.js';
import { noticeCsv } from '../../../../planner/report/partners/notice-csv.js';
import { noticeDocument } from '../../../../planner/report/partners/notice-document.js';
import { width } from '../../../../planner/view/text.js';
import { golden } from '../../../support/golden.js';
import { hostileText } from '../../../support/html.js';
import { outputsOf, utahAddresses } from '../../../support/outputs.js';
import { runs } from '../../../support/runs.js';
import { utah } from '../../../support/utah.js';

const now = Date.parse('2027-01-04T10:00:00Z');
const notices = dutiesOf(utah(), outputsOf(utahAddresses)).flatMap((duty) => makeNotice(utah(), duty, [], now) ?? []);
const [ingress, egress] = notices;
const one = (notice: Notice | undefined): Notice => {
  if (notice === undefined) throw new Error('no notice');
  return notice;
};
const textOf = (notice: Notice, columns = 78): string => [...documentText(noticeDocument(notice), columns)].join('');

describe('a notice to a partner', () => {
  it.each([
    ['notice-ingress.txt', ingress],
    ['notice-egress.txt', egress],
  ])('reads as %s', (name, notice) => {
    const text = textOf(one(notice));
    expect(text).toBe(golden(import.meta.url, name, text));
  });

  it('fits a mail: only what is copied or stands in a table is wider', () => {
    for (const line of textOf(one(ingress), 60).split('\n'))
      if (!line.startsWith('  ')) expect(width(line)).toBeLessThanOrEqual(60);
  });

  it.each([ingress, egress])('carries a command that gives its hash', (notice) => {
    const command = /^ {2}(printf .*)$/m.exec(textOf(one(notice)))?.[1] ?? '';
    expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim()).toBe(notice?.addressSet);
  });

  it('gives commands in which nothing of the estate is run by a shell', () => {
    const path = '/h;$(touch x)`id`\'&"';
    const evil = { ...one(ingress), test: { host: 'shop.example', path, status: 200 } };
    const [command = ''] = /curl .*/.exec(textOf(evil)) ?? [];
    const printed = execFileSync('sh', ['-c', command.replace('curl', "printf '<%s>'")], { encoding: 'utf8' });
    expect(printed).toContain(`<https://shop.example${path}>`);
  });

  it('has one row of CSV for each address and port, and for each old one', () => {
    const rows: string[][] = parse([...noticeCsv(notices)].join(''), { record_delimiter: '\r\n' });
    expect(rows[0]?.slice(0, 5)).toEqual(['partner', 'product', 'direction', 'address', 'state']);
    expect(rows.slice(1, 6).map((row) => row.slice(0, 7).join(' ').trim())).toEqual([
      'bes storefront ingress 203.0.113.11/32 new 443',
      'bes storefront ingress 203.0.113.12/32 new 443',
      'bes storefront ingress 192.0.2.10/32 old 443',
      'bes storefront egress 203.0.113.21/32 new  sftp.bes.example:22',
      'bes storefront egress 203.0.113.22/32 new  sftp.bes.example:22',
    ]);
  });

  it('is inert in every format, whatever the estate says', () => {
    fc.assert(
      fc.property(hostileText(30), (evil) => {
        const notice: Notice = {
          ...one(ingress),
          company: evil,
          partnerTitle: evil,
          hosts: [evil],
          networks: [evil],
          replyTo: [evil],
          certificate: [evil],
        };
        const document = noticeDocument(notice);
        const html = [...documentHtml([document])].join('');
        expect(
          html
            .replace(
              /<\/?(?:html|head|meta|title|link|style|body|main|header|h1|h2|p|section|ul|li|dl|dt|dd|pre|code|div|table|caption|span|thead|tbody|tr|th|td)\b[^<>]*>|<!doctype html>/g,
              '',
            )
            .replace(/[^<]*\{[^]*?\}\s*/g, ''),
        ).not.toMatch(/<[a-z!/]/i);
        const all = [...documentText(document, 78)].join('') + [...documentMarkdown(document)].join('') + html;
        expect(all).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
        const prose = [...documentMarkdown({ ...document, sections: document.sections.slice(0, 2) })].join('');
        expect(prose).not.toMatch(/<|https?:\/\/|\]\(|@/);
      }),
      { numRuns: runs(40) },
    );
  });
});
