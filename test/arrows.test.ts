import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Who may import whom at the top level (docs/design.md, "The house"). */
const houses: Readonly<Record<string, readonly string[]>> = {
  estate: [],
  modules: [],
  stacks: ['estate', 'modules'],
  planner: ['estate'],
};

/** Floors of planner/: a file imports from lower floors and from its own folder, never from above or beside. */
const floors: Readonly<Record<string, number>> = {
  model: 1,
  inventory: 2,
  pricing: 2,
  sizing: 3,
  cost: 4,
  waves: 4,
  journal: 4,
  plan: 5,
  partners: 5,
  cutover: 5,
  adapters: 6,
  view: 7,
  handoff: 7.2,
  report: 7.5,
  tui: 8,
  commands: 9,
  'cli.ts': 10,
};

/** Packages that only one part of the house may load. */
const kept: readonly { readonly packages: RegExp; readonly by: RegExp }[] = [
  { packages: /^(constructs$|#cdktf$|#aws\/[a-z0-9-]+$)/, by: /^(modules|stacks)\// },
  // By the seam of package.json only, and never the barrel: it loads all of AWS, and another fork has another name.
  { packages: /^(cdktf|cdktn|constructs\/|#cdktf\/|#aws|@cdkt[fn]\/)/, by: /^$/ },
  { packages: /^@aws-sdk\//, by: /^planner\/adapters\// },
  { packages: /^(ink|react)(\/|$)/, by: /^planner\/tui\// },
  { packages: /^commander$/, by: /^planner\/commands\// },
  {
    // node:net is not among them: its `isIP` is a pure function, and a socket of it would be seen in review.
    packages: /^node:(fs|http|https|dns|dgram|child_process|process)/,
    by: /^planner\/(adapters|commands|tui|cli\.ts)|^stacks\//,
  },
];

interface Arrow {
  readonly file: string;
  readonly to: string;
  /** `import(…)` loads only when the code comes by. */
  readonly when: 'start' | 'later';
}

/** Every import of every source file, with relative specifiers resolved to paths in the repository. */
export function arrows(files: readonly { readonly path: string; readonly text: string }[]): Arrow[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(from|import\()\s*'([^']+)'/g)].map(([, how, specifier = '']) => ({
      file: path,
      when: how === 'from' ? 'start' : 'later',
      to: specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : specifier,
    })),
  );
}

export function broken({ file, to }: Arrow): string | undefined {
  const [house = '', room = ''] = file.split('/');
  const [toHouse = '', toRoom = ''] = to.split('/');
  if (toHouse in houses && !to.startsWith('@')) {
    if (house !== toHouse && houses[house]?.includes(toHouse) !== true) return `${house}/ may not import ${toHouse}/`;
    if (house === 'planner' && toHouse === 'planner' && room !== toRoom) {
      const from = floors[room];
      const below = floors[toRoom];
      if (from === undefined || below === undefined) return `${from === undefined ? room : toRoom} is on no floor`;
      if (below >= from) return `planner/${room} (floor ${from}) may not import planner/${toRoom} (floor ${below})`;
    }
    return undefined;
  }
  const rule = kept.find(({ packages }) => packages.test(to));
  return rule !== undefined && !rule.by.test(file) ? `${to} belongs to ${rule.by.source}` : undefined;
}

const stem = (path: string): string => path.replace(/\.[jt]sx?$/, '');

/** Files that import each other in a circle, types included: none of them can be read, tested or moved without the others. */
export function circling(all: readonly Arrow[]): readonly string[] {
  let left = all.filter(({ when }) => when === 'start').map(({ file, to }) => ({ from: stem(file), to: stem(to) }));
  for (;;) {
    const [starts, ends] = [new Set(left.map(({ from }) => from)), new Set(left.map(({ to }) => to))];
    const inside = left.filter(({ from, to }) => starts.has(to) && ends.has(from));
    if (inside.length === left.length) return [...starts].toSorted();
    left = inside;
  }
}

function sources(): { path: string; text: string }[] {
  return Object.keys(houses).flatMap((house) =>
    readdirSync(house, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ path: join(house, name), text: readFileSync(join(house, name), 'utf8') })),
  );
}

describe('the import arrows of the house', () => {
  it('all point down', () => {
    const faults = arrows(sources()).flatMap((arrow) => {
      const fault = broken(arrow);
      return fault === undefined ? [] : [`${arrow.file} -> ${arrow.to}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['planner/model/server.ts', "import { x } from '../inventory/x.js'"],
    ['planner/view/table.ts', "import { x } from '../report/x.js'"],
    ['planner/plan/plan.ts', "import { readFile } from 'node:fs/promises'"],
    ['planner/commands/plan.ts', "const ink = await import('ink')"],
    ['planner/cost/x.ts', "import type { Construct } from 'constructs'"],
    ['estate/load.ts', "import { x } from '../planner/model/x.js'"],
    ['modules/network/x.ts', "import { x } from '../../estate/x.js'"],
    ['modules/network/x.ts', "import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js'"],
    ['modules/network/x.ts', "import { vpc } from '@cdktf/provider-aws'"],
    ['stacks/x.ts', "import { App } from 'cdktf'"],
    ['stacks/x.ts', "import { vpc } from '#aws/index/index.js'"],
    ['planner/plan/x.ts', "import { App } from '#cdktf'"],
  ])('are broken by %s with %s', (path, text) => {
    expect(arrows([{ path, text }]).map(broken)).toEqual([expect.any(String)]);
  });

  it('never lead back to where they came from', () => {
    expect(circling(arrows(sources()))).toEqual([]);
  });

  it('tell the files of a circle, and not those on the way to it', () => {
    const files = [
      { path: 'estate/a.ts', text: "import { b } from './b.js'" },
      { path: 'estate/b.ts', text: "import { c } from './c.js'" },
      { path: 'estate/c.ts', text: "import type { B } from './b.js'\nimport { d } from './d.js'" },
      { path: 'estate/d.ts', text: "const a = await import('./a.js')" },
    ];
    expect(circling(arrows(files))).toEqual(['estate/b', 'estate/c']);
  });
});
