import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PriceBook } from '../pricing/book.js';
import { type BookFile, parseBook, parseRegion, type RegionFile } from '../pricing/files.js';
import { makeBook } from '../pricing/load.js';

export const defaultRegion = 'us-east-1';

/** The book has no prices at all for a region: exit 64. */
export class UnknownRegionError extends Error {
  override readonly name = 'UnknownRegionError';
  constructor(region: string, known: readonly string[]) {
    super(`no price book for region "${region}"; known: ${known.join(', ')}`);
  }
}

/** Built-in book without a refresh, read from dist/pricing. Reads two files; other regions stay on disk. */
export function loadBook(region: string = defaultRegion, refreshed?: RegionFile): PriceBook {
  const { book, file } = readBook(region);
  return makeBook(book, file, refreshed);
}

/** @throws UnknownRegionError */
export function readBook(region: string): { readonly book: BookFile; readonly file: RegionFile } {
  const folder = bookFolder();
  const book = parseBook(readFileSync(join(folder, 'book.json'), 'utf8'));
  if (!book.regions.includes(region)) throw new UnknownRegionError(region, book.regions);
  return { book, file: parseRegion(readFileSync(join(folder, `${region}.json`), 'utf8'), `${region}.json`) };
}

/** The bundle and its chunks lie inside dist/, the sources beside it: look upwards from here for either. */
function bookFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let at = start; ; at = dirname(at)) {
    for (const folder of [join(at, 'pricing'), join(at, 'dist', 'pricing')])
      if (existsSync(join(folder, 'book.json'))) return folder;
    if (dirname(at) === at) throw new Error(`no compiled price book above ${start}; run: npm run build`);
  }
}
