import { describe, expect, it, jest } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { planCsv } from '../../../planner/report/plan-csv.js';
import { planMarkdown } from '../../../planner/report/plan-markdown.js';
import { inertMarkdown } from '../../../planner/view/inert-markdown.js';
import { planXlsx } from '../../../planner/report/plan-xlsx.js';
import { inert } from '../../../planner/report/spreadsheet.js';
import { aPlan, aRecommendation, aServer, anOption, ec2 } from '../../support/plan.js';
import { runs } from '../../support/runs.js';

const named = (name: string) =>
  aPlan({
    servers: [
      {
        server: aServer({ name, product: 'shop', vcpus: 4, memoryGiB: 16 }),
        recommendation: aRecommendation({ chosen: anOption(ec2('m7i.large'), 7678), reason: 'fits, "well"' }),
      },
    ],
    findings: [{ severity: 'warning', code: 'x', server: name, message: `${name} is odd`, remedy: 'Look.' }],
  });
const csv = (name: string): string => [...planCsv(named(name))].join('');

describe('a spreadsheet cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', "=cmd|' /C calc'!A0"])(
    '%j is text, not a formula',
    (cell) => {
      expect(inert(cell)).toMatch(/^'/);
    },
  );
  it.each(['web01', 'a=b', '10.0.0.1', 'x-y'])('%j is left as it is', (cell) => {
    expect(inert(cell)).toBe(cell);
  });
});

describe('CSV', () => {
  it('has one row a server, with numbers as numbers', () => {
    expect(csv('web01')).toBe(
      [
        'name,product,environment,os,vcpus,memoryGiB,storageGiB,neededVcpus,neededMemoryGiB,disposition,targetKind,target,monthlyUsd,unpricedLines,asIsMonthlyUsd,confidence,reason,wouldChange,file,sheet,row',
        'web01,shop,,,4,16,,,,rehost,ec2,m7i.large,76.78,0,76.78,2,"fits, ""well""",,inventory.csv,,2',
        '',
      ].join('\r\n'),
    );
  });

  it('brings any name back as one harmless cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const rows = parse(csv(name));
        expect(rows).toHaveLength(2);
        expect(rows[1]?.[0]).toBe(inert(name));
        expect(rows[1]?.[0]).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: runs(20) },
    );
  });
});

const opened = async (name: string) =>
  Object.fromEntries(
    Object.entries(unzipSync(await planXlsx(named(name)))).map(([entry, bytes]) => [entry, strFromU8(bytes)]),
  );

describe('XLSX', () => {
  it('has the sheets Summary, Servers, Costs and Findings', async () => {
    const entries = await opened('web01');
    expect(
      [...(entries['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name),
    ).toEqual(['Summary', 'Servers', 'Costs', 'Findings']);
    const texts = entries['xl/sharedStrings.xml'] ?? '';
    for (const text of ['web01', 'AWS, right-sized', 'ec2.m7i.large.linux', 'web01 is odd'])
      expect(texts).toContain(text);
    expect(entries['xl/worksheets/sheet2.xml']).toContain('<v>76.78</v>');
  });

  it('has no formula but its own sums, and no markup from a name', async () => {
    const entries = await opened('=HYPERLINK("http://x.example")<f>1</f>\u0001');
    const all = Object.values(entries).join('');
    const formulas = [...all.matchAll(/<f[^>]*>([^<]*)<\/f>/g)].map(([, formula]) => formula);
    expect(formulas.length).toBeGreaterThan(0);
    for (const formula of formulas) expect(formula).toMatch(/^(ROUND\(C\d+\*E\d+,2\)|SUM\(F2:F\d+\))$/);
    expect(all).toContain("'=HYPERLINK");
    expect(all).not.toContain('\u0001');
  });

  it('is the same bytes each time', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 10, 21));
    const first = await planXlsx(named('web01'));
    now.mockReturnValue(Date.UTC(2027, 1, 1));
    expect(Buffer.from(await planXlsx(named('web01'))).equals(Buffer.from(first))).toBe(true);
    expect(now).toHaveBeenCalled();
    now.mockRestore();
  });
});

describe('Markdown', () => {
  it('answers first and folds the servers away', () => {
    expect(`\n${[...planMarkdown(named('web01'))].join('')}`).toBe(`
## inventory.csv: 1 server to AWS

|  | $ / month | change | what it assumes |
| --- | ---: | ---: | --- |
| **Today** | &#36;6,400.00 |  | bill.csv |
| **AWS, as it is** | &#36;76.78 | −99 % | same sizes |
| **AWS, right-sized** | &#36;76.78 | −99 % | 1 EC2 |
| **with commitments** | &#36;53.75 | −99 % | 1-year Savings Plan, no upfront |

us-east-1 on demand, prices of 2026-10 (412 observed, 9 derived, 0 unknown).

### 1 warning

- ⚠️ warning: web01 is odd<br>Look.

<details><summary>1 server</summary>

| server | now | target | $ / month | confidence | why |
| --- | ---: | --- | ---: | --- | --- |
| web01 | 4 vCPU 16 GiB | m7i.large | &#36;76.78 | ●●○○○ | fits, "well" |

</details>

Rows: 1 read = 1 server. Nothing rejected.

Next: plan-migration inventory.csv --format xlsx -o plan.xlsx
`);
  });

  it('neutralises markup in names', () => {
    const hostile =
      '<script>x</script> [a](http://e.example) | `b` **c** @everyone ![i](x) https://e.example www.e.example';
    const text = [...planMarkdown(named(hostile))].join('');
    expect(text).not.toMatch(/<script|\]\(|@everyone|!\[|https:\/\/e|www\.e|`b`|\*\*c/);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => !/[<>|`*_[\]\n\r]/.test(inertMarkdown(name))));
  });

  it('stays below what a pull request comment may hold', () => {
    expect([...planMarkdown(aPlan({ servers: 5000 }))].join('').length).toBeLessThan(65_536);
  });
});
