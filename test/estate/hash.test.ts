import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { estateHash, loadEstate, setOwner } from '../../estate/index.js';

const contract = readFileSync(new URL('fixtures/contract.yaml', import.meta.url), 'utf8');

function hash(text: string): string | undefined {
  const loaded = loadEstate(text);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
  return estateHash(loaded.estate, 'storefront', 'prod');
}

function changed(from: string, to: string): string {
  if (!contract.includes(from)) throw new Error(`the fixture has no ${from}`);
  return contract.replace(from, to);
}

describe('the hash of an estate', () => {
  it.each([
    ['comments', changed('# prefix and tag of everything', '# another comment')],
    [
      'order',
      changed('class: production                 # ', 'nat: perAz\n    class: production # ').replace(
        '    nat: perAz                        #',
        '    #',
      ),
    ],
    ['a default that is left to itself', changed('      ttl: 60s\n', '')],
    ['plan inputs', changed('start: 2027-02-01', 'start: 2027-03-01')],
    ['the other environment', changed('cidr: 10.21.0.0/16', 'cidr: 10.22.0.0/16')],
  ])('does not change with %s', (_, text) => {
    expect(hash(text)).toBe(hash(contract));
  });

  it('does not change with the owner of a name', () => {
    const edited = setOwner(contract, 'storefront', 'shop.utah-outfitters.example', 'cutover');
    expect(edited.ok && edited.text !== contract && hash(edited.text)).toBe(hash(contract));
  });

  it.each([
    ['the product', changed('count: 2..6', 'count: 2..8')],
    ['its policy', changed('keepLegacy: 30d', 'keepLegacy: 31d')],
    ['its names', changed('A: [192.0.2.10]', 'A: [192.0.2.11]')],
    ['its environment', changed('nat: perAz', 'nat: single')],
    ['its zones', changed('write: manual', 'write: "rfc2136://ns1.host.example?key=cutover"')],
    ['its partners', changed('leadTime: 45d', 'leadTime: 46d')],
  ])('changes with %s', (_, text) => {
    expect(hash(text)).not.toBe(hash(contract));
  });

  it('is none for a product that is not there', () => {
    const loaded = loadEstate(contract);
    expect(loaded.ok && estateHash(loaded.estate, 'nothing', 'prod')).toBeUndefined();
    expect(loaded.ok && estateHash(loaded.estate, 'storefront', 'qa')).toBeUndefined();
  });
});
