import { describe, expect, it } from '@jest/globals';
import { moveProduct } from '../../../planner/waves/move.js';
import { aFlow, condition, declared, machines, plan, waveOf } from '../../support/waves.js';
import { syntheticEstate } from '../../support/synthetic-estate.js';

const planned = plan({
  servers: machines({ a: 3, b: 3, c: 3 }),
  flows: [aFlow('a-1', 'b-1', 8080)],
  inputs: { start: '2027-02-01', perWave: { servers: 3, gib: 1e6 } },
});

describe('moving a product', () => {
  it('changes its wave, its days and the conditions, and nothing else', () => {
    expect(waveOf(planned)).toEqual({ a: 'W3', b: 'W1', c: 'W2' });
    const moved = moveProduct(planned, 'b', 4);
    expect(waveOf(moved)).toEqual({ a: 'W3', b: 'W4', c: 'W2' });
    expect(moved.products[1]).toMatchObject({ cutover: '2027-03-29', order: 'pinned to W4 by you, not saved' });
    expect(condition(moved, 'W3', 'dependencies')).toMatchObject({ verdict: 'broken' });
    expect(moved.waves.map(({ id, crossEdges }) => [id, crossEdges.length])).toEqual([
      ['W2', 0],
      ['W3', 1],
      ['W4', 0],
    ]);
    expect(planned.waves.map(({ id }) => id)).toEqual(['W1', 'W2', 'W3']);
  });

  it('back again gives the same waves', () => {
    const back = moveProduct(moveProduct(planned, 'b', 4), 'b', 1);
    expect(back.waves).toEqual(planned.waves);
    expect(back.findings).toEqual(planned.findings);
  });

  it('equals planning with that assignment from scratch', () => {
    const { servers, flows } = syntheticEstate(300, 8, 11);
    const start = plan({ servers, flows, inputs: { start: '2027-02-01' } });
    let moved = start;
    for (const [at, { name }] of start.products.slice(0, 12).entries()) moved = moveProduct(moved, name, 1 + (at % 5));
    const pins = moved.products.map(({ name, wave, servers: replaces }) =>
      declared(name, { replaces, wave: Number(wave.slice(1)) }),
    );
    const scratch = plan({ servers, flows, inputs: { start: '2027-02-01', products: pins } });
    const facts = (waves: typeof moved.waves) =>
      waves.map(({ id, conditions, crossEdges, cutover }) => ({ id, conditions, crossEdges, cutover }));
    expect(facts(moved.waves)).toEqual(facts(scratch.waves));
  });

  it.each([
    ['nix', 1, 'there is no product "nix"; write one of the plan\'s products'],
    ['a', 0, '0 is no wave; write a number from 1 to 9999'],
    ['a', 1.5, '1.5 is no wave; write a number from 1 to 9999'],
  ])('refuses %s to W%d', (product, wave, message) => {
    expect(() => moveProduct(planned, product, wave)).toThrow(message);
  });
});
