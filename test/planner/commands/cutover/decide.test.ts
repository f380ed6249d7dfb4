import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDesk, type Desk } from '../../../support/cutover-desk.js';

let desk: Desk;
const ask = (...args: readonly string[]) => desk.program('cutover', ...args);

beforeAll(async () => {
  desk = await aDesk();
  const { hash } = JSON.parse((await ask('plan', 'shop', '--json')).stdout);
  await ask('run', 'shop', '--plan', hash);
});
afterAll(() => desk.stop());

describe('an abort', () => {
  it('is called one, and a rollback asked of the run that it ended says that the run is over, not --confirm', async () => {
    const ran = await ask('abort', 'shop', '--because', 'not today', '--confirm', 'shop');
    expect(ran.stdout).toMatch(/^shop: abort at \S+ noted\n/);
    for (const verb of ['abort', 'rollback'])
      expect(await ask(verb, 'shop', '--because', 'again')).toMatchObject({
        code: 64,
        stderr: expect.stringContaining('the last run of shop is over (aborted)'),
      });
  });
});
