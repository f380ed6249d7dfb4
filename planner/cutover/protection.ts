import type { Action } from './actions.js';
import type { ProtectedRecord } from './ports.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';

/*
 * Between `finish` and `decommission` nobody needs to change a product's records, and whoever does it does it by mistake: a clean-up, an old script, a stack
 * that was forgotten. Route 53 can refuse that for every principal (CreateResourceRecordSetProtections). It is a fence around the end and no condition of
 * it: where the service or the role does not allow it, that is noted and the run goes on.
 */

/** Types that decide where clients go once a name is an alias: ours, and the one that would lead IPv6 elsewhere. */
const types = ['A', 'AAAA'] as const;

/** What is protected in a zone. */
export const protectedIn = ({ names }: Scope, zone: string): readonly ProtectedRecord[] =>
  names
    .filter((name) => name.zone === zone)
    .flatMap(({ record }) => types.map((type): ProtectedRecord => ({ name: record, type })));

/** Told to whoever is refused. */
export const protectionComment = ({ product, env }: Scope, run: string): string =>
  `${product} in ${env} was cut over (run ${run}). To change this record: plan-migration cutover rollback ${product}, or decommission it.`;

/** Once the records are final and settled; undefined where that is done, or there is nothing to protect. */
export function protect({ run, step, scope, protection }: State): Action | undefined {
  if (scope.names.length === 0 || protection === 'set' || protection === 'refused') return undefined;
  if (protection === 'asked') return { kind: 'do', effect: { kind: 'protect' } };
  // Noted before it is asked for: a crash in between must not leave records that no rollback of ours may change.
  return { kind: 'append', entries: [{ kind: 'observe', run, step, what: 'protection', protection: 'asked' }] };
}

/** Before any batch of ours: lifts what stands in its way; undefined where nothing does. */
export const unprotect = ({ protection }: State): Action | undefined =>
  protection === undefined ? undefined : { kind: 'do', effect: { kind: 'unprotect' } };
