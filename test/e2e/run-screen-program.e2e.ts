import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aDesk, type Desk } from '../support/cutover-desk.js';
import { type PtyOptions, RealTerminal } from '../support/pty.js';
import { keys } from '../support/screen.js';

// The whole program in a real terminal, with AWS on loopback, on a machine that may be busy.
jest.setTimeout(120_000);

let desk: Desk;
beforeEach(async () => {
  desk = await aDesk('approve: { at: [ttl, shift-50], from: ops }');
});
afterEach(async () => {
  RealTerminal.closeAll();
  await desk.stop();
});

const open = (options: PtyOptions = {}): RealTerminal => {
  const { AWS_ENDPOINT_URL = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '' } = process.env;
  return new RealTerminal(
    process.execPath,
    ['bin/plan-migration.js', 'cutover', 'run', 'shop', '--estate', desk.estate],
    {
      cols: 110,
      rows: 32,
      ...options,
      env: { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, ...options.env },
    },
  );
};

const journal = (): string => readFileSync(join(dirname(desk.estate), '.cutover/shop-prod.journal'), 'utf8');

async function approve(terminal: RealTerminal, because: string): Promise<void> {
  terminal.press('a');
  await terminal.until('(Esc drops it)');
  terminal.press(`${because}${keys.enter}`);
  await terminal.until('Type shop to approve');
  terminal.press(`shop${keys.enter}`);
}

describe('cutover run on a terminal', () => {
  it('shows the plan, begins by the typed name, and goes through tasks and an approval that the screen asks for', async () => {
    const terminal = open();
    await terminal.until('Type shop to begin:');
    terminal.press(`shop${keys.enter}`);
    await terminal.until('● forwarder');
    expect(terminal.screen()).toContain('you: ops/jo');
    for (const step of ['forwarder', 'drill', 'ttl']) {
      await terminal.until((screen) => screen.includes(`● ${step}`) && screen.includes('Waits'));
      await approve(terminal, `${step} is fine`);
    }
    await terminal.until('● shift-50');
    terminal.press('q');
    expect(await terminal.exitCode).toBe(130);
    expect(journal()).toContain('"because":"ttl is fine"');
    expect(journal()).toContain('"arn":"arn:aws:sts::111122223333:assumed-role/ops/jo"');
  });

  it('begins nothing where another name is typed', async () => {
    const terminal = open();
    await terminal.until('Type shop to begin:');
    terminal.press(`shopp${keys.enter}`);
    expect(await terminal.exitCode).toBe(64);
    expect(terminal.screen()).toContain('not begun');
  });

  it('is left by Ctrl-C and taken up again where it was', async () => {
    const terminal = open();
    await terminal.until('Type shop to begin:');
    terminal.press(`shop${keys.enter}`);
    await terminal.until('● forwarder');
    terminal.press(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    const before = journal();
    const again = open({ cols: 60, rows: 20 });
    await again.until('● forwarder');
    again.press('q');
    await again.exitCode;
    expect(journal().startsWith(before)).toBe(true);
  });
});
