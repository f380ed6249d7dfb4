import { afterAll, beforeAll, it } from '@jest/globals';
import { aDesk, type Desk } from '../../../support/cutover-desk.js';
import { expectDocument, expectEvents } from '../../../support/published.js';

const because = ['--because', 'test'];

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk(
    'approve: { at: [shift-50], from: ops }, metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m } }',
  );
});
afterAll(() => desk.stop());

const ask = async (...args: readonly string[]): Promise<string> => (await desk.program('cutover', ...args)).stdout;

it('what a cutover says to machines is what its published schema says, from the plan to the report of an aborted run', async () => {
  expectDocument(await ask('status', '--json'), 'cutover-status');
  expectDocument(await ask('preflight', '--json'), 'cutover-preflight');
  expectEvents(await ask('preflight', '--events'), 'preflight');
  expectDocument(await ask('plan', '--json'), 'cutover-plans');
  expectEvents(await ask('plan', '--events'), 'plan');
  const plan = await ask('plan', 'shop', '--json');
  expectDocument(plan, 'cutover-plan');
  const { hash } = JSON.parse(plan);
  expectEvents(await ask('run', 'shop', '--plan', hash, '--events'), 'entry', 'stop');
  expectDocument(await ask('run', 'shop', '--plan', hash, '--json'), 'cutover-run');
  expectDocument(await ask('approve', 'shop', 'forwarder:task:forwarder', ...because, '--json'), 'cutover-decision');
  expectDocument(await ask('hold', 'shop', ...because, '--until', '2h', '--format', 'json'), 'cutover-decision');
  expectDocument(await ask('run', 'shop', '--plan', hash, '--json'), 'cutover-run');
  expectEvents(await ask('resume', 'shop', '--adopt', ...because, '--events'), 'decision');
  expectDocument(await ask('status', '--json'), 'cutover-status');
  expectEvents(await ask('status', '--events'), 'status');
  expectEvents(await ask('rollback', 'shop', ...because, '--to', 'names', '--events'), 'decision', 'entry', 'stop');
  expectDocument(await ask('abort', 'shop', ...because, '--confirm', 'shop', '--json'), 'cutover-run');
  expectDocument(await ask('report', '--json'), 'cutover-report');
  expectEvents(await ask('report', '--events'), 'run');
  expectDocument(await ask('status', '--json'), 'cutover-status');
});
