import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cents } from '../../../../planner/model/money.js';
import type { Finding } from '../../../../planner/model/finding.js';
import { planHtml } from '../../../../planner/report/html/plan-html.js';
import { planWith, utahFile } from '../../../support/handoff.js';
import { file, inventoryOf } from '../../../support/fixtures.js';
import { chartOf, hostileText, htmlOf, rowsOf, sha256, textOf } from '../../../support/html.js';
import { aBill, anOption, aPlan, aRecommendation, aServer, ec2 } from '../../../support/plan.js';

const inventory = inventoryOf(file('inventory.csv', utahFile('inventory.csv')));
const utah = { ...planWith(inventory, { estate: utahFile('estate.yaml') }), today: aBill(640_000) };
const page = htmlOf(utah);

const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('the page', () => {
  it('is one document that loads and runs nothing', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<title>utah-outfitters: plan for AWS</title>');
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
    expect(page).not.toMatch(/<script|<iframe|<img|<base|<form|<object|javascript:|@import|url\(| on\w+="| style="/i);
    expect(attributes(page, '(?:href|src|action)').filter((target) => !target.startsWith('#'))).toEqual(['data:,']);
  });

  it('allows by its policy the one style that it has', () => {
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style = '']) => sha256(style));
    expect(styles).toHaveLength(1);
    expect(attributes(page, 'content').map(textOf)).toContain(
      `default-src 'none'; style-src 'sha256-${styles[0]}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it('answers first, then says what is open, and ends with the reason of every number', () => {
    expect([...page.matchAll(/<h2[^>]*>([^]*?)<\/h2>/g)].map(([, title = '']) => title)).toEqual([
      'The answer',
      expect.stringMatching(/^\d+ things to decide$/),
      'Products and waves',
      'Cash flow',
      '15 servers',
      'Assumptions and their sources',
      'How every row was accounted for',
      'Every number and its reason',
    ]);
  });

  it('names every part that it refers to, once', () => {
    const ids = attributes(page, 'id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const wanted = [
      ...attributes(page, 'aria-labelledby').flatMap((value) => value.split(' ')),
      ...attributes(page, 'href').flatMap((target) => (target.startsWith('#') ? [target.slice(1)] : [])),
    ];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('is the same for the same plan', () => {
    expect(htmlOf(utah)).toBe(page);
  });
});

describe('the answer', () => {
  it('is a sentence, a chart and a table that say the same', () => {
    const [head, ...rows] = rowsOf(page, 'Today and on AWS');
    expect(head).toEqual(['Scenario', '$ / month', '$ / year', 'Change', 'What it assumes']);
    expect(rows.map(([label]) => label)).toEqual(['Today', ...utah.scenarios.map(({ title }) => title)]);
    const chart = textOf(chartOf(page, 'c-answer'));
    for (const [label, month] of rows) expect(chart).toContain(`${label} ${month}`);
    const recommended = rows.find(([label]) => label === 'with commitments')?.[1];
    expect(textOf(page)).toContain(`As recommended, AWS costs ${recommended} a month instead of $6,400.00 today`);
  });

  it('draws each bar as long as its figure', () => {
    const widths = [...chartOf(page, 'c-answer').matchAll(/class="bar[^]*?width="([\d.]+)%"/g)].map(([, width]) =>
      Number(width),
    );
    const figures = [640_000, ...utah.scenarios.map(({ monthlyCents }) => monthlyCents)];
    const most = Math.max(...figures);
    expect(widths).toHaveLength(figures.length);
    for (const [index, figure] of figures.entries()) expect(widths[index]).toBeCloseTo((figure / most) * 100, 2);
  });

  it('never takes a total with a gap for the whole price', () => {
    const gap = aPlan({
      plan: {
        scenarios: [
          {
            id: 'replatformed',
            title: 'AWS, recommended',
            note: '',
            monthlyCents: cents(100_000),
            upfrontCents: cents(0),
            unpriced: 2,
          },
        ],
      },
    });
    const text = textOf(htmlOf(gap));
    expect(text).toContain('AWS costs ≥ $1,000.00 a month');
    expect(text).toContain('2 price lines are not known: it is more.');
  });

  it('does without the cost of today, and without any server', () => {
    const empty = textOf(
      htmlOf(aPlan({ servers: [], plan: { today: undefined, scenarios: [], business: undefined } })),
    );
    expect(empty).toContain('Nothing to price yet.');
    expect(empty).toContain('No server belongs to a product.');
    expect(empty).not.toContain('Every number and its reason');
    expect(textOf(htmlOf(aPlan({ plan: { today: undefined } })))).toContain('What is paid today is not known.');
  });
});

const finding = (facts: Partial<Finding>): Finding => ({
  severity: 'warning',
  code: 'x',
  message: 'm',
  remedy: '',
  ...facts,
});

describe('what to decide', () => {
  it('begins with what blocks, each with a word, a place and what to do', () => {
    const text = textOf(
      htmlOf(
        aPlan({
          findings: [
            finding({ severity: 'info', message: 'Graviton would save $21.00' }),
            finding({ message: 'no utilisation', more: 7 }),
            finding({ severity: 'error', message: 'not a size', file: 'a.csv', row: 4, remedy: 'Write 16 GiB.' }),
          ],
        }),
      ),
    );
    expect(text).toContain('9 things to decide');
    expect(text).toMatch(/Error not a size a\.csv:4 Write 16 GiB\. .*Warning no utilisation and 7 more like this/);
    expect(text).toContain('1 note Note Graviton would save $21.00');
  });

  it('lists some of very many and counts the others', () => {
    const findings = Array.from({ length: 400 }, (_, row) => finding({ code: `c${row % 100}`, row, file: 'a.csv' }));
    const html = htmlOf(aPlan({ findings }));
    expect(html.match(/<li class="warning">/g)).toHaveLength(60);
    expect(textOf(html)).toContain('400 things to decide');
  });
});

describe('products and waves', () => {
  it('shows in the calendar what the tables say', () => {
    const calendar = textOf(chartOf(page, 'c-waves'));
    const [head, ...products] = rowsOf(page, 'Products');
    expect(head).toContain('Why this order');
    expect(products).toHaveLength(5);
    for (const [name, , wave, cutover] of products) expect(calendar).toContain(`${wave} ${name} ${cutover}`);
    expect(calendar).toContain('contract ends 2027-08-31');
    expect(calendar).toContain('year end of the agencies: 2027-06-25 to 2027-07-05');
    expect(calendar).toContain('ocs needs 90 days');
    for (const kind of ['wait', 'build', 'keep', 'cutover', 'freeze', 'deadline'])
      expect(chartOf(page, 'c-waves')).toContain(`class="${kind}`);
  });

  it('tells what each partner needs, what each condition says, and what does not move', () => {
    expect(
      rowsOf(page, 'Partners who must allow our addresses')
        .slice(1)
        .map(([name]) => name),
    ).toEqual(expect.arrayContaining(['Office of Civil Samples (ocs)']));
    expect(rowsOf(page, 'Conditions of W1').length).toBeGreaterThan(10);
    expect(
      rowsOf(page, 'Servers that do not move')
        .slice(1)
        .map((row) => row.slice(0, 2)),
    ).toEqual([
      ['ad01', 'stays'],
      ['dns01', 'retired'],
      ['nagios01', 'retired'],
    ]);
  });

  it('says so where only servers were planned', () => {
    const quick = aPlan();
    const html = htmlOf({ ...quick, options: { ...quick.options, scope: 'servers' }, business: undefined });
    expect(textOf(html)).toContain('Only servers were planned');
  });

  it('counts in weeks where the plan has no start', () => {
    const undated = planWith(inventory);
    const html = htmlOf(undated);
    expect(textOf(chartOf(html, 'c-waves'))).toMatch(/wk 1 .*W1 .* week \d/);
    expect(rowsOf(html, 'Products')[0]).not.toContain('Legacy kept until');
  });
});

