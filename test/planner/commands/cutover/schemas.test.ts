import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { published } from '../../../../planner/report/published.js';
import { aDesk, type Desk } from '../../../support/cutover-desk.js';
import { inProcess } from '../../../support/in-process.js';
import { expectDocument, expectEvents, faultsOf } from '../../../support/published.js';

const utah = ['--estate', 'examples/utah/estate.yaml'];
const because = ['--because', 'test'];

let desk: Desk;
beforeAll(async () => {
  desk = await aDesk(
    'approve: { at: [shift-50], from: ops }, metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m } }',
  );
});
afterAll(() => desk.stop());

const ask = async (...args: readonly string[]): Promise<string> => (await desk.program('cutover', ...args)).stdout;

describe('what a cutover says to machines is what its published schema says', () => {
  it('from the plan to the report of a run that was aborted', async () => {
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

  it('of a rehearsal', async () => {
    const play = ['cutover', 'rehearse', 'intranet', '--fault', 'foreign-edit', ...utah];
    expectDocument((await inProcess([...play, '--json'])).stdout, 'rehearsal');
    expectEvents((await inProcess([...play, '--events'])).stdout, 'told', 'product', 'rehearsal');
  });
});

it('every schema is published as it is in the code', () => {
  for (const [name, text] of Object.entries(published()))
    expect(JSON.parse(readFileSync(`schema/${name}`, 'utf8'))).toEqual(JSON.parse(text));
});

it('a schema refuses what is wrong, and what it does not know where it is asked to', () => {
  const none = { schema: 'cutover-status/v1', products: [] };
  expect(faultsOf('cutover-status', none)).toEqual([]);
  expect(faultsOf('cutover-status', { ...none, more: 1 })).toHaveLength(1);
  expect(faultsOf('cutover-status', { ...none, schema: 'cutover-status/v2' })).toHaveLength(1);
  expect(faultsOf('events', { type: 'party' })).not.toEqual([]);
});
