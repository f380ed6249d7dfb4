import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { aDesk, type Desk, estateOf } from '../../../support/cutover-desk.js';

const sites: Desk[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.stop()));
});
const site = async (policy?: string): Promise<Desk> => {
  const made = await aDesk(policy);
  sites.push(made);
  return made;
};

const hashOf = async ({ program }: Desk): Promise<string> => {
  const { stdout } = await program('cutover', 'plan', 'shop', '--json');
  return /"hash": "([0-9a-f]{64})"/.exec(stdout)?.[1] ?? '';
};

const because = ['--because', 'test'];

/** Runs as far as it goes, and confirms the tasks that are shown, up to a step. */
async function upTo(here: Desk, step: string): Promise<string> {
  const { program } = here;
  const hash = await hashOf(here);
  let wait: readonly string[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const { stdout } = await program('cutover', 'run', 'shop', '--plan', hash, '--json', ...wait);
    if (stdout.includes(`"step": "${step}"`)) return hash;
    const [, gate] = /cutover approve shop (\S+:task:\S+) /.exec(stdout) ?? [];
    if (gate !== undefined) await program('cutover', 'approve', 'shop', gate, ...because);
    // A wait of the run itself is over in a second or two; one for people never is.
    wait = gate === undefined ? ['--wait', '3s'] : [];
  }
  throw new Error(`it does not come to ${step}`);
}

const weights = ({ route53 }: Desk): readonly (readonly [string | undefined, number | undefined])[] =>
  [...(route53.zones[0]?.recordSets.values() ?? [])]
    .filter(({ Type }) => Type === 'A')
    .map(({ SetIdentifier, Weight }) => [SetIdentifier, Weight] as const);

