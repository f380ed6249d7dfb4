import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { patternsOf, priorityOf } from '../../../modules/ingress/index.js';
import { resolveRoutes } from '../../../modules/ingress/routes.js';

const aPath = fc.stringMatching(/^\/[A-Za-z0-9_./-]{0,127}$/);

describe('the priority of a route', () => {
  it('is one that a listener takes, after those that people give', () => {
    fc.assert(
      fc.property(aPath, (path) => {
        const priority = priorityOf(path);
        expect(priority).toBeGreaterThanOrEqual(100);
        expect(priority).toBeLessThanOrEqual(50_000);
      }),
    );
  });

  it('puts the longer path first', () => {
    fc.assert(
      fc.property(aPath, aPath, (a, b) => {
        fc.pre(a.length > b.length);
        expect(priorityOf(a)).toBeLessThan(priorityOf(b));
      }),
    );
  });

  it('stays what it is, whatever else there is and will be', () => {
    expect(['/', '/api', '/api/v2'].map(priorityOf)).toEqual([49_654, 48_488, 47_212]);
  });
});

describe('the patterns of a path', () => {
  it.each([
    ['/', ['/*']],
    ['/api', ['/api', '/api/*']],
    ['/api/', ['/api/*']],
    ['/img/*.png', ['/img/*.png']],
    ['/v?', ['/v?']],
  ])('%s -> %j', (path, patterns) => {
    expect(patternsOf(path)).toEqual(patterns);
  });
});

describe('routes', () => {
  it('take one target, several with weights, or more about themselves', () => {
    expect(
      resolveRoutes(
        { '/': 'web', '/api': { web: 90, old: 10 }, '/a': { to: 'old', hosts: ['a.example'], priority: 7 } },
        ['web', 'old'],
      ).map(({ path, weights, hosts }) => ({ path, weights, hosts })),
    ).toEqual([
      { path: '/', weights: [['web', 1]], hosts: [] },
      {
        path: '/api',
        weights: [
          ['web', 90],
          ['old', 10],
        ],
        hosts: [],
      },
      { path: '/a', weights: [['old', 1]], hosts: ['a.example'] },
    ]);
  });

  it('may lead to a target that is called `to`', () => {
    expect(resolveRoutes({ '/': { to: 5, web: 1 } }, ['to', 'web'])[0]?.weights).toEqual([
      ['to', 5],
      ['web', 1],
    ]);
  });

  it.each([
    [{ '/': 'wbe' }, 'there is no target wbe; there are web'],
    [{ '/ö': 'web' }, 'a load balancer cannot match this'],
    [{ api: 'web' }, 'a load balancer cannot match this'],
    [{ [`/${'x'.repeat(128)}`]: 'web' }, 'at most 128 letters'],
    [{ '/': { web: 1000 } }, 'weight 1000 of web; write a whole number from 0 to 999'],
    [{ '/': {} }, '0 targets'],
    [{ '/': { to: 'web', hosts: ['${a}'] } }, '${a} is not a host name'],
    [{ '/': { to: 'web', priority: 1 } }, 'priority 1; write a whole number from 2 to 50000'],
    [{ '/': { to: 'web', priority: 9 }, '/a': { to: 'web', priority: 9 } }, 'routes / and /a both have priority 9'],
    [{ '/a': { to: 'web', hosts: ['a', 'b', 'c', 'd'] } }, 'matches at most 5 values'],
  ])('%j is refused: %s', (routes, message) => {
    expect(() => resolveRoutes(routes, ['web'])).toThrow(message);
  });
});
