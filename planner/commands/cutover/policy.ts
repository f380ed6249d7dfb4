import { loadOutputs } from '../../adapters/outputs.js';
import { runPolicy } from '../../cutover/policy.js';
import { scopeOf } from '../../cutover/scope-of.js';
import { deployedOf } from '../../cutover/deployed.js';
import { Fault } from '../../model/fault.js';
import type { Run } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import { type CutoverFlags, cutoverEstate, productsOf } from './estate.js';

/** `cutover policy PRODUCT`: the policy as JSON, to be given to the role of the run. */
export const policy: Run<CutoverFlags> = async (names, flags, world) => {
  const format = formatOf(flags) ?? 'json';
  if (format !== 'json')
    throw new Fault('usage', `a policy has no ${format} output`, 'Leave --format out: it is JSON.');
  const { estate, folder } = await cutoverEstate(flags);
  const [product] = productsOf(estate, names, flags.env);
  if (product === undefined) return exit.usage;
  const scoped = scopeOf(estate, product, deployedOf(estate, product, await loadOutputs(estate, folder)));
  if (!scoped.ok) throw new Fault('changed', scoped.problem, scoped.remedy);
  const { state } = estate;
  const places = state.kind === 's3' ? { journals: { bucket: state.bucket, prefix: state.prefix } } : {};
  await writeResult([`${JSON.stringify(runPolicy(scoped.scope, places), null, 2)}\n`], flags, world);
  return exit.done;
};
