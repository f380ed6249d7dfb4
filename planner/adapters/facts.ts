import { lookup } from 'node:dns/promises';
import type { Estate, Outputs, Probe } from '../../estate/index.js';
import { replay } from '../cutover/fold.js';
import { shiftingOf } from '../cutover/judge-quiet.js';
import type { AddressesSeen, BuildSeen, MetricSeen, Observation, ProbeSeen, Shifting } from '../cutover/observation.js';
import { readEntry } from '../cutover/read-entry.js';
import type { Scope } from '../cutover/scope.js';
import { type Facts, journalName } from '../cutover/world.js';
import { readFact } from '../partners/facts.js';
import { type Duty, noticeGate, partnerGate, type PartnerVerdict } from '../partners/gate.js';
import type { AwsPlace } from './aws/client.js';
import { awsFacts, type ProductStacks } from './aws-facts.js';
import type { JournalStore } from './journal-store.js';
import { cloudWatchMetrics, type Metrics } from './metrics.js';
import { probeAll, type ProbeOptions } from './probes.js';
import { runProgram } from './programs.js';

export interface FactsOptions {
  readonly estate: Estate;
  /** Of the estate file, absolute. */
  readonly folder: string;
  readonly outputs: Outputs;
  readonly store: JournalStore;
  readonly place: AwsPlace;
  readonly probe?: ProbeOptions;
}

/** Milliseconds that the count of legacy traffic may take. */
const countTimeout = 60_000;

/** What gates ask of the real world, besides zones. Everything that cannot be learned is said to be unknown, and holds. */
export function realFacts(options: FactsOptions): Facts {
  const { outputs, store, place } = options;
  const aws = awsFacts(place);
  let metrics: Promise<Metrics> | undefined;
  return {
    async observe(scope, needs, now) {
      const stacks = stacksOf(scope, outputs);
      const [partners, build, addresses, probes, numbers, others, legacyTraffic] = await Promise.all([
        needs.partners === false ? undefined : partnerVerdicts(scope, needs.partners, store, now),
        needs.build ? buildSeen(scope, stacks, outputs, aws, now) : undefined,
        needs.addresses ? addressesSeen(scope, stacks, aws) : undefined,
        probesSeen(scope, needs, stacks, options.probe),
        needs.metrics
          ? (metrics ??= cloudWatchMetrics(place)).then((each) =>
              each.seen(scope.policy.metrics, stacks.product?.ingress.alb?.metric, now),
            )
          : {},
        needs.others ? shifting(scope, options) : undefined,
        needs.legacyTraffic ? legacyTrafficOf(scope, options.folder) : undefined,
      ]);
      const seen: Omit<Observation, 'zones' | 'legacyZones'> = {
        probes,
        metrics: numbers,
        ...(partners && { partners }),
        ...(build && { build }),
        ...(addresses && { addresses }),
        ...(others && { others }),
        ...(legacyTraffic && { legacyTraffic }),
      };
      return seen;
    },
  };
}

function stacksOf({ product, env }: Scope, { addresses, foundations, products }: Outputs): ProductStacks {
  const [own, foundation, built] = [addresses[env], foundations[env], products[`${product}-${env}`]];
  return { ...(own && { addresses: own }), ...(foundation && { foundation }), ...(built && { product: built }) };
}

async function partnerVerdicts(
  scope: Scope,
  what: 'told' | 'open',
  store: JournalStore,
  now: number,
): Promise<readonly PartnerVerdict[]> {
  const { product } = scope;
  const duties = scope.partners.map((duty): Duty => ({ ...duty, product }));
  const { entries } = await store.read('partners', readFact);
  return what === 'told' ? noticeGate(entries, duties, now) : partnerGate(entries, scope.policy.partners, duties, now);
}

