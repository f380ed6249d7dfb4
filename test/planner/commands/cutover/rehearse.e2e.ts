import { describe, expect, it } from '@jest/globals';
import { golden } from '../../../support/golden.js';
import { watched } from '../../../../planner/view/cutover/watch.js';
import { inProcess } from '../../../support/in-process.js';
import { planMigration } from '../../../support/program.js';

const utah = ['--estate', 'examples/utah/estate.yaml'];

describe('cutover rehearse', () => {
  it('plays all five products of the example: the partner that is late holds up only its own product', async () => {
    const { code, stdout, stderr } = await planMigration(['cutover', 'rehearse', ...utah]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(golden(import.meta.url, 'utah.txt', stdout));
  });

  it('tells a release that fails under traffic by exit code 80, and goes on once it is repaired', async () => {
    const { code, stdout } = await planMigration([
      'cutover',
      'rehearse',
      'storefront',
      '--fault',
      'bad-deploy',
      ...utah,
    ]);
    expect(code).toBe(80);
    expect(stdout).toMatch(/x rolled back to convert at shift-25: metrics:errors/);
    expect(stdout).toMatch(/decommissioned: web01 web02 db01 cache01 may go/);
  });

  it('lists its faults, and says what to write for one that there is not', async () => {
    const listed = await planMigration(['cutover', 'rehearse', '--fault', 'help']);
    expect(listed.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'throttle',
      'crash',
      'partner-late',
      'foreign-edit',
      'bad-deploy',
      'credentials',
      'reset-after-apply',
      'slow-dns',
      '',
    ]);
    const unknown = await planMigration(['cutover', 'rehearse', '--fault', 'fire', ...utah]);
    expect(unknown.code).toBe(64);
    expect(unknown.stderr).toMatch(/--fault help/);
  });

  it('can be watched: what happens to all products in the order of time, then the result', async () => {
    const watch = ['cutover', 'rehearse', 'mail', 'reports', '--speed', '100000', ...utah];
    const { code, stdout, stderr } = await inProcess(watch);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [story = '', result = ''] = stdout.split('\n\n', 2);
    const days = story
      .split('\n')
      .flatMap((line) => /^day +(\d+)/.exec(line)?.[1] ?? [])
      .map(Number);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(story).toMatch(/^day {3}0 {2}mail /m);
    expect(story).toMatch(/^day +\d+ {2}reports /m);
    expect(result).toMatch(/^rehearsal of 2 products/);
  });

  it('waits as long as the speed says, and not at all without one', () => {
    const story = [0, 1, 3].map((days) => ({ at: days * 86_400_000, what: 'x', tone: 'plain' as const }));
    const view = { from: 0, products: [{ product: 'a', story }] };
    expect(watched(view, 2).map(({ pause }) => pause)).toEqual([0, 500, 1000]);
    expect(watched(view, Infinity).map(({ pause }) => pause)).toEqual([0, 0, 0]);
  });

  it.each([
    [['--fault', 'trottle'], /Did you mean throttle\?/],
    [['--speed', '5', '--json'], /--speed is for who watches/],
    [['--format', 'csv'], /a rehearsal has no csv output/],
    [['storfront'], /Did you mean storefront\?/],
  ])('refuses %j before it plays anything', async (args, told) => {
    expect(await inProcess(['cutover', 'rehearse', ...args, ...utah])).toMatchObject({
      code: 64,
      stdout: '',
      stderr: expect.stringMatching(told),
    });
  });

  it('never takes the example by default', async () => {
    const { code, stderr } = await planMigration(['cutover', 'rehearse']);
    expect(code).toBe(66);
    expect(stderr).toMatch(/--estate/);
  });

  it('gives the same rehearsal as JSON and as events with a version line', async () => {
    const json = await planMigration(['cutover', 'rehearse', 'mail', '--json', ...utah]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'rehearsal/v1',
      products: [{ product: 'mail', done: true }],
    });
    const events = await planMigration(['cutover', 'rehearse', 'mail', '--events', ...utah]);
    const lines: readonly unknown[] = events.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines[0]).toEqual({ type: 'version', schema: 'events/v1', tool: 'plan-migration' });
    expect(lines.at(-1)).toMatchObject({ type: 'rehearsal', schema: 'rehearsal/v1' });
  });
});
