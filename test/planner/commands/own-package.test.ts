import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dependencyFrom } from '../../../planner/commands/own-package.js';
import { scratchFolder } from '../../support/program.js';

describe('how a new working folder asks for this package', () => {
  it('is the path of a clone', () => {
    expect(dependencyFrom('/work/estate', { root: '/work/dc-exit', version: '1.2.3' })).toBe('file:../dc-exit');
  });

  it.each([
    ['from a packed file', 'file:dc-exit-1.2.3.tgz', 'file:../dc-exit-1.2.3.tgz'],
    ['from Git', 'git+ssh://git@host.example/acme/dc-exit.git#abc', 'git+ssh://git@host.example/acme/dc-exit.git#abc'],
    ['from a registry', 'https://registry.npmjs.org/dc-exit/-/dc-exit-1.2.3.tgz', '1.2.3'],
    ['from somewhere that npm does not note', undefined, '1.2.3'],
  ])('is as it was installed %s', (_, resolved, expected) => {
    const project = scratchFolder();
    const root = join(project, 'node_modules', 'dc-exit');
    mkdirSync(root, { recursive: true });
    const lock = { packages: { 'node_modules/dc-exit': { version: '1.2.3', resolved } } };
    writeFileSync(join(project, 'node_modules', '.package-lock.json'), JSON.stringify(lock));
    expect(dependencyFrom(join(project, 'our-estate'), { root, version: '1.2.3' })).toBe(expected);
  });

  it('is its version where it is installed for the whole machine', () => {
    expect(dependencyFrom('/work', { root: '/usr/lib/node_modules/dc-exit', version: '1.2.3' })).toBe('1.2.3');
  });
});
