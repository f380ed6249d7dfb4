import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readOutputs } from '../../estate/index.js';
import { cdktf, deploy, drift, driftOf } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import { plannedChanges } from '../support/terraform.js';
import { legacyAddress, newZone, shop, type Surroundings } from '../support/way.js';
import { aWalker, type Said, walk, type Walker } from '../support/way-walk.js';
import { unexpected } from './allowed-drift.js';

/** Where the way is walked: a folder whose addresses, foundation and storefront are deployed. */
export interface Ground {
  readonly folder: string;
  readonly surroundings: Surroundings;
}

const stacks = ['prod-addresses', 'prod-foundation', 'storefront-prod'];
const stack = 'storefront-prod';
const steps =
  'names addresses notice build preview partners forwarder killswitch drill ttl delegate convert shift-1 shift-5 shift-25 shift-50 convert shift-1 shift-5 shift-25 shift-50 shift-100 bake drain finish decommission';

const outputsOf = (folder: string) => {
  const read = readOutputs(
    stacks
      .map((name) => ({ name, file: join(folder, 'outputs', `${name}.json`) }))
      .filter(({ file }) => existsSync(file))
      .map(({ name, file }) => ({ name: `outputs/${name}.json`, text: readFileSync(file, 'utf8') })),
  );
  if (!read.ok) throw new Error('outputs cannot be read');
  return read.outputs;
};

const estateOf = (folder: string): string => readFileSync(join(folder, 'estate.yaml'), 'utf8');

const done = ({ code, stderr }: Said) => ({ code, stderr });
const well = { code: 0, stderr: expect.not.stringMatching(/^plan-migration:/m) };

/** Importing changes of a plan, and all that it changes otherwise but for what the emulators do not return. */
async function judged(changes: Awaited<ReturnType<typeof plannedChanges>>) {
  return {
    imports: changes.flatMap(({ change: { importing, actions } }) =>
      importing === undefined ? [] : [{ id: importing.id, actions }],
    ),
    others: unexpected(changes.flatMap(driftOf)),
  };
}

/**
 * The whole way of a product, as its team walks it: partners are told and confirm, the cutover runs to `decommission`, and the stack takes the
 * name over. Processes are real, and so are BIND, a caching resolver, TLS and Terraform; the clock of `plan-migration` is moved on from process to
 * process, and people's part is done by the test.
 */
