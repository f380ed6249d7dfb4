import { describe, expect, it, jest } from '@jest/globals';
import { App } from '../../../planner/tui/app.js';
import { farewell } from '../../../planner/tui/launch.js';
import { LinearApp } from '../../../planner/tui/linear-app.js';
import type { Wish } from '../../../planner/tui/state.js';
import { screensOf } from '../../../planner/tui/screens.js';
import type { Plan } from '../../../planner/plan/plan.js';
import { Fault } from '../../../planner/model/fault.js';
import { aMovingPlan } from '../../support/moving-plan.js';
import { aPlan } from '../../support/plan.js';
import { keys, mount } from '../../support/screen.js';

const plan = aPlan({
  servers: 30,
  findings: [
    {
      severity: 'error',
      code: 'bad-size',
      file: 'inventory.csv',
      row: 42,
      column: 'RAM',
      value: '16 furlongs',
      message: 'not a size',
      remedy: 'Write 16 GiB or 16384 MiB.',
    },
    {
      severity: 'warning',
      code: 'no-use',
      server: 'srv000002',
      message: 'srv000002 was not measured',
      remedy: 'Add a metrics export.',
    },
  ],
  plan: { company: 'utah-outfitters' },
});
const write = jest.fn(async (wish: Wish): Promise<string> => `${wish.kind}.file`);
const app = (of: Plan, ascii = false) => (
  <App input={{ plan: of, screens: screensOf(of), look: { ascii, colour: false } }} write={write} />
);

describe('on a terminal', () => {
  it('a phone-sized one shows the answer, then names, targets and costs', async () => {
    const ui = await mount(app(plan), { cols: 40, rows: 12 });
    expect(`\n${ui.screen()}`).toBe(`
 dc-exit  utah-outfitters      ✖ 1  ! 1
[1 Overview] 2  3  4  5  6
  Every month
  Today             $6,400.00  █████▊
    bill.csv
  AWS, as it is     $8,847.65  ████████
    +38 % · same sizes
  AWS, right-sized  $7,347.65  ██████▋
    +15 % · 30 EC2
  with commitments  $5,143.35  ████▋
    −20 % · 1-year Savings Plan, no
 ? keys  q quit         lines 1-9 of 35`);
    await ui.press('2', keys.down);
    expect(`\n${ui.screen()}`).toBe(`
 dc-exit  utah-outfitters      ✖ 1  ! 1
 1 [2 Servers] 3  4  5  6
 NAME       TARGET       $/MONTH
 srv000001  m7i.large     $30.00
>srv000002  m7i.xlarge   $109.19
 srv000003  t3.micro     $188.38
 srv000004  r7i.2xlarge  $267.57
 srv000005  m7i.large    $346.76
 srv000006  m7i.xlarge   $425.95
 srv000007  t3.micro     $105.14
 srv000008  r7i.2xlarge  $184.33
 ↑↓ move  ? keys  q quit    row 2 of 30`);
    await ui.unmount();
  });

  it('80x24 shows a table above the detail of the row under the cursor', async () => {
    const ui = await mount(app(plan, true));
    await ui.press('2', keys.down);
    expect(`\n${ui.screen()}`).toBe(`
 dc-exit  utah-outfitters - us-east-1                      30 servers  x 1  ! 1
 1 Overview [2 Servers] 3 Products  4 Waves  5 Costs  6 Findings
--------------------------------------------------------------------------------
 NAME       PRODUCT               NOW  TARGET       $/MONTH  CONF
 srv000001  storefront   2 vCPU 8 GiB  m7i.large     $30.00  ****.
>srv000002  portal      4 vCPU 16 GiB  m7i.xlarge   $109.19  **...
 srv000003  reports     6 vCPU 24 GiB  t3.micro     $188.38  **...
 srv000004              8 vCPU 32 GiB  r7i.2xlarge  $267.57  ****.
 srv000005  storefront  2 vCPU 40 GiB  m7i.large    $346.76  **...
 srv000006  portal      4 vCPU 48 GiB  m7i.xlarge   $425.95  **...
 srv000007  reports     6 vCPU 56 GiB  t3.micro     $105.14  ****.
 srv000008              8 vCPU 64 GiB  r7i.2xlarge  $184.33  **...
 srv000009  storefront   2 vCPU 8 GiB  m7i.large    $263.52  **...
 srv000010  portal      4 vCPU 16 GiB  m7i.xlarge   $342.71  ****.
- srv000002 --------------------------------------------------------------------
 Target   m7i.xlarge (rehost)
 Cost     $109.19 / month, on EC2 at the size of today $159.19 (m7i.xlarge)
 Why      uses 1 % of its CPU; m7i.xlarge fits
          confidence 2 of 5 (low)
 Has      4 vCPU 16 GiB, CPU 1 % avg, memory 3 % avg, Ubuntu 22.04
 Prices   $147.17 = 730 h x $0.2016, ec2.m7i.xlarge.linux (observed 2026-10,
          test)
--------------------------------------------------------------------------------
 Up/Down move  Enter open  s sort  / filter  ? keys  q quit         row 2 of 30`);
    await ui.unmount();
  });

  it('120x40 opens a row to every price line, and goes back', async () => {
    const ui = await mount(app(plan), { cols: 120, rows: 40 });
    await ui.press('2', keys.enter);
    expect(ui.screen()).toContain('Prices   $73.58 = 730 h x $0.1008, ec2.m7i.large.linux (observed 2026-10, test)');
    expect(ui.screen()).toContain(' Row      inventory.csv:2');
    expect(ui.screen()).not.toContain('srv000002');
    await ui.press(keys.esc);
    expect(ui.screen()).toContain('>srv000001');
    await ui.unmount();
  });

  it('200x60 shows every column, and follows when the window is made small', async () => {
    const ui = await mount(app(plan), { cols: 200, rows: 60 });
    await ui.press('2', keys.end);
    for (const title of [
      'NAME',
      'PRODUCT',
      'OS',
      'NOW',
      'CPU',
      'MEMORY',
      'TARGET',
      '$/MONTH',
      'SAME SIZE',
      'CONF',
      'WHY',
    ])
      expect(ui.screen()).toContain(title);
    await ui.resize(40, 12);
    expect(ui.screen()).toContain('>srv000030');
    expect(ui.screen()).not.toContain('WHY');
    await ui.resize(30, 8);
    expect(ui.screen()).toContain('Too small: 30x8, needs 40x12.');
    await ui.resize(80, 24);
    expect(ui.screen()).toContain('>srv000030');
    await ui.unmount();
  });

  it('filters while people type, and pasted text counts as typed', async () => {
    const ui = await mount(app(plan));
    await ui.press('2', '/', 'p', 'o', 'r');
    expect(ui.screen()).toContain(' /por ');
    expect(ui.screen()).toContain('15 of 30');
    // Keys in quick succession arrive together.
    await ui.press(`${keys.ctrlU}srv00001${keys.enter}`);
    expect(ui.screen()).toContain('/srv00001  10 of 30');
    await ui.press(keys.esc);
    expect(ui.screen()).toContain('row 1 of 30');
    await ui.unmount();
  });

  it('has costs, findings and every key one key away', async () => {
    const ui = await mount(app(plan), { cols: 100, rows: 30 });
    await ui.press('5');
    expect(ui.screen()).toContain('By service');
    await ui.press('6');
    expect(ui.screen()).toContain('>✖  not a size');
    expect(ui.screen()).toContain('Do       Write 16 GiB or 16384 MiB.');
    await ui.press('?');
    expect(ui.screen()).toContain('leave at once (exit code 130)');
    await ui.press(keys.esc, keys.tab);
    expect(ui.screen()).toContain('[1 Overview]');
    await ui.unmount();
  });

  it.each([
    ['q', 0],
    [keys.ctrlC, 130],
  ])('%j leaves with %d', async (key, code) => {
    const ui = await mount(app(plan));
    await ui.press(key);
    expect(await ui.app.waitUntilExit()).toBe(code);
  });

  it('a key in a list of 20,000 servers writes a few hundred bytes', async () => {
    const ui = await mount(app(aPlan({ servers: 20_000 })), { cols: 120, rows: 40 });
    await ui.press('2', keys.end, keys.up);
    const before = ui.stdout.bytes;
    await ui.press(keys.up);
    expect(ui.stdout.bytes - before).toBeLessThan(2500);
    expect(ui.screen()).toContain('>srv019998');
    await ui.unmount();
  });
});

