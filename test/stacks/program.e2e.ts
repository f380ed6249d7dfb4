import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anEstateText } from '../support/estate.js';
import { scratchFolder } from '../support/program.js';
import { run } from '../support/terraform.js';
import { shop, shopProduct } from './estates.js';

/** Starts the app as cdktf does. */
async function stacks(folder: string, env: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  return run(process.execPath, [resolve('bin/stacks.js')], folder, { PATH, ...env });
}

function folderWith(text: string): string {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'estate.yaml'), text);
  return folder;
}

describe('the app that cdktf starts', () => {
  it('builds the stacks of ./estate.yaml, and the folder that outputs go to', async () => {
    const folder = folderWith(anEstateText(shop));
    expect(await stacks(folder)).toEqual({ code: 0, text: '' });
    expect(readdirSync(join(folder, 'cdktf.out/stacks')).toSorted()).toEqual([
      'prod-addresses',
      'prod-foundation',
      'shop-prod',
    ]);
    expect(existsSync(join(folder, 'outputs'))).toBe(true);
  });

  it.each([
    ['state: s3://…', { state: 's3://acme-state' }, 'bootstrap'],
    ['allowDestroy', { allowDestroy: ['shop-prod/db', 'shop-prod/ingress', 'shop-prod/repositories'] }, 'shop-prod'],
  ])('passes its own rule pack with %s', async (_, extra, stack) => {
    const folder = folderWith(anEstateText({ ...shop, ...extra }));
    expect(await stacks(folder)).toEqual({ code: 0, text: '' });
    expect(readdirSync(join(folder, 'cdktf.out/stacks'))).toContain(stack);
  });

  it('builds only the stacks that STACKS names', async () => {
    const folder = folderWith(anEstateText(shop));
    expect(await stacks(folder, { STACKS: 'shop-prod' })).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'cdktf.out/stacks'))).toEqual(['shop-prod']);
  });

  it('takes $ESTATE from wherever it is called, with all paths beside the estate', async () => {
    const folder = folderWith(anEstateText());
    const elsewhere = scratchFolder();
    expect(await stacks(elsewhere, { ESTATE: join(folder, 'estate.yaml') })).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'outputs'))).toBe(true);
    expect(readdirSync(elsewhere)).toEqual(['cdktf.out']);
  });

  it.each([
    ['nothing there', undefined, {}, 'there is no estate.yaml here: set ESTATE=path/of/estate.yaml, or make a working'],
    ['a wrong $ESTATE', undefined, { ESTATE: 'not/there.yaml' }, 'ESTATE names not/there.yaml, which cannot be read'],
    ['a stack that is none', anEstateText(shop), { STACKS: 'shop-prd' }, 'did you mean shop-prod?'],
    [
      'a mistake in the file',
      anEstateText({ regio: 'us-east-1' }),
      {},
      'estate.yaml:13 regio: unknown key; did you mean "region"?',
    ],
    [
      'what a module refuses',
      anEstateText({
        products: {
          shop: {
            ...shopProduct,
            data: { db: { kind: 'postgres', version: '7' } },
            services: {},
            ingress: { kind: 'none' },
          },
        },
      }),
      {},
      'shop-prod/data/db',
    ],
  ])('%s: says what to write, in its own lines and without a stack trace', async (_, text, env, message) => {
    const folder = text === undefined ? scratchFolder() : folderWith(text);
    const { code, text: said } = await stacks(folder, env);
    expect(code).toBe(65);
    expect(said).toContain(message);
    expect(said).not.toMatch(/^\s+at /m);
    const made = join(folder, 'cdktf.out/stacks');
    expect(existsSync(made) ? readdirSync(made) : []).toEqual([]);
  });
});