describe('the cash flow', () => {
  it('has every month of the chart in the table, and the payback in a sentence', () => {
    const { business } = utah;
    if (business === undefined) throw new Error('the plan has no business case');
    const [, ...months] = rowsOf(page, 'Cash flow by month');
    expect(months.map(([month]) => month)).toEqual(business.cashFlow.months.map(({ month }) => month));
    const columns = chartOf(page, 'c-months').match(/<g>/g)?.length ?? 0;
    expect(columns % 12).toBe(0);
    expect(textOf(page)).toMatch(/pays back in \d{4}-\d\d|does not pay back within five years/);
    const ahead = months.at(-1)?.at(-1);
    expect(rowsOf(page, 'Three and five years')[2]?.[3]).toBe(ahead);
  });
});

describe('the servers', () => {
  it('have their target, price, confidence and reason, and every price line with its source', () => {
    const rows = rowsOf(page, 'Servers, the most expensive first');
    expect(rows[0]).toEqual(['Server', 'Product', 'Now', 'Target', '$ / month', 'Same size', 'Confidence', 'Why']);
    expect(rows.slice(1).map(([name]) => name)).toEqual(
      expect.arrayContaining(Array.from(utah.servers, ({ server }) => server.name)),
    );
    const lines = rowsOf(page, 'Prices of web01').slice(1);
    expect(lines.map(([item]) => item)).toEqual(expect.arrayContaining([expect.stringContaining('ec2.')]));
    for (const [, month, quantity, rate, source] of lines)
      expect([month, quantity, rate, source]).toEqual([
        expect.stringMatching(/^\$[\d,]+\.\d\d$/),
        expect.stringMatching(/^[\d.,]+ \S+$/),
        expect.stringMatching(/^\$[\d.]+$/),
        expect.stringMatching(/^(observed|derived|formula) \d{4}.*, .+/),
      ]);
  });

  it('without a price are a gap, never nothing', () => {
    const unknown = aPlan({
      servers: [
        {
          server: aServer({ name: 'odd01' }),
          recommendation: aRecommendation({ chosen: anOption(ec2('z9.huge'), 0, 1), server: 'odd01' }),
        },
      ],
    });
    const html = htmlOf(unknown);
    expect(rowsOf(html, 'Servers, the most expensive first')[1]?.[4]).toBe('unknown');
    expect(rowsOf(html, 'Prices of odd01').some(([, month]) => month === 'unknown')).toBe(true);
  });

  it('are listed, opened and streamed in bounded numbers, and the rest is counted', () => {
    const chunks = [...planHtml(aPlan({ servers: 20_000 }))];
    const html = chunks.join('');
    expect(html.length).toBeLessThan(4_000_000);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThan(200_000);
    expect(html.match(/<a href="#s\d+">/g)).toHaveLength(300);
    expect(textOf(html)).toContain('and 18,000 servers that cost less: --format csv lists them all');
    expect(textOf(html)).toContain('and 19,700 servers that cost less: --json has the same of each');
  });
});