async function buildSeen(
  scope: Scope,
  { product, foundation }: ProductStacks,
  { foundations }: Outputs,
  aws: ReturnType<typeof awsFacts>,
  now: number,
): Promise<BuildSeen> {
  if (foundation === undefined || foundations[scope.env] === undefined) return notDeployed(`${scope.env}-foundation`);
  if (product === undefined) return notDeployed(`${scope.product}-${scope.env}`);
  const certificate = foundation.certificates[scope.product];
  const names = [...scope.names.map(({ name }) => name), ...(scope.preview === undefined ? [] : [scope.preview])];
  if (names.length === 0) return { kind: 'ready', why: 'deployed; it has no public name and needs no certificate' };
  if (certificate === undefined)
    return { kind: 'missing', why: `${scope.env}-foundation has no certificate of ${scope.product}` };
  return aws.certificate(certificate.arn, names, now);
}

const notDeployed = (stack: string): BuildSeen => ({
  kind: 'missing',
  why: `${stack} is not deployed: npx cdktf deploy ${stack} --outputs-file outputs/${stack}.json`,
});

const addressesSeen = (
  { product, addresses, sources }: Scope,
  stacks: ProductStacks,
  aws: ReturnType<typeof awsFacts>,
): Promise<AddressesSeen> => aws.addresses({ product, ingress: addresses, egress: sources }, stacks);

async function probesSeen(
  scope: Scope,
  needs: { readonly probes: boolean; readonly preview: boolean },
  stacks: ProductStacks,
  options: ProbeOptions = {},
): Promise<Readonly<Record<string, ProbeSeen>>> {
  const wanted: (readonly [id: string, url: string, expect: number | undefined])[] = [];
  if (needs.preview && scope.preview !== undefined)
    wanted.push(['preview', `https://${scope.preview}${scope.health ?? '/'}`, undefined]);
  if (needs.probes)
    for (const [id, { get, expect }] of Object.entries<Probe>(scope.policy.probes)) wanted.push([id, get, expect]);
  if (wanted.length === 0) return {};
  const addresses = await newAddresses(scope, stacks);
  const seen = await Promise.all(
    wanted.map(async ([, url, expect]): Promise<ProbeSeen> =>
      typeof addresses === 'string' ? { kind: 'unknown', why: addresses } : probeAll(url, addresses, expect, options),
    ),
  );
  return Object.fromEntries(wanted.map(([id], at) => [id, seen[at] ?? { kind: 'unknown', why: 'not asked' }]));
}

/** Where the new side is reached: its announced addresses, else what its load balancer's name resolves to; or why nobody knows. */
async function newAddresses({ addresses }: Scope, { product }: ProductStacks): Promise<readonly string[] | string> {
  if (addresses.length > 0) return addresses;
  const { alb, nlb } = product?.ingress ?? {};
  const name = alb?.dnsName ?? nlb?.dnsName;
  if (name === undefined) return 'the product has no load balancer that could be asked';
  try {
    return (await lookup(name, { all: true, family: 4 })).map(({ address }) => address);
  } catch {
    return `${name} does not resolve from here`;
  }
}

/** Other products between their first and their last shift. A journal that cannot be read stops the run: nobody knows what it would say. */
async function shifting({ product }: Scope, { estate, store }: FactsOptions): Promise<readonly Shifting[]> {
  const found: Shifting[] = [];
  for (const other of Object.values(estate.products)) {
    if (other.name === product) continue;
    const name = journalName({ product: other.name, env: other.cutover.env });
    const { entries } = await store.read(name, readEntry);
    const shift = shiftingOf(replay(entries));
    if (shift !== undefined) found.push(shift);
  }
  return found;
}

/** The number that the policy's program prints last. */
async function legacyTrafficOf({ policy }: Scope, folder: string): Promise<MetricSeen> {
  if (policy.legacyTraffic === undefined) return { kind: 'none', why: 'the policy measures no legacy traffic' };
  const { code, output, printed } = await runProgram(policy.legacyTraffic.run, { folder, timeout: countTimeout });
  const last = printed.trim().split(/\s+/).at(-1) ?? '';
  if (code !== 0) return { kind: 'none', why: `${policy.legacyTraffic.run[0] ?? ''} failed: ${output.slice(-200)}` };
  const value = last === '' ? Number.NaN : Number(last);
  return Number.isFinite(value) && value >= 0
    ? { kind: 'value', value }
    : { kind: 'none', why: `${policy.legacyTraffic.run[0] ?? ''} printed no number: ${output.slice(-200)}` };
}
