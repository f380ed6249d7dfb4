import { describe, expect, it } from '@jest/globals';
import type { Block } from '../../../../planner/report/document/document.js';
import { documentText } from '../../../../planner/report/document/text.js';

const shown = (block: Block, columns = 40): string =>
  [...documentText({ title: 'T', sections: [{ title: 'S', blocks: [block] }] }, columns)].join('').split('\nS\n')[1] ??
  '';

describe('a document as text', () => {
  const rows = [
    ['a', 'one'],
    ['b', 'two words'],
  ];
  it('has a table where it fits', () => {
    expect(shown({ kind: 'table', head: ['WHEN', 'WHAT'], rows })).toBe(
      '  WHEN  WHAT\n  a     one\n  b     two words\n',
    );
  });

  it('has one row after the other where it does not, without empty cells', () => {
    const long = 'w '.repeat(25).trim();
    expect(
      shown({
        kind: 'table',
        head: ['WHEN', 'WHAT', 'WHO'],
        rows: [
          ['a', long, ''],
          ['b', 'x', 'jo'],
        ],
      }),
    ).toBe(
      '  when  a\n  what  w w w w w w w w w w w w w w w w\n        w w w w w w w w w\n\n  when  b\n  what  x\n  who   jo\n',
    );
  });

  it('never breaks what is to be copied', () => {
    const command = `curl ${'x'.repeat(80)}`;
    expect(shown({ kind: 'code', lines: [command] })).toBe(`  ${command}\n`);
  });

  it('shows control characters instead of sending them', () => {
    expect(shown({ kind: 'list', items: ['a\u001B[2Jb'] })).toBe('  - a^[[2Jb\n');
  });
});
