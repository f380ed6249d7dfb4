import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDesk, type Desk, estateOf } from '../../../support/cutover-desk.js';
import { inProcess } from '../../../support/in-process.js';
import { addressesFile } from '../../../support/outputs.js';
import { scratchFolder } from '../../../support/program.js';
import { simple } from '../../../support/route53.js';
import { utahText } from '../../../support/utah.js';

let desk: Desk;
const folder = (): string => dirname(desk.estate);
const ask = (...args: readonly string[]) => desk.program('cutover', ...args);

const withTasks =
  'approve: { at: [shift-50], from: ops }, tasks: [{ before: shift-50, run: [./ops/promote], undo: [./ops/demote] }, { before: shift-100, run: ["true"] }]';

beforeEach(async () => {
  desk = await aDesk(withTasks);
  mkdirSync(join(folder(), 'ops'));
  for (const name of ['promote', 'demote']) writeFileSync(join(folder(), 'ops', name), '#!/bin/sh\n');
});
afterEach(() => desk.stop());

/** Somebody edits the record in the zone. */
function edit(address: string): void {
  const [zone] = desk.route53.zones;
  if (zone === undefined) throw new Error('no zone');
  const edited = simple(`shop.${zone.name}`, 'A', 1, address);
  desk.route53.foreignEdit(zone.id, [{ Action: 'UPSERT', ResourceRecordSet: edited }], Date.now());
}

const verdict = (gate: string, said: string, id?: string) =>
  expect.objectContaining({ gate, verdict: said, ...(id !== undefined && { id }) });

const verdictsOf = (stdout: string): unknown => JSON.parse(stdout).products[0].verdicts;

