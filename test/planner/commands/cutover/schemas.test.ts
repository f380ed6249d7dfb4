import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { published } from '../../../../planner/report/published.js';
import { inProcess } from '../../../support/in-process.js';
import { expectDocument, expectEvents, faultsOf } from '../../../support/published.js';

const utah = ['--estate', 'examples/utah/estate.yaml'];

describe('what a cutover says to machines is what its published schema says', () => {
  it('where nothing has begun', async () => {
    expectDocument((await inProcess(['cutover', 'status', '--json', ...utah])).stdout, 'cutover-status');
    expectEvents((await inProcess(['cutover', 'preflight', '--events', ...utah])).stdout, 'preflight');
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
