import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { realFacts } from '../../../planner/adapters/facts.js';
import { claimantOf, journalStore, keepAlive } from '../../../planner/adapters/journal-store.js';
import { openJournalFile } from '../../../planner/adapters/journal-file.js';
import type { Needs } from '../../../planner/cutover/observation.js';
import type { Scope } from '../../../planner/cutover/scope.js';
import { type PartnerFact, readFact } from '../../../planner/partners/facts.js';
import { answered } from '../../support/aws-stand-in.js';
import { TestClock } from '../../support/clock.js';
import { screenPlay } from '../../support/run-screen.js';
import { outputsOf, utahFoundation } from '../../support/outputs.js';
import { scratchFolder } from '../../support/program.js';
import { smallEstate } from '../../support/cutover.js';

const nothing: Needs = {
  zones: [],
  partners: false,
  build: false,
  addresses: false,
  probes: false,
  preview: false,
  metrics: false,
  others: false,
  legacyTraffic: false,
  legacyNames: [],
};
const clock = new TestClock('2027-03-02T17:00:00Z');

/** A working folder, and what its facts say about the small product. */
async function scene(change: Partial<Scope> = {}, outputs = outputsOf({})) {
  const folder = scratchFolder();
  const estate = smallEstate({ partner: true });
  const place = { region: 'us-east-1' };
  const store = await journalStore(estate.state, folder, place);
  const facts = realFacts({ estate, folder, outputs, store, place });
  const scope: Scope = { ...screenPlay().scope, ...change };
  const note = async (fact: PartnerFact): Promise<void> => {
    const journal = await openJournalFile(store.place('partners'), {
      read: readFact,
      claimant: () => claimantOf({ by: 'jo', clock }),
      keepAlive,
    });
    await journal.append(fact);
    await journal.close();
  };
  const ask = (needs: Partial<Needs>) => facts.observe(scope, { ...nothing, ...needs }, clock.now());
  return { folder, scope, note, ask };
}

describe('what gates ask of the real world', () => {
  it('is only what was asked for', async () => {
    const { ask } = await scene();
    expect(await ask({})).toEqual({ probes: {}, metrics: {} });
  });

  it('about partners is what their journal says, for the addresses of the run', async () => {
    const { ask, note, scope } = await scene();
    const [duty] = scope.partners;
    expect((await ask({ partners: 'told' })).partners).toMatchObject([{ id: 'bes.ingress', verdict: 'inconclusive' }]);
    const subject = { partner: 'bes', product: 'shop', direction: 'ingress', set: duty?.addressSet ?? '' } as const;
    await note({ kind: 'sent', ...subject, via: 'mail' });
    expect((await ask({ partners: 'told' })).partners).toMatchObject([{ verdict: 'pass' }]);
    expect((await ask({ partners: 'open' })).partners).toMatchObject([{ verdict: 'inconclusive' }]);
    await note({ kind: 'confirm', ...subject, via: 'mail', until: '2027-05-01T00:00:00Z' });
    expect((await ask({ partners: 'open' })).partners).toMatchObject([{ verdict: 'pass' }]);
  });

  it('about the build names the stack that is missing', async () => {
    expect((await (await scene()).ask({ build: true })).build).toMatchObject({
      kind: 'missing',
      why: expect.stringContaining('prod-foundation is not deployed'),
    });
    const deployed = await scene({}, outputsOf({}, utahFoundation));
    expect((await deployed.ask({ build: true })).build).toMatchObject({
      kind: 'missing',
      why: expect.stringContaining('shop-prod is not deployed'),
    });
  });

  it('about probes and metrics is unknown while there is nothing to ask, and never a pass', async () => {
    const { ask } = await scene({ addresses: [] });
    const seen = await ask({ probes: true, metrics: true });
    expect(seen.probes).toMatchObject({ home: { kind: 'unknown' } });
    expect(seen.metrics).toMatchObject({ errors: { kind: 'none' }, orders: { kind: 'none' } });
  });

  it('about metrics is asked of CloudWatch', async () => {
    await answered({
      GetMetricData: () => ({
        MetricDataResults: [{ Id: 'm0', StatusCode: 'Complete', Values: [7], Timestamps: [clock.now() / 1000 - 120] }],
      }),
    });
    const { ask } = await scene();
    expect((await ask({ metrics: true })).metrics['orders']).toEqual({ kind: 'value', value: 7 });
  });

  it.each([
    ['the number that it prints', 'echo "noise 99" >&2; echo "requests: 3"', { kind: 'value', value: 3 }],
    ['nothing', 'true', { kind: 'none' }],
    ['no number', 'echo none', { kind: 'none' }],
    ['less than nothing', 'echo -1', { kind: 'none' }],
    ['a number and a failure', 'echo 3; exit 1', { kind: 'none' }],
  ])('about legacy traffic is %s', async (_, script, expected) => {
    const { scope } = await scene();
    const legacyTraffic = { run: ['./ops/count'], below: 5 };
    const asked = await scene({ policy: { ...scope.policy, legacyTraffic } });
    mkdirSync(join(asked.folder, 'ops'));
    writeFileSync(join(asked.folder, 'ops/count'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    expect((await asked.ask({ legacyTraffic: true })).legacyTraffic).toMatchObject(expected);
  });
});
