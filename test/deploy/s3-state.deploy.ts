import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Cloud } from '../support/deployment.js';
import { cdktf, cloudOf, deploy, drift } from '../support/deployment.js';
import { anEstateText } from '../support/estate.js';
import { editEstate } from '../support/estate-edits.js';
import { scratchFolder } from '../support/program.js';
import { builtStacks } from '../support/terraform.js';

jest.setTimeout(600_000);

const flat = (text: string) => text.replaceAll(/[│╷╵]/g, ' ').replaceAll(/\s+/g, ' ');
const failure = ({ code, text }: { readonly code: number; readonly text: string }) => ({
  code,
  error: /Error: [^]*/.exec(text)?.[0]?.slice(0, 2000),
});

/** A working folder with `state: s3://…` and an estate of one environment. */
function s3Folder(): string {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'outputs'));
  writeFileSync(join(folder, 'estate.yaml'), anEstateText({ state: 's3://acme-state-111122223333/estate' }));
  writeFileSync(
    join(folder, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app: `node ${builtStacks()}`, sendCrashReports: 'false' }),
  );
  return folder;
}

describe('an estate with state: s3://…', () => {
  let cloud: Cloud;
  let folder = '';

  beforeAll(async () => {
    cloud = await cloudOf('111122223333');
    folder = s3Folder();
  });
  afterAll(async () => cloud.stop());

  it('makes its bucket by bootstrap, whose own state is local', async () => {
    expect(failure(await deploy(folder, 'bootstrap', cloud))).toEqual({ code: 0 });
    expect(existsSync(join(folder, 'tf/bootstrap.tfstate'))).toBe(true);
  });

  it('says which stack to deploy first when a state is not in the bucket yet', async () => {
    const { code, text } = await cdktf(folder, ['diff', 'prod-foundation', '--skip-provider-lock'], cloud);
    expect(code).not.toBe(0);
    expect(flat(text)).toContain('deploy prod-addresses first: it is not deployed yet.');
  });

  it('keeps states in the bucket, the first time without a last deployment to guard', async () => {
    expect(failure(await deploy(folder, 'prod-addresses', cloud))).toEqual({ code: 0 });
    expect(existsSync(join(folder, 'tf/prod-addresses.tfstate'))).toBe(false);
    expect(await drift(folder, 'prod-addresses', cloud)).toEqual([]);
  });

  it('refuses what the last deployment had and the estate has no more', async () => {
    editEstate(folder, [[['environments', 'prod', 'nat'], 'single']]);
    const { code, text } = await deploy(folder, 'prod-addresses', cloud);
    expect(code).not.toBe(0);
    expect(flat(text)).toContain('this would destroy: egress.us-east-1b.');
  });

  it('and does it when allowDestroy names it', async () => {
    editEstate(folder, [[['allowDestroy'], ['prod-addresses/egress.us-east-1b']]]);
    expect(failure(await deploy(folder, 'prod-addresses', cloud))).toEqual({ code: 0 });
  });
});
