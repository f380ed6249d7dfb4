import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { estateHash, type Outputs, type Product, unknownAccount } from '../../../estate/index.js';
import { callerIdentity } from '../../adapters/aws/caller.js';
import { cutoverWorld, type OpenWorld } from '../../adapters/cutover-world.js';
import type { FoundEstate } from '../../adapters/estate.js';
import { type JournalStore, journalStore, osUser } from '../../adapters/journal-store.js';
import { loadOutputs } from '../../adapters/outputs.js';
import { hashOf } from '../../cutover/begin.js';
import { deployedOf, missingStacks } from '../../cutover/deployed.js';
import type { Stamped } from '../../cutover/entries.js';
import { replay } from '../../cutover/fold.js';
import type { Identity } from '../../cutover/identity.js';
import { readEntry } from '../../cutover/read-entry.js';
import type { Trouble } from '../../cutover/ports.js';
import type { Scope } from '../../cutover/scope.js';
import { deployCommand, scopeOf } from '../../cutover/scope-of.js';
import type { State } from '../../cutover/state.js';
import { journalName } from '../../cutover/world.js';
import { Fault } from '../../model/fault.js';
import { safeText } from '../../view/text.js';
import type { GlobalFlags, World as Surroundings } from '../context.js';
import { credentialsNamed, refused } from '../credentials.js';
import { type CutoverFlags, cutoverEstate, productsOf } from './estate.js';

/** What commands on journals start from; nothing of AWS is asked yet. */
export interface Desk extends FoundEstate {
  readonly outputs: Outputs;
  readonly store: JournalStore;
  readonly products: readonly Product[];
}

export async function deskOf(names: readonly string[], flags: CutoverFlags & GlobalFlags): Promise<Desk> {
  const found = await cutoverEstate(flags);
  const folder = resolve(found.folder);
  const file = resolve(found.file);
  const products = productsOf(found.estate, names, flags.env);
  const outputs = await loadOutputs(found.estate, found.folder);
  const place = { region: found.estate.region, profile: flags.profile };
  const store = await journalStore(found.estate.state, folder, place);
  return { ...found, file, folder, outputs, store, products };
}

/** The one product that a command is about. @throws Fault `usage` where it names none or several */
export async function deskOfOne(
  names: readonly string[],
  flags: CutoverFlags & GlobalFlags,
): Promise<Desk & { readonly product: Product }> {
  const [name] = names;
  if (name === undefined) throw new Fault('usage', 'which product?', 'Name one: plan-migration cutover run storefront');
  const desk = await deskOf([name], flags);
  const [product] = desk.products;
  if (product === undefined) throw new Fault('usage', `no product "${name}"`, 'See the estate file.');
  return { ...desk, product };
}

/** @throws Fault `changed` naming the stacks that are not deployed */
export function scopeFor({ estate, outputs }: Pick<Desk, 'estate' | 'outputs'>, product: Product): Scope {
  const missing = missingStacks(estate, product, outputs);
  if (missing.length > 0)
    throw new Fault(
      'changed',
      `${product.name} cannot be cut over before ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} deployed`,
      `Deploy in this order:\n${missing.map((stack) => `  ${deployCommand(stack)}`).join('\n')}\nplan-migration cutover rehearse ${product.name} needs none of them.`,
    );
  const scoped = scopeOf(estate, product, deployedOf(estate, product, outputs));
  if (!scoped.ok) throw new Fault('changed', scoped.problem, scoped.remedy);
  return scoped.scope;
}

/** Records could not be read: by whose fault, and what to do. */
export const unread = ({ kind, message }: Trouble, remedy: string): Fault =>
  kind === 'credentials' || kind === 'denied'
    ? new Fault('denied', message, `${remedy} Who you are to AWS: aws sts get-caller-identity`)
    : new Fault('unreachable', message, remedy);

export interface Recorded {
  readonly name: string;
  readonly lines: readonly Stamped[];
  readonly state: State | undefined;
}