describe('cutover run', () => {
  it('shows every batch beforehand, and begins off a terminal only by the hash of that plan', async () => {
    const here = await site();
    const { program } = here;
    const plan = await program('cutover', 'plan', 'shop');
    expect(plan.stdout).toMatch(/- shop\.new\.example\. A 192\.0\.2\.10 ttl 1 weight 100\n/);
    expect(plan.stdout).toMatch(/\+ shop\.new\.example\. A alias shop-1\.elb\.us-east-1\.amazonaws\.com\. weight 50\n/);
    expect(plan.stdout).toMatch(/first waits 1s: the rollback window after finish/);
    expect(plan.stdout).toMatch(/one batch in Z1DESK0000000 that only takes the fence away\n/);
    expect(await program('cutover', 'run', 'shop')).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/--plan HASH/),
    });
    const other = '0'.repeat(64);
    expect(await program('cutover', 'run', 'shop', '--plan', other)).toMatchObject({ code: 82 });
    expect(here.route53.calls.get('ChangeResourceRecordSets')).toBeUndefined();
    const run = await program('cutover', 'run', 'shop', '--plan', await hashOf(here));
    expect(run.code).toBe(75);
    expect(run.stdout).toMatch(/shop is at forwarder: task:forwarder/);
    expect(run.stdout).toMatch(/plan-migration cutover approve shop forwarder:task:forwarder --because/);
  });

  it('lets in only who may, moves traffic, takes it back in one batch, and leaves everything as it was', async () => {
    const here = await site();
    const { program, become } = here;
    const hash = await upTo(here, 'shift-50');
    expect(estateOf(here)).toMatch(/owner: cutover/);
    become('web', 'kim');
    expect(await program('cutover', 'approve', 'shop', 'shift-50', ...because)).toMatchObject({ code: 77 });
    become('ops', 'jo');
    expect(await program('cutover', 'approve', 'shop', 'shift-50')).toMatchObject({ code: 64 });
    expect(await program('cutover', 'approve', 'shop', 'shift-50:drift', ...because)).toMatchObject({ code: 64 });
    expect(await program('cutover', 'approve', 'shop', 'shift-50', ...because)).toMatchObject({ code: 0 });
    await program('cutover', 'hold', 'shop', ...because);
    expect(await program('cutover', 'run', 'shop', '--plan', hash)).toMatchObject({
      code: 75,
      stdout: expect.stringMatching(/held by/),
    });
    await program('cutover', 'resume', 'shop', ...because);
    await program('cutover', 'run', 'shop', '--plan', hash, '--wait', '6s');
    expect(weights(here)).toEqual([
      ['shop-aws', 50],
      ['shop-legacy', 50],
    ]);
    expect(await program('cutover', 'status', 'shop')).toMatchObject({
      stdout: expect.stringMatching(/running at shift-100, 50 % of new answers lead to AWS/),
    });
    const before = here.route53.calls.get('ChangeResourceRecordSets') ?? 0;
    expect(await program('cutover', 'rollback', 'shop', ...because)).toMatchObject({ code: 75 });
    expect(here.route53.calls.get('ChangeResourceRecordSets')).toBe(before + 1);
    expect(weights(here)).toEqual([['shop-legacy', 100]]);
    expect(await program('cutover', 'abort', 'shop', ...because)).toMatchObject({ code: 64 });
    expect(await program('cutover', 'abort', 'shop', ...because, '--confirm', 'shop')).toMatchObject({ code: 0 });
    expect(weights(here)).toEqual([[undefined, undefined]]);
    expect([...(here.route53.zones[0]?.recordSets.values() ?? [])].some(({ Type }) => Type === 'TXT')).toBe(false);
    expect(estateOf(here)).toMatch(/owner: legacy.*# who answers today/);
  });

  it('stops all writes after a foreign edit, and says what was there, what is there, and what to decide', async () => {
    const here = await site('approve: { at: [] }');
    const { program, route53 } = here;
    const hash = await upTo(here, 'convert');
    const record = [...(route53.zones[0]?.recordSets.values() ?? [])].find(({ Type }) => Type === 'A');
    if (record === undefined) throw new Error('no record');
    route53.foreignEdit('Z1DESK0000000', [{ Action: 'UPSERT', ResourceRecordSet: { ...record, TTL: 99 } }], Date.now());
    const stopped = await program('cutover', 'run', 'shop', '--plan', hash);
    expect(stopped.code).toBe(82);
    expect(stopped.stdout).toMatch(/planned from .* ttl 1\b/);
    expect(stopped.stdout).toMatch(/now .* ttl 99/);
    expect(await program('cutover', 'rollback', 'shop', ...because)).toMatchObject({ code: 82 });
    expect(await program('cutover', 'resume', 'shop', ...because)).toMatchObject({ code: 82 });
    expect(await program('cutover', 'resume', 'shop', '--adopt', ...because)).toMatchObject({ code: 0 });
    expect(await program('cutover', 'run', 'shop', '--plan', hash)).toMatchObject({ code: 75 });
  });

  it('keeps the policy that a run began with: an edited estate counts only once it is adopted', async () => {
    const here = await site();
    const { program, estate } = here;
    const hash = await upTo(here, 'forwarder');
    writeFileSync(estate, estateOf(here).replace('keepLegacy: 1s', 'keepLegacy: 2s'));
    expect(await program('cutover', 'run', 'shop', '--plan', hash)).toMatchObject({
      code: 82,
      stderr: expect.stringMatching(/--adopt/),
    });
    expect(await program('cutover', 'resume', 'shop', '--adopt', ...because)).toMatchObject({ code: 0 });
    expect(await program('cutover', 'run', 'shop', '--plan', hash)).toMatchObject({ code: 75 });
  });

  it.each([['plan'], ['preflight']])(
    '%s says at once that Route 53 is not there, and gives up soon: 69',
    async (command) => {
      const here = await site();
      await here.stop();
      sites.pop();
      const { code, stderr } = await here.program('cutover', command, 'shop');
      expect(code).toBe(69);
      expect(stderr).toMatch(/Route 53: ECONNREFUSED.*; trying again for at most 6 s\n/);
    },
  );
});
