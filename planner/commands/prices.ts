import { defaultRegion, loadBook } from '../adapters/price-book.js';
import { openBook, priceFolder } from '../adapters/price-cache.js';
import type { Ec2Os } from '../pricing/book.js';
import { diffBooks } from '../pricing/diff.js';
import { showPrices } from '../pricing/show.js';
import { diffText, shownText } from '../view/price-text.js';
import { Fault } from '../model/fault.js';
import { lookOf, type GlobalFlags, type Run, type World } from './context.js';
import { exit } from './exit.js';
import { formatOf, writeResult } from './output.js';
import { progressOf } from './progress.js';

interface PriceFlags {
  readonly region?: string;
  readonly os?: Ec2Os;
  readonly service?: string;
}

/** `prices show [TYPE]` */
export const show: Run<PriceFlags> = async ([asked], flags, world) => {
  const book = await openBook(flags.region ?? defaultRegion, world.env);
  const shown = showPrices(book, asked, { os: flags.os, service: flags.service });
  await write(shown, () => shownText(shown, lookOf(flags, world)), flags, world);
  return exit.done;
};

/** `prices diff` */
export const diff: Run<PriceFlags> = async (_args, flags, world) => {
  const region = flags.region ?? defaultRegion;
  const found = diffBooks(loadBook(region), await openBook(region, world.env));
  await write(found, () => diffText(found, lookOf(flags, world)), flags, world);
  return flags.detailedExitcode === true && found.changes.length > 0 ? exit.findings : exit.done;
};

/** `prices refresh`: the only command of the planner that talks to AWS. */
export const refresh: Run<PriceFlags> = async (_args, flags, world) => {
  const region = flags.region ?? defaultRegion;
  const { openPriceList } = await import('../adapters/price-list/client.js');
  const { refreshPrices } = await import('../adapters/price-list/refresh.js');
  const { writeRefreshed } = await import('../adapters/price-list/cache.js');
  const endpoint = world.env['AWS_ENDPOINT_URL_PRICING'] ?? world.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) world.stderr.write(`asking ${endpoint}\n`);
  const progress = progressOf(flags, world);
  const list = await openPriceList({ profile: flags.profile });
  const { file, figures, problems } = await refreshPrices(list, region, {
    onProgress: ({ done, of, label, products }) =>
      progress.say(`${done} of ${of}: ${label}, ${products} products read`),
  });
  progress.done();
  const path = writeRefreshed(priceFolder(world.env), file, new Date().toISOString());
  const summary = { region, figures, problems, asOf: file.asOf, path };
  await write(summary, () => refreshText(summary), flags, world);
  return exit.done;
};

function refreshText(summary: {
  readonly figures: number;
  readonly problems: readonly { readonly item: string; readonly why: string }[];
  readonly path: string;
}): string {
  const { figures, problems, path } = summary;
  const kept = problems.map(({ item, why }) => `  ${item}: ${why}\n`).join('');
  return `${figures} prices fetched and kept in ${path}\n${problems.length === 0 ? '' : `${problems.length} were not taken; the built-in ones stay:\n${kept}`}Next: plan-migration prices diff\n`;
}

async function write(value: object, text: () => string, flags: GlobalFlags, world: World): Promise<void> {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `prices have no ${format} output`, 'Write --format text or json.');
  await writeResult([format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : text()], flags, world);
}
