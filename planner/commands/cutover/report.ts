import { type JournalStore, journalStore } from '../../adapters/journal-store.js';
import { readEntry } from '../../cutover/read-entry.js';
import { journalName } from '../../cutover/world.js';
import { Fault } from '../../model/fault.js';
import { type Audit, auditsOf } from '../../report/cutover/audit.js';
import { auditDocument, auditJson } from '../../report/cutover/audit-document.js';
import { safeText } from '../../view/text.js';
import { type GlobalFlags, lookOf, type Run, type World } from '../context.js';
import { formatOf, writeResult } from '../output.js';
import { type CutoverFlags, cutoverEstate, productsOf } from './estate.js';
import { worstOf } from './worst.js';

/** `cutover report [PRODUCT…]`: every run of a product for those who were not there, the latest first. Reads the journals only. */
export const report: Run<CutoverFlags> = async (names, flags, world) => {
  const format = formatOf(flags) ?? 'text';
  if (format === 'csv' || format === 'xlsx')
    throw new Fault('usage', `a report has no ${format} output`, 'Write --format text, md, html or json.');
  const { estate, folder } = await cutoverEstate(flags);
  const store = await journalStore(estate.state, folder, { region: estate.region, profile: flags.profile });
  const audits: Audit[] = [];
  const faults: Fault[] = [];
  for (const product of productsOf(estate, names, flags.env)) {
    const name = journalName({ product: product.name, env: product.cutover.env });
    const runs = await runsOf(store, name);
    // Of several products the others are still reported on.
    if (runs instanceof Fault) {
      if (names.length === 1) throw runs;
      faults.push(runs);
      continue;
    }
    // A product that is named and has no run is a question without an answer.
    if (runs.length === 0 && names.length > 0)
      throw new Fault(
        'data',
        `${product.name} has no run: there is no ${store.place(name)}`,
        `Begin one: plan-migration cutover run ${product.name}`,
      );
    audits.push(...runs);
  }
  for (const { message, remedy } of faults) world.stderr.write(`left out: ${safeText(message)}\n${safeText(remedy)}\n`);
  if (audits.length === 0 && faults.length > 0) return worstOf(faults);
  if (audits.length === 0)
    throw new Fault('data', 'no product has a run yet', 'Begin one: plan-migration cutover run PRODUCT');
  await writeResult(await written(format, audits, flags, world), flags, world);
  return worstOf(faults);
};

async function runsOf(store: JournalStore, name: string): Promise<readonly Audit[] | Fault> {
  try {
    return auditsOf((await store.read(name, readEntry)).entries);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

async function written(
  format: 'text' | 'md' | 'html' | 'json',
  audits: readonly Audit[],
  flags: GlobalFlags,
  world: World,
): Promise<Iterable<string>> {
  if (flags.events === true)
    return [
      { type: 'version', schema: 'events/v1', tool: 'plan-migration' },
      ...audits.map((audit) => ({ type: 'run', ...audit })),
    ].map((event) => `${JSON.stringify(event)}\n`);
  if (format === 'json') return [auditJson(audits)];
  const documents = audits.map(auditDocument);
  switch (format) {
    case 'html':
      return (await import('../../report/document/html.js')).documentHtml(documents);
    case 'md': {
      const { documentMarkdown } = await import('../../report/document/markdown.js');
      return documents.flatMap((each, at) => [at === 0 ? '' : '\n---\n\n', ...documentMarkdown(each)]);
    }
    default: {
      const { documentText } = await import('../../report/document/text.js');
      const { width } = lookOf(flags, world);
      return documents.map((each, at) => `${at === 0 ? '' : '\n'}${[...documentText(each, width)].join('')}`);
    }
  }
}