export function theWay(ground: () => Ground): void {
  let walker: Walker;
  let before = '';

  it('partners are told the addresses, and confirm them', async () => {
    const { folder, surroundings } = ground();
    editEstate(folder, [[['products', 'storefront', 'cutover', 'partners'], 'confirmed']]);
    before = estateOf(folder);
    walker = aWalker(surroundings, folder);
    const { planMigration } = walker;
    const notice = await planMigration('partners', 'notice', 'bes');
    expect(done(notice)).toEqual(well);
    const announced = outputsOf(folder).addresses['prod']?.ingress['storefront'] ?? {};
    for (const { ip } of Object.values(announced)) expect(notice.stdout).toContain(`${ip}/32`);
    expect(done(await planMigration('partners', 'sent', 'bes', '--via', 'mail, ticket 4711'))).toEqual(well);
    surroundings.go(surroundings.now() + 46 * 86_400_000);
    expect(done(await planMigration('partners', 'confirm', 'bes', '--via', 'their mail'))).toEqual(well);
    const status = await planMigration('partners', 'status', 'bes');
    expect(status.stdout).toMatch(/^bes +storefront +ingress +confirmed .*\nbes +storefront +egress +confirmed /m);
  });

  it('the cutover runs through every step to its end, and clients meet nothing but the two sides', async () => {
    const { folder, surroundings } = ground();
    const outputs = outputsOf(folder);
    const announced = Object.values(outputs.addresses['prod']?.ingress['storefront'] ?? {}).map(({ ip }) => ip);
    surroundings.reach(announced);
    const planned = await walker.planMigration('cutover', 'plan', 'storefront', '--json');
    expect(done(planned)).toEqual(well);
    const { hash }: { hash: string } = JSON.parse(planned.stdout);
    const clients = surroundings.clients();
    const members = (): readonly unknown[] =>
      [...(surroundings.route53.zones[0]?.recordSets.values() ?? [])]
        .filter(({ Name, Type }) => Name === `shop.${newZone}.` && Type === 'A')
        .map(({ SetIdentifier, Weight }) => ({ SetIdentifier, Weight }));
    const moved: unknown[] = [];
    const { ended } = await walk(walker, surroundings, {
      product: 'storefront',
      plan: hash,
      // Under half of the traffic somebody takes it all back, once; then the way is gone again.
      meddle: async ({ step, waiting }) => {
        if (step !== 'shift-50' || waiting?.for !== 'wait' || moved.length > 0) return false;
        moved.push(members());
        const back = await walker.planMigration('cutover', 'rollback', 'storefront', '--because', 'orders drop');
        expect(back).toMatchObject({ code: 75, stderr: well.stderr });
        moved.push(members());
        return true;
      },
      loadBalancer: outputs.products[stack]?.ingress.alb?.metric ?? '',
    });
    const seen = Object.keys(await clients());
    expect(ended).toBe('decommissioned');
    const [legacy, aws] = ['storefront-legacy', 'storefront-aws'];
    expect(moved).toEqual([
      expect.arrayContaining([
        { SetIdentifier: legacy, Weight: 50 },
        { SetIdentifier: aws, Weight: 50 },
      ]),
      [{ SetIdentifier: legacy, Weight: 100 }],
    ]);
    expect(seen.toSorted()).toEqual([legacyAddress, announced.toSorted().join(' ')].toSorted());

    const lines = readFileSync(join(folder, '.cutover/storefront-prod.journal'), 'utf8').trimEnd().split('\n');
    const entries = lines.map((line): { kind: string; step: string } => JSON.parse(line.slice(9)));
    expect(entries.flatMap(({ kind, step }) => (kind === 'run' || kind === 'enter' ? [step] : [])).join(' ')).toBe(
      steps,
    );
    expect(await surroundings.old()).toEqual([`CNAME shop.${newZone}.`]);
    const records = [...(surroundings.route53.zones[0]?.recordSets.values() ?? [])];
    expect(records.filter(({ Name }) => /^(_cutover\.)?shop\./.test(Name))).toEqual([
      { Name: `shop.${newZone}.`, Type: 'A', AliasTarget: expect.objectContaining({ EvaluateTargetHealth: false }) },
    ]);
  });

  it('the estate says that the stack owns the name, and nothing else was written into it', () => {
    const after = estateOf(ground().folder);
    expect(after.replace(/^ *owner: stack\n/m, '')).toBe(before);
    expect(after).toContain('owner: stack\n');
  });

  it('the next plan imports the record without a change, and changes nothing else', async () => {
    const { folder, surroundings } = ground();
    const { code, text } = await cdktf(folder, ['diff', stack, '--skip-provider-lock'], surroundings.cloud);
    expect({ code, text: code === 0 ? '' : text.slice(-3000) }).toEqual({ code: 0, text: '' });
    const zone = surroundings.route53.zones[0]?.id ?? '';
    expect(await judged(await plannedChanges(folder, stack, surroundings.cloud.env))).toEqual({
      imports: [{ id: `${zone}_shop.${newZone}_A`, actions: ['no-op'] }],
      others: [],
    });
  });

  it('once deployed, the plan after it has nothing left to import or to change', async () => {
    const { folder, surroundings } = ground();
    const { code, text } = await deploy(folder, stack, surroundings.cloud);
    expect({ code, text: code === 0 ? '' : text.slice(-3000) }).toEqual({ code: 0, text: '' });
    expect(text).toContain('1 imported, 0 added');
    await drift(folder, stack, surroundings.cloud);
    expect(await judged(await plannedChanges(folder, stack, surroundings.cloud.env))).toEqual({
      imports: [],
      others: [],
    });
  });

  it('a product that is done is not cut over again', async () => {
    const again = await walker.planMigration('cutover', 'plan', 'storefront');
    expect(again).toMatchObject({ code: 64, stderr: expect.stringContaining('its names belong to the stack') });
    expect(outputsOf(ground().folder).products[stack]?.names).toEqual([shop]);
  });
}
