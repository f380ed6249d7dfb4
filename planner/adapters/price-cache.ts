import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ListedBook } from '../pricing/load.js';
import { loadBook } from './price-book.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where refreshed prices are kept, after the XDG base directory specification. */
export const priceFolder = (env: Environment): string =>
  join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'dc-exit', 'prices');

/**
 * The prices of a region: built in, with what `prices refresh` fetched over them.
 * @throws Fault `usage` for a region without prices, `data` for a damaged cache
 */
export async function openBook(region: string, env: Environment): Promise<ListedBook> {
  const folder = priceFolder(env);
  // Most people never refresh: they do not wait for the checks of a file that is not there.
  if (!existsSync(folder)) return loadBook(region);
  const { readRefreshed } = await import('./price-list/cache.js');
  return loadBook(region, readRefreshed(folder, region)?.file);
}
