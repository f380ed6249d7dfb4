import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addressesFile, utahAddresses, utahFoundation } from '../../../support/outputs.js';
import { planMigration, scratchFolder } from '../../../support/program.js';
import { productFile } from '../../../support/product-output.js';

/** The example with these outputs. @returns the folder */
function deployed(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'estate.yaml'), readFileSync('examples/utah/estate.yaml'));
  mkdirSync(join(folder, 'outputs'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'outputs', `${name}.json`), text);
  return folder;
}

const outputs = {
  'prod-addresses': addressesFile(utahAddresses),
  'prod-foundation': utahFoundation,
  'storefront-prod': productFile({ product: 'storefront' }),
};

describe('cutover policy', () => {
  it('prints the policy of one product as JSON', async () => {
    const { code, stdout, stderr } = await planMigration(['cutover', 'policy', 'storefront'], {
      cwd: deployed(outputs),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [first] = JSON.parse(stdout).Statement;
    expect(first.Resource).toEqual(['arn:aws:route53:::hostedzone/Z1']);
    expect(first.Condition['ForAllValues:StringEquals']).toEqual({
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': expect.arrayContaining([
        'shop.cut.utah-aws.example',
        '_cutover.shop.cut.utah-aws.example',
      ]),
      'route53:ChangeResourceRecordSetsRecordTypes': expect.arrayContaining(['A', 'TXT']),
      'route53:ChangeResourceRecordSetsActions': ['CREATE', 'DELETE'],
    });
  });

  it.each<readonly [string, readonly string[], Readonly<Record<string, string>>, number, RegExp]>([
    ['no product', [], outputs, 64, /missing required argument 'product'/],
    ['two products', ['storefront', 'portal'], outputs, 64, /too many arguments/],
    ['a product that is not there', ['storefrnt'], outputs, 64, /Did you mean storefront\?/],
    ['another format', ['storefront', '--format', 'md'], outputs, 64, /no md output/],
    ['a zone that is not deployed', ['storefront'], {}, 82, /prod-foundation/],
  ])('says what to do with %s', async (_title, args, files, exit, message) => {
    const { code, stdout, stderr } = await planMigration(['cutover', 'policy', ...args], { cwd: deployed(files) });
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(message);
  });
});
