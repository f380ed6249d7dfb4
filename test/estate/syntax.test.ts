import { describe, expect, it } from '@jest/globals';
import { formatProblem, loadEstate } from '../../estate/index.js';
import { anEstateText } from '../support/estate.js';

function problems(text: string): readonly string[] {
  const loaded = loadEstate(text);
  return loaded.ok ? [] : loaded.problems.map(formatProblem);
}

describe('an estate file refuses', () => {
  it.each([
    [
      'aliases',
      'a: &x 1\nb: *x\n',
      ['estate.yaml:1 (file): anchors are refused', 'estate.yaml:2 (file): aliases are refused'],
    ],
    ['tags', 'company: !!str acme\n', ['estate.yaml:1 (file): tags are refused']],
    ['tags inside braces', 'a: { b: !x y }\n', ['estate.yaml:1 (file): tags are refused']],
    ['merge keys', 'a:\n  <<: { b: 1 }\n', ['estate.yaml:2 a["<<"]: merge keys are refused']],
    ['__proto__ keys', 'products:\n  __proto__: { a: 1 }\n', ['estate.yaml:2 products.__proto__: not a name']],
    ['duplicate keys', 'a: 1\nb:\n  c: 1\n  c: 2\n', ['estate.yaml:4 b.c: the key is there twice']],
    ['keys that are no names', '? [a, b]\n: 1\n', ['estate.yaml:1 (file): a key that is not a name']],
    ['a second document', 'a: 1\n---\nb: 2\n', ['estate.yaml:2 (file): a second document']],
    ['directives', '%YAML 1.1\n---\na: 1\n', ['estate.yaml:1 (file): directives are refused']],
    [
      'tabs as indentation',
      'a:\n\tb: 1\n',
      ['estate.yaml:2 (file): Tabs are not allowed as indentation; indent with spaces'],
    ],
    ['control characters', 'company: a\u001b[31m\n', ['estate.yaml:1 (file): a control character ("\\u001b")']],
    [
      'escaped control characters',
      'company: "a\\x1b[31m"\n',
      ['estate.yaml:1 company: "a\\u001b[31m" holds a control character'],
    ],
    [
      'a bracket that is not closed',
      'a: { b: 1\n',
      [
        'estate.yaml:2 a.b: Flow map in block collection must be sufficiently indented and end with a }; close the bracket',
      ],
    ],
    ['a list', '- a\n', ['estate.yaml:1 (file): a list is not an estate']],
  ])('%s', (_, text, expected) => {
    const told = problems(text);
    for (const message of expected) expect(told).toContainEqual(expect.stringContaining(message));
  });

  it('more than 1 MiB, counted in bytes', () => {
    const comment = `# ${'é'.repeat(550_000)}\n`;
    expect(problems(comment)).toEqual([
      'estate.yaml:1 (file): larger than 1 MiB; split the estate, one file per company or region',
    ]);
  });

  it('more depth than an estate has, however deep it is', () => {
    for (const depth of [40, 10_000, 100_000]) expect(problems('['.repeat(depth))).not.toEqual([]);
  });

  it('an empty file, by naming what it needs', () => {
    const expected = ['schema', 'company', 'region', 'environments', 'products'];
    for (const text of ['', '# nothing\n', '---\n'])
      expect(problems(text).map((problem) => /^estate.yaml:\d+ (\w+): missing/.exec(problem)?.[1])).toEqual(expected);
  });
});

describe('an estate file may', () => {
  it('have Windows line ends and a byte order mark', () => {
    expect(problems(`\ufeff${anEstateText().replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  it('leave a section empty, with its keys commented out', () => {
    expect(problems(`${anEstateText()}partners:\n  # bes: {}\nplan:\nzones:\n`)).toEqual([]);
  });

  it('be JSON', () => {
    const json = JSON.stringify({
      schema: 'estate/v1',
      company: 'acme',
      region: 'us-east-1',
      environments: {
        prod: { class: 'staging', account: '111122223333', cidr: '10.0.0.0/16', azs: ['us-east-1a', 'us-east-1b'] },
      },
      products: {},
    });
    expect(problems(json)).toEqual([]);
  });
});

it('20,000 duplicate and unknown keys are found in time that grows with the file', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `k${i % 15_000}: 1\n`).join('');
  const loaded = loadEstate(text);
  expect(loaded.ok).toBe(false);
  expect(loaded.ok ? 0 : loaded.problems.length).toBeLessThanOrEqual(1000);
});
