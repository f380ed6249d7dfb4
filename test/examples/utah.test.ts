import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type PlanDocument, planSchema } from '../../planner/report/plan-schema.js';
import { golden } from '../support/golden.js';
import { folderOf, planMigration, scratchFolder } from '../support/program.js';

const utah = 'examples/utah';
const quiet = ['--quiet', '--no-tui'];

/** The example's plan, as `plan.json`. */
async function planned(...flags: string[]): Promise<PlanDocument> {
  const { stdout } = await planMigration([`${utah}/inventory.csv`, '--json', ...quiet, ...flags]);
  return planSchema.parse(JSON.parse(stdout));
}

let plan: PlanDocument;
beforeAll(async () => {
  plan = await planned();
});

describe('examples/utah', () => {
  it('prints the plan that its golden shows', async () => {
    const { stdout, code } = await planMigration([`${utah}/inventory.csv`, '--width', '100', ...quiet]);
    expect(code).toBe(0);
    expect(stdout).toBe(golden(import.meta.url, 'plan.txt', stdout));
  });

  it('is read as 15 servers, one row entered twice and one template', () => {
    const { inventory, servers } = plan;
    expect(inventory.rows).toEqual({ read: 17, servers: 15, merged: 1, attached: 0, ignored: 1, rejected: 0 });
    expect(servers).toHaveLength(15);
  });

  it('has every price', () => {
    const { prices, scenarios } = plan;
    expect(prices.unknown).toBe(0);
    expect(scenarios.map(({ unpriced }) => unpriced)).toEqual(scenarios.map(() => 0));
  });

  it('puts every server in exactly one place', () => {
    const { products, servers } = plan;
    const placed = products.flatMap((product) => product.servers);
    const left = servers.filter(({ disposition }) => disposition === 'retire' || disposition === 'retain').map(({ id }) => id);
    expect([...placed, ...left].toSorted()).toEqual(servers.map(({ id }) => id).toSorted());
  });

  it('asks for more Elastic IPs and warns of the partner that needs 90 days', () => {
    const { findings, partners } = plan;
    expect(findings.map(({ message }) => message).join('\n')).toMatch(/Elastic IPs in us-east-1: 6 are needed, the limit is 5/);
    expect(partners.find(({ id }) => id === 'ocs')).toMatchObject({ product: 'portal', leadTimeDays: 90 });
  });

  it('names who should see to a finding, and until when', () => {
    const { findings } = plan;
    const late = findings.find(({ code, message }) => code === 'partner-lead-time' && message.startsWith('portal'));
    expect(late).toMatchObject({ owner: 'web', due: '2027-02-07' });
    expect(findings.find(({ code }) => code === 'quota-elastic-ips')).toMatchObject({ due: '2027-02-06' });
    expect(findings.find(({ server }) => server === 'etl01')?.owner).toBe('data');
  });

  it('orders products and money as the goldens show', () => {
    const { waves, products, cashFlow, payback } = plan;
    const order = waves.map(({ id, start, cutover, products: names, conditions, slackDays }) => {
      const broken = conditions.filter(({ verdict }) => verdict !== 'met').map((condition) => condition.id);
      return `${id} ${start} -> ${cutover}: ${names.join(' ')}; slack ${slackDays} days; not met: ${broken.join(' ') || 'none'}`;
    });
    const why = products.map(({ name, wave, cutover, order: reason }) => `${name} ${wave} ${cutover}: ${reason}`);
    const calendar = `${[...order, '', ...why].join('\n')}\n`;
    expect(calendar).toBe(golden(import.meta.url, 'waves.txt', calendar));
    const money = cashFlow
      .slice(0, 18)
      .map((month) => [month.month, month.legacyUsd, month.awsUsd, month.oneOffUsd, month.totalUsd, month.cumulativeUsd].join(','));
    const header = 'month,legacyUsd,awsUsd,oneOffUsd,totalUsd,cumulativeUsd';
    const flow = `${[header, ...money].join('\n')}\npayback,${payback?.month ?? 'never'}\n`;
    expect(flow).toBe(golden(import.meta.url, 'cash-flow.csv', flow));
  });

  it('emits an estate file from the inventory alone, which loads and plans the same products', async () => {
    const folder = folderOf({});
    copyFileSync(`${utah}/inventory.csv`, join(folder, 'inventory.csv'));
    const emitted = await planMigration(['inventory.csv', '--emit', 'estate', '--out', '.', ...quiet], { cwd: folder });
    expect(emitted.code).toBe(0);
    const again = await planMigration(['inventory.csv', '--json', ...quiet], { cwd: folder });
    expect(again.code).toBe(0);
    const { products } = planSchema.parse(JSON.parse(again.stdout));
    expect(products.map(({ name }) => name)).toContain('portal');
  });

  it('emitted over the hand-written estate file changes no byte that a person wrote', async () => {
    const out = scratchFolder();
    copyFileSync(`${utah}/estate.yaml`, join(out, 'estate.yaml'));
    const before = readFileSync(join(out, 'estate.yaml'), 'utf8');
    const { code } = await planMigration([`${utah}/inventory.csv`, '--emit', 'estate', '--out', out, ...quiet]);
    expect(code).toBe(0);
    expect(readFileSync(join(out, 'estate.yaml'), 'utf8')).toBe(before);
  });

  it('takes an edited waves.csv back in', async () => {
    const out = scratchFolder();
    await planMigration([`${utah}/inventory.csv`, '--emit', 'waves', '--out', out, ...quiet]);
    const file = join(out, 'waves.csv');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/^W1,intranet/gm, 'W3,intranet'));
    const { products } = await planned('--waves', file);
    expect(products.find(({ name }) => name === 'intranet')?.wave).toBe('W3');
  });
});