describe('how every row was accounted for', () => {
  it('adds up, and names the columns', () => {
    const [, [, , ...figures] = []] = rowsOf(page, 'Rows by file and fate');
    const [read = 0, ...fates] = figures.slice(0, 6).map(Number);
    expect(read).toBe(17);
    expect(fates.reduce((sum, times) => sum + times, 0)).toBe(read);
    expect(rowsOf(page, 'Columns of inventory.csv')).toEqual(expect.arrayContaining([['vCPU', 'vcpus']]));
  });
});

/** What is left of a page without its words and values. */
const shape = (html: string): string => html.replace(/"[^"]*"/g, '""').replace(/>[^<]*</g, '><');
/** A plan in which everything is called so. */
const named = (text: string) =>
  aPlan({
    servers: [
      {
        server: aServer({ name: text, product: text, os: { family: 'linux', name: text } }),
        recommendation: aRecommendation({ server: text, reason: text, wouldChange: text }),
      },
    ],
    findings: [{ severity: 'warning', code: 'x', file: text, value: text, message: text, remedy: text }],
    plan: { company: text, inputs: [text] },
  });

describe('a hostile inventory', () => {
  const signs = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '--></style><svg onload=alert(1)>'];

  it('stays text wherever it is shown, and changes nothing of the page', () => {
    const rows = signs.map(
      (sign, index) =>
        `"${sign.replaceAll('"', '""')}","${sign.replaceAll('"', '""')} app",${index + 1},8,40,"${sign.replaceAll('"', '""')}"`,
    );
    const hostile = planWith(
      inventoryOf(file(`${signs[0]}.csv`, ['Name,Application,vCPU,RAM (GB),Disk 1 (GB),<b>Notes', ...rows].join('\n'))),
    );
    const html = htmlOf(hostile);
    expect(html).not.toMatch(/<script|<img|<svg onload|<b>/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    for (const sign of signs) expect(textOf(html)).toContain(sign);
  });

  it('never makes an element or an attribute of its own', () => {
    const harmless = shape(htmlOf(named('name')));
    fc.assert(
      fc.property(hostileText(30), (text) => {
        expect(shape(htmlOf(named(text)))).toBe(harmless);
      }),
      { numRuns: 30 },
    );
  });
});
