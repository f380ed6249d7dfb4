import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { estateJsonSchema, loadEstate, stackNames } from '../../../estate/index.js';
import { companyOf, workingFolderFiles } from '../../../planner/handoff/working-folder.js';
import { emitEstate } from '../../../planner/handoff/emit-estate.js';
import { inventoryOf, planWith } from '../../support/handoff.js';
import { planMigration, scratchFolder } from '../../support/program.js';

describe('plan-migration init', () => {
  it('makes a working folder with an empty estate', async () => {
    const cwd = scratchFolder();
    const { code, stdout } = await planMigration(['init', 'our-estate'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('cd our-estate && npm install && npx cdktf list');
    const folder = join(cwd, 'our-estate');
    expect(readdirSync(folder).toSorted()).toEqual([
      '.gitignore',
      'cdktf.json',
      'estate.yaml',
      'outputs',
      'package.json',
    ]);
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(dependencies).toMatchObject({ 'cdktf-cli': '0.21.0', node: '22.23.3' });
    expect(dependencies['dc-exit']).toMatch(/^file:/);
  });

  it('asks for the same tools as this project tests with', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const file = workingFolderFiles({ company: 'acme', dependency: '1.0.0' }).find(
      ({ path }) => path === 'package.json',
    );
    const { dependencies } = JSON.parse(file?.text ?? '{}');
    const { 'cdktf-cli': cli, node } = devDependencies;
    expect(dependencies).toEqual({ 'dc-exit': '1.0.0', 'cdktf-cli': cli, node });
  });

  it('writes an estate that loads and that an editor finds right, with stacks that cannot be deployed before its account is known', () => {
    const [estate] = workingFolderFiles({ company: 'acme', dependency: '1.0.0' });
    const loaded = loadEstate(estate?.text ?? '');
    expect(loaded).toMatchObject({ ok: true, estate: { environments: { prod: { account: '000000000000' } } } });
    if (loaded.ok) expect(stackNames(loaded.estate)).toEqual(['prod-addresses', 'prod-foundation']);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile({ ...estateJsonSchema() });
    expect(validate(parse(estate?.text ?? '', { version: '1.2' }))).toBe(true);
  });

  it('refuses a folder with something in it, and leaves it as it is', async () => {
    const cwd = scratchFolder();
    writeFileSync(join(cwd, 'notes.txt'), 'mine');
    const { code, stderr } = await planMigration(['init', '.'], { cwd });
    expect(code).toBe(65);
    expect(stderr).toContain('not empty');
    expect(readdirSync(cwd)).toEqual(['notes.txt']);
  });

  it.each([['notes.txt'], ['notes.txt/estate']])('names what stands in the way of %s', async (dir) => {
    const cwd = scratchFolder();
    writeFileSync(join(cwd, 'notes.txt'), 'mine');
    const { code, stderr } = await planMigration(['init', dir], { cwd });
    expect(code).toBe(65);
    expect(stderr).toContain(`cannot write ${dir}: a file stands where a folder should be\n  Name another folder.`);
  });

  it('prints a command that a shell takes, whatever the folder is called', async () => {
    const { stdout } = await planMigration(['init', 'Our Estate & Co'], { cwd: scratchFolder() });
    expect(stdout).toContain("cd 'Our Estate & Co' && npm install");
  });

  it('writes an estate that --emit estate adds to one key a line, guesses marked', () => {
    const [estate] = workingFolderFiles({ company: 'acme', dependency: '1.0.0' });
    const text = estate?.text ?? '';
    const disks = inventoryOf({
      'a.csv': 'Name,Application,OS,vCPU,RAM (GB),Disk 1 (GB),Disk 2 (GB)\napp01,CRM,Ubuntu 22.04,2,8,50,100\n',
    });
    const { files } = emitEstate(planWith(disks, { estate: text }), { text, file: 'estate.yaml' });
    const after = files[0]?.text ?? '';
    expect(after).toMatch(
      /^products: # .*\n {2}# .*\n {2}# FILL IN app: disks: .*\n {2}crm:\n {4}environments:\n {6}- prod$/m,
    );
    expect(loadEstate(after)).toMatchObject({ ok: true });
  });

  it('takes an empty git repository', async () => {
    const cwd = scratchFolder();
    mkdirSync(join(cwd, '.git'));
    expect((await planMigration(['init', '.'], { cwd })).code).toBe(0);
  });

  it.each([
    ['Acme Corp.', 'acme-corp'],
    ['2024-estate', 'estate'],
    ['x', 'company'],
    ['___', 'company'],
    ['a-name-that-is-longer-than-twenty', 'a-name-that-is-longe'],
    ['utah-outfitters-2026-', 'utah-outfitters-2026'],
  ])('makes of the folder %s the company %s', (folder, company) => {
    expect(companyOf(folder)).toBe(company);
  });
});