/** A product's journal and what it tells, without asking for the lease. */
export async function journalOf({ store }: Desk, product: Product): Promise<Recorded> {
  const name = journalName({ product: product.name, env: product.cutover.env });
  const { entries } = await store.read(name, readEntry);
  return { name, lines: entries, state: replay(entries) };
}

/**
 * Who we are: the STS caller, else the user of the operating system. Where STS cannot be asked it is said and goes on: a way back must not need it.
 * @throws Fault `denied` for credentials that AWS refuses, `changed` for those of another account than the environment's
 */
export async function whoAmI(
  { estate }: Desk,
  product: Product,
  { profile }: GlobalFlags,
  { env, stderr }: Surroundings,
): Promise<Identity> {
  const asked = await callerIdentity({ region: estate.region, profile });
  if (asked.kind !== 'ok') {
    const named = credentialsNamed(profile, env);
    if (refused(asked) || (named && asked.kind === 'credentials'))
      throw new Fault(
        'denied',
        `AWS does not take these credentials: ${asked.message}`,
        'Nothing was written. Renew them (aws sso login, or a new session), or name others with --profile NAME. Who you are to AWS: aws sts get-caller-identity',
      );
    if (asked.kind !== 'credentials')
      stderr.write(`AWS does not say who you are (${safeText(asked.message)}): you are ${osUser()} here\n`);
    return { kind: 'os', user: osUser() };
  }
  const wanted = estate.environments[product.cutover.env]?.account ?? unknownAccount;
  if (wanted === unknownAccount || asked.value.account === wanted) return asked.value;
  throw new Fault(
    'changed',
    `these credentials are of account ${asked.value.account}, and ${product.cutover.env} is ${wanted}`,
    'Use a profile of that account: --profile NAME.',
  );
}

/** As `by` of journal lines. */
export const signature = (who: Identity): string => (who.kind === 'sts' ? who.arn : who.user);

/** Whoever only looks waits so long for Route 53 to answer, milliseconds. */
export const shortPatience = 6000;

/** @param patience milliseconds for which a call may be tried again; without it as long as a run may */
export async function worldFor(
  desk: Desk,
  who: Identity,
  flags: GlobalFlags,
  surroundings: Surroundings,
  { takeOver = false, patience }: { readonly takeOver?: boolean; readonly patience?: number } = {},
): Promise<OpenWorld> {
  const { estate, file, folder, outputs, store } = desk;
  const endpoint = surroundings.env['AWS_ENDPOINT_URL_ROUTE_53'] ?? surroundings.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined && flags.quiet !== true) surroundings.stderr.write(`asking ${endpoint} instead of AWS\n`);
  return cutoverWorld({
    estate,
    file,
    folder,
    outputs,
    store,
    place: { region: estate.region, profile: flags.profile },
    by: signature(who),
    takeOver,
    env: surroundings.env,
    ...(patience !== undefined && { patience }),
    // Twenty seconds of silence look like a program that hangs.
    onRetry: (message, left) =>
      surroundings.stderr.write(
        `Route 53: ${safeText(message)}; trying again for at most ${Math.ceil(left / 1000)} s\n`,
      ),
    onTorn: ({ line, bytes, why }) =>
      surroundings.stderr.write(
        `journal line ${line} was torn while it was written (${why}); its ${bytes} bytes are kept in .torn\n`,
      ),
  });
}

/** What a run rests on, besides its plan. */
export const hashesOf = ({ estate, outputs }: Desk, { name, cutover }: Product) => ({
  estateHash: estateHash(estate, name, cutover.env) ?? '',
  outputsHash: hashOf(outputs),
});

/** SHA-256 of every file in the folder that a task names; a reviewed plan does not run another script. */
export async function taskFiles({ folder }: Desk, { policy }: Scope): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const task of policy.tasks)
    for (const word of task.kind === 'run' ? [...task.argv, ...(task.undo ?? [])] : []) {
      const bytes = await readFile(resolve(folder, word)).catch(() => undefined);
      if (bytes !== undefined) found[word] = createHash('sha256').update(bytes).digest('hex');
    }
  return found;
}