describe('cutover preflight', () => {
  it('says of every check what it found and before which step it is asked', async () => {
    expect(await ask('preflight', 'shop')).toEqual({
      code: 0,
      stderr: '',
      stdout: `shop (prod): nothing would hold now
  pass   drift:new.example before names
         as we left it
  pass   drift:shop.new.example. before names
         Route 53 answers what the estate says
  pass   addresses before addresses
         Elastic IPs, the load balancer have 203.0.113.11 203.0.113.12
  pass   certificate before build
         certificate issued, valid until 2099-01-01

`,
    });
  });

  it('compares the record with what the estate says that the world answers: 82, and where to write what', async () => {
    edit('192.0.2.99');
    const { code, stdout } = await ask('preflight', 'shop');
    expect(code).toBe(82);
    expect(stdout).toContain('shop (prod): 1 of 4 checks would hold');
    expect(stdout).toContain('correct legacy of shop.new.example in the');
    expect(stdout).toContain('now A 192.0.2.99 ttl 1; wanted A 192.0.2.10 ttl 1');
  });

  it('says what to do where AWS has other addresses than the outputs, with commands that can be copied', async () => {
    const other = addressesFile({ ingress: { shop: ['203.0.113.11', '203.0.113.99'] } });
    writeFileSync(join(folder(), 'outputs/prod-addresses.json'), other);
    const { code, stdout } = await ask('preflight', 'shop', '--width', '60');
    expect(code).toBe(82);
    expect(stdout).toContain('  FAIL   addresses before addresses\n');
    expect(stdout).toContain(
      '\n         npx cdktf deploy prod-addresses --outputs-file outputs/prod-addresses.json\n         plan-migration partners notice --product shop\n',
    );
    expect(verdictsOf((await ask('preflight', '--json')).stdout)).toContainEqual(
      expect.objectContaining({
        gate: 'addresses',
        todo: expect.arrayContaining([expect.stringMatching(/^npx cdktf/)]),
      }),
    );
  });

  it('is of one mind with the run, which stops there with the same code and says how to go on', async () => {
    edit('192.0.2.99');
    const { stdout } = await ask('plan', 'shop', '--json');
    const ran = await ask('run', 'shop', '--plan', JSON.parse(stdout).hash);
    expect(ran.code).toBe(82);
    expect(ran.stdout).toContain('shop is at names: drift:shop.new.example.: Route 53 does not answer');
    expect(ran.stdout).toContain('plan-migration cutover resume shop --adopt --because …');
    writeFileSync(desk.estate, estateOf(desk).replace('A: [192.0.2.10]', 'A: [192.0.2.99]'));
    expect(await ask('resume', 'shop', '--adopt', '--because', 'so it is')).toMatchObject({ code: 0 });
    expect(await ask('run', 'shop', '--plan', JSON.parse(stdout).hash)).toMatchObject({
      code: 75,
      stdout: expect.stringContaining('shop is at forwarder'),
    });
  });

  it('names the program of a task, or of its undo, that is not there; 2 only where it is asked for', async () => {
    rmSync(join(folder(), 'ops/demote'));
    const { code, stdout } = await ask('preflight', '--json');
    expect(code).toBe(0);
    expect(verdictsOf(stdout)).toContainEqual({
      step: 'shift-50',
      gate: 'task',
      id: 'shift-50.1',
      verdict: 'fail',
      why: './ops/demote cannot be read from the folder of the estate',
    });
    expect(await ask('preflight', '--json', '--detailed-exitcode')).toMatchObject({ code: 2 });
  });

  it('asks a run that is under way only what lies before it', async () => {
    const { stdout } = await ask('plan', 'shop', '--json');
    await ask('run', 'shop', '--plan', JSON.parse(stdout).hash);
    const under = verdictsOf((await ask('preflight', '--json')).stdout);
    expect(under).toContainEqual(verdict('drift', 'pass', 'new.example'));
    expect(under).not.toContainEqual(expect.objectContaining({ step: 'names' }));
  });

  it.each([
    [['prod-addresses'], ['prod-addresses']],
    [
      ['shop-prod', 'prod-foundation'],
      ['prod-foundation', 'shop-prod'],
    ],
  ])('without the outputs of %j says what to deploy, in order', async (gone, told) => {
    for (const stack of gone) rmSync(join(folder(), 'outputs', `${stack}.json`));
    expect(await ask('preflight')).toMatchObject({
      code: 82,
      stdout: [
        `shop (prod): not deployed yet: ${told.join(', ')}. Deploy in this order:`,
        ...told.map((stack) => `  npx cdktf deploy ${stack} --outputs-file outputs/${stack}.json`),
        '\n',
      ].join('\n'),
    });
  });

  it('is one line a product with --events', async () => {
    const { stdout } = await ask('preflight', '--events');
    const [version, product] = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(version).toMatchObject({ type: 'version' });
    expect(product).toMatchObject({ type: 'preflight', product: 'shop', ready: true });
  });

  it('with credentials of another account asks nothing: 82', async () => {
    desk.become('ops', 'jo', '999988887777');
    expect(await ask('preflight')).toMatchObject({
      code: 82,
      stdout: '',
      stderr: expect.stringContaining('these credentials are of account 999988887777, and prod is 111122223333'),
    });
  });

  it.each([
    ['outputs that are no JSON: 65', () => writeFileSync(join(folder(), 'outputs/shop-prod.json'), '{'), 65],
    [
      'a journal with a bad line: 65',
      () => {
        mkdirSync(join(folder(), '.cutover'));
        writeFileSync(join(folder(), '.cutover/shop-prod.journal'), 'no line\nof ours\n');
      },
      65,
    ],
  ])('ends at %s', async (_, spoil, code) => {
    spoil();
    expect(await ask('preflight')).toMatchObject({ code, stdout: '' });
  });
});

describe('all products', () => {
  const utah = scratchFolder();
  const estate = join(utah, 'estate.yaml');
  writeFileSync(estate, utahText);

  it('are each told what to deploy, where nothing is', async () => {
    const { code, stdout } = await inProcess(['cutover', 'preflight', '--estate', estate]);
    expect(code).toBe(82);
    for (const product of ['storefront', 'portal', 'reports', 'mail', 'intranet'])
      expect(stdout).toContain(`npx cdktf deploy ${product}-prod --outputs-file`);
  });

  it('that cannot be planned yet are left out of a plan, each with the reason', async () => {
    rmSync(join(folder(), 'outputs/shop-prod.json'));
    expect(await ask('plan')).toMatchObject({
      code: 82,
      stderr: expect.stringContaining('left out: shop, without shop-prod'),
    });
    expect(await ask('plan', 'shop')).toMatchObject({ code: 82, stderr: expect.not.stringContaining('left out') });
  });

  it('have a status without outputs, journals or an account', async () => {
    const { code, stdout } = await inProcess(['cutover', 'status', '--json', '--estate', estate]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'cutover-status/v1',
      products: ['storefront', 'portal', 'reports', 'mail', 'intranet'].map((product) => ({ product, phase: 'none' })),
    });
  });
});