describe('files', () => {
  it('are written as the plan is shown, once, and their path or what went wrong is told', async () => {
    const moving = aMovingPlan();
    const wishes: string[] = [];
    const tree = (
      <App
        input={{ plan: moving, screens: screensOf(moving), look: { ascii: false, colour: false } }}
        write={async (wish, now) => {
          wishes.push(`${wish.kind} ${now.waves.products.map(({ name, wave }) => `${name} ${wave}`).join(', ')}`);
          if (wish.kind === 'export') throw new Fault('data', 'no room', 'Make some.');
          return 'out/waves.csv';
        }}
      />
    );
    const ui = await mount(tree, { cols: 120, rows: 40 });
    await ui.press('4', keys.down, '+', 'w');
    expect(ui.screen()).toContain('wrote out/waves.csv');
    expect(ui.screen()).not.toContain('not written');
    await ui.press(keys.up, 'e', 'j');
    expect(ui.screen()).toContain('not written: no room. Make some.');
    expect(wishes).toEqual(['waves crm W1, shop W3', 'export crm W1, shop W3']);
    await ui.unmount();
  });
});

describe('with a screen reader', () => {
  it('new facts are appended and nothing is redrawn', async () => {
    const tree = (
      <LinearApp input={{ plan, screens: screensOf(plan), look: { ascii: true, colour: false } }} write={write} />
    );
    const ui = await mount(tree, { cols: 100, rows: 30, alternateScreen: false });
    const greeting = ui.history();
    expect(greeting).toContain('Today: $6,400.00, bill.csv');
    await ui.press('2', keys.down);
    expect(ui.history().startsWith(greeting)).toBe(true);
    expect(ui.history()).toContain('row 2 of 30: name srv000002');
    await ui.press('q');
    expect(await ui.app.waitUntilExit()).toBe(0);
  });
});

describe('after leaving', () => {
  it('the answer stays on the terminal', () => {
    expect(farewell(plan, { ascii: false })).toBe(
      'utah-outfitters, 30 servers: $5,143.35 / month (with commitments); 1 error, 1 warning\nNext: plan-migration inventory.csv --format xlsx -o plan.xlsx\n',
    );
  });
});
