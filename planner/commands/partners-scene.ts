import { duration, type Estate, nearest, type Outputs } from '../../estate/index.js';
import type { AwsPlace } from '../adapters/aws/client.js';
import type { FoundEstate } from '../adapters/estate.js';
import { systemClock } from '../adapters/clock.js';
import { type JournalStore, journalStore, osUser } from '../adapters/journal-store.js';
import { loadOutputs } from '../adapters/outputs.js';
import { Fault } from '../model/fault.js';
import { dutiesOf, type PartnerDuty } from '../partners/duties.js';
import { type Direction, type PartnerFact, readFact, type Recorded } from '../partners/facts.js';
import { standingOf } from '../partners/standing.js';
import type { DutyStanding } from '../view/partners-status.js';
import { safeText } from '../view/text.js';
import type { GlobalFlags, World } from './context.js';
import { credentialsNamed } from './credentials.js';
import { workingFolder } from './working-folder.js';

export interface PartnerFlags {
  readonly product?: string;
  readonly direction?: Direction;
  readonly because?: string;
  readonly until?: string;
  readonly via?: string;
}

/** What every command about partners starts from. */
export interface Scene extends FoundEstate {
  readonly outputs: Outputs;
  readonly store: JournalStore;
  /** What the command line asks for, in the order of the estate. */
  readonly duties: readonly PartnerDuty[];
  readonly now: number;
}

/** The name of the journal. */
export const partnersJournal = 'partners';

export async function sceneOf(partners: readonly string[], flags: PartnerFlags & GlobalFlags): Promise<Scene> {
  const found = await workingFolder(flags);
  const { estate, folder } = found;
  for (const name of partners) mustBeKnown('partner', name, Object.keys(estate.partners));
  if (flags.product !== undefined) mustBeKnown('product', flags.product, Object.keys(estate.products));
  const outputs = await loadOutputs(estate, folder);
  const duties = dutiesOf(estate, outputs, {
    ...(partners.length > 0 && { partners }),
    ...(flags.product !== undefined && { product: flags.product }),
    ...(flags.direction !== undefined && { direction: flags.direction }),
  });
  if (duties.length === 0 && Object.keys(estate.partners).length > 0)
    throw new Fault(
      'usage',
      `no partner opens anything for ${[...partners, flags.product, flags.direction].filter((part) => part !== undefined).join(' ')}`,
      'See partners in estate.yaml, or leave out --product and --direction.',
    );
  const store = await journalStore(estate.state, folder, { region: estate.region, profile: flags.profile });
  return { ...found, outputs, store, duties, now: systemClock.now() };
}

function mustBeKnown(kind: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const close = nearest(name, known);
  throw new Fault(
    'usage',
    `the estate has no ${kind} "${name}"`,
    close === undefined ? `It has: ${known.join(', ') || 'none'}.` : `Did you mean "${close}"?`,
  );
}

export const standingsOf = (
  { duties, now }: Pick<Scene, 'duties' | 'now'>,
  facts: readonly Recorded[],
): readonly DutyStanding[] => duties.map((duty) => ({ duty, standing: standingOf(duty, facts, duty.addressSet, now) }));

/** Facts as they are, without asking for the lease. */
export async function readFacts({ store }: Pick<Scene, 'store'>): Promise<readonly Recorded[]> {
  return (await store.read(partnersJournal, readFact)).entries;
}

/**
 * Adds facts to the partners journal: `decide` sees what is there under the lease, so that two people cannot note the same thing twice. What is refused,
 * and what would add nothing, is known before: nothing is opened for it, and nobody's lease is asked for.
 * @param decide asked twice; it may throw
 * @returns all facts, the new ones last
 */
export async function note(
  { store, estate }: Pick<Scene, 'store' | 'estate'>,
  flags: GlobalFlags,
  world: World,
  decide: (facts: readonly Recorded[]) => readonly PartnerFact[],
): Promise<readonly Recorded[]> {
  const known = await readFacts({ store });
  if (decide(known).length === 0) return known;
  const by = await signature({ region: estate.region, profile: flags.profile }, world);
  const journal = await store.open(partnersJournal, readFact, {
    by,
    clock: systemClock,
    onTorn: ({ line, bytes, why }) =>
      world.stderr.write(
        `${store.place(partnersJournal)}:${line} was torn while it was written (${why}); its ${bytes} bytes are kept in .torn\n`,
      ),
  });
  try {
    for (const fact of decide(journal.entries)) await journal.append(fact);
    return journal.entries;
  } finally {
    await journal.close();
  }
}

/**
 * Who notes it: the STS caller where there are credentials, else the user of the operating system. A typed name is never an identity.
 * Without credentials nobody is asked, so that noting a fact needs no network.
 */
async function signature(place: AwsPlace, { env, stderr }: World): Promise<string> {
  if (!credentialsNamed(place.profile, env)) return osUser();
  const { callerIdentity } = await import('../adapters/aws/caller.js');
  const answer = await callerIdentity(place);
  if (answer.kind === 'ok') return answer.value.arn;
  stderr.write(`AWS does not say who you are (${safeText(answer.message)}): noted as ${osUser()}\n`);
  return osUser();
}

/** The hash of a duty's addresses. @throws Fault where they are not deployed, with the command that does it */
export function deployed({ addressSet, environment, product, direction }: PartnerDuty): string {
  if (addressSet !== undefined) return addressSet;
  throw new Fault(
    'changed',
    `the ${direction} addresses of ${product} are not deployed yet: outputs/ does not have them`,
    `Deploy them first (a few dollars a month): npx cdktf deploy ${environment}-addresses --outputs-file outputs/${environment}-addresses.json`,
  );
}

/**
 * `2027-05-01` (to the end of that day, UTC), a time in ISO 8601, or a time span from now: `30d`.
 * @throws Fault `usage`
 */
export function untilOf(text: string, now: number): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? Date.parse(`${text}T23:59:59Z`)
    : /^\d{4}-\d{2}-\d{2}T/.test(text)
      ? Date.parse(text)
      : span(text, now);
  if (Number.isNaN(at))
    throw new Fault('usage', `--until ${text} is no time`, 'Write 2027-05-01, or a time span: 30d.');
  if (at <= now) throw new Fault('usage', `--until ${text} is in the past`, 'Write a time to come.');
  return new Date(at).toISOString();
}

function span(text: string, now: number): number {
  try {
    return now + duration(text);
  } catch {
    return Number.NaN;
  }
}

/** A text that an audit will read. @throws Fault `usage` where it is missing */
export function required(flags: PartnerFlags, name: 'because' | 'via' | 'until', why: string): string {
  const value = flags[name]?.trim() ?? '';
  if (value === '' || value.length > 4096) throw new Fault('usage', `--${name} is missing`, why);
  return value;
}

export const policyIn =
  (estate: Estate) =>
  (product: string): 'confirmed' | 'evidenced' =>
    estate.products[product]?.cutover.partners ?? 'confirmed';
