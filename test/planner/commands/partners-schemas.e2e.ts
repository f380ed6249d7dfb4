import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { inProcess } from '../../support/in-process.js';
import { addressesFile, utahAddresses } from '../../support/outputs.js';
import { scratchFolder } from '../../support/program.js';
import { expectDocument, expectEvents, faultsOf } from '../../support/published.js';
import { utahText } from '../../support/utah.js';

it('what partners says to machines is what its published schema says, in every state', async () => {
  const place = scratchFolder();
  writeFileSync(join(place, 'estate.yaml'), utahText);
  mkdirSync(join(place, 'outputs'));
  const deploy = (ip: string): void =>
    writeFileSync(
      join(place, 'outputs/prod-addresses.json'),
      addressesFile({ ...utahAddresses, ingress: { storefront: [ip] } }),
    );
  const ask = async (...args: readonly string[]): Promise<string> =>
    (await inProcess(['partners', ...args, '--estate', join(place, 'estate.yaml')])).stdout;
  expectDocument(await ask('status', '--json'), 'partners');
  deploy('203.0.113.11');
  expectDocument(await ask('notice', 'bes', '--json'), 'notices');
  expectEvents(await ask('notice', 'bes', '--events'), 'notice');
  expectDocument(await ask('sent', 'bes', '--json'), 'partners');
  expectDocument(await ask('confirm', 'bes', '--via', 'mail', '--json'), 'partners');
  expectDocument(await ask('waive', 'bes', '--because', 'test', '--until', '30d', '--json'), 'partners');
  deploy('203.0.113.99');
  const lapsed = await ask('status', '--json');
  expect(lapsed).toContain('"state": "lapsed"');
  expectDocument(lapsed, 'partners');
  expectEvents(await ask('status', '--events'), 'standing');
});

const of = (each: object): object => ({ schema: 'partners/v1', standings: [each] });

it('a standing in an unknown state is refused by the schema', () => {
  const standing = {
    partner: 'bes',
    product: 'shop',
    direction: 'ingress',
    environment: 'prod',
    state: 'confirmed',
    leadTimeDays: 45,
  };
  expect(faultsOf('partners', of(standing))).toEqual([]);
  expect(faultsOf('partners', of({ ...standing, state: 'promised' }))).toHaveLength(1);
  expect(faultsOf('partners', of({ ...standing, more: 1 }))).toHaveLength(1);
});
