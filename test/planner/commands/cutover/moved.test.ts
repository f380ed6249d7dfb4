import { describe, expect, it } from '@jest/globals';
import { loadEstate, type NameOwner, setOwner } from '../../../../estate/index.js';
import { stillToMove } from '../../../../planner/commands/cutover/moved.js';
import { utahText } from '../../../support/utah.js';

/** The products of examples/utah, with these owners of their names. */
function products(owners: Readonly<Record<string, NameOwner>>) {
  let text = utahText;
  for (const [product, owner] of Object.entries(owners)) {
    const edited = setOwner(
      text,
      product,
      `${product === 'storefront' ? 'shop' : product}.utah-outfitters.example`,
      owner,
    );
    if (!edited.ok) throw new Error(edited.message);
    text = edited.text;
  }
  const loaded = loadEstate(text);
  if (!loaded.ok) throw new Error('no estate');
  return Object.values(loaded.estate.products);
}

const namesOf = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);

describe('what can still be cut over', () => {
  it.each<readonly [string, Readonly<Record<string, NameOwner>>, readonly string[]]>([
    ['everything at first, with names or without', {}, ['storefront', 'portal', 'reports', 'mail', 'intranet']],
    ['a product under way', { portal: 'cutover' }, ['storefront', 'portal', 'reports', 'mail', 'intranet']],
    ['not one whose names belong to the stack', { storefront: 'stack' }, ['portal', 'reports', 'mail', 'intranet']],
  ])('is %s', (_title, owners, left) => {
    expect(namesOf(stillToMove(products(owners), []))).toEqual(left);
  });

  it('is refused for a product that is done and named', () => {
    const done = products({ storefront: 'stack' });
    expect(() => stillToMove(done, ['storefront'])).toThrow('storefront is cut over: its names belong to the stack');
  });

  it('is refused where nothing is left', () => {
    const [storefront] = products({ storefront: 'stack' });
    expect(() => stillToMove(storefront === undefined ? [] : [storefront], [])).toThrow('storefront is cut over');
  });
});
