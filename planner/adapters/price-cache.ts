import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ListedBook, makeBook } from '../pricing/load.js';
import { parseRegion, type RegionFile } from '../pricing/files.js';
import { readBook } from './price-book.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where refreshed prices are kept, after the XDG base directory specification. */
export const cacheFolder = (env: Environment): string =>
  join(env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache'), 'dc-exit');

export const cacheFile = (region: string, env: Environment): string => join(cacheFolder(env), `prices-${region}.json`);

/** What `prices refresh` fetched for a region, or undefined where it never ran. @throws Fault `data` for a damaged file */
export function readRefreshed(region: string, env: Environment): RegionFile | undefined {
  const file = cacheFile(region, env);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  return parseRegion(text, file);
}

/** The prices of a region: built in, with refreshed ones over them. @throws Fault `usage` for a region without prices */
export function openBook(region: string, env: Environment): ListedBook {
  const { book, file } = readBook(region);
  return makeBook(book, file, readRefreshed(region, env));
}
