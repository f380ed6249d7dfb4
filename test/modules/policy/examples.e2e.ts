import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { TerraformStack } from '#cdktf';
import { loadEstate } from '../../../estate/index.js';
import { checkStacks, readTemplate } from '../../../modules/policy/index.js';
import { estateApp } from '../../../stacks/app.js';

const folder = mkdtempSync(join(tmpdir(), 'policy-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report over an estate's stacks, without writing them. */
function report(text: string) {
  const loaded = loadEstate(text, 'estate.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const app = estateApp(loaded.estate, { folder, outdir: join(folder, 'cdktf.out') });
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  for (const stack of stacks) stack.prepareStack();
  return checkStacks(
    stacks.map((stack) => readTemplate(stack.node.id, stack.toTerraform())),
    { today: '2027-01-01' },
  );
}

const utah = readFileSync('examples/utah/estate.yaml', 'utf8');

describe('the stacks of the example', () => {
  it.each([
    ['development', ''],
    ['staging', ''],
    ['ephemeral', '    ttl: 7d\n    owner: web\n'],
  ])('have no finding and no warning, with dev of class %s', (kind, more) => {
    const text = utah.replace('    class: development\n', `    class: ${kind}\n${more}`);
    const { findings, stacks } = report(text);
    expect(stacks).toContain('storefront-dev');
    expect(findings.map(({ rule, stack, address, message }) => `${rule}: ${stack} ${address} ${message}`)).toEqual([]);
  });
});
