import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../model/fault.js';
import { type BookFile, parseBook, parseRegion, type RegionFile } from '../pricing/files.js';
import { type ListedBook, makeBook } from '../pricing/load.js';

export const defaultRegion = 'us-east-1';

/** Built-in book without a refresh, read from dist/pricing. Reads two files; other regions stay on disk. */
export function loadBook(region: string = defaultRegion, refreshed?: RegionFile): ListedBook {
  const { book, file } = readBook(region);
  return makeBook(book, file, refreshed);
}

/** @throws Fault `usage` for a region without a file, naming those there are */
export function readBook(region: string): { readonly book: BookFile; readonly file: RegionFile } {
  const folder = bookFolder();
  const book = parseBook(readFileSync(join(folder, 'book.json'), 'utf8'));
  if (!book.regions.includes(region)) {
    throw new Fault('usage', `no price book for region "${region}"`, `Write one of: ${book.regions.join(', ')}.`);
  }
  return { book, file: parseRegion(readFileSync(join(folder, `${region}.json`), 'utf8'), `${region}.json`) };
}

/** The bundle and its chunks lie inside dist/, the sources beside it: look upwards from here for either. */
function bookFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let at = start; ; at = dirname(at)) {
    for (const folder of [join(at, 'pricing'), join(at, 'dist', 'pricing')])
      if (existsSync(join(folder, 'book.json'))) return folder;
    if (dirname(at) === at)
      throw new Fault('missing', `no compiled price book above ${start}`, 'Build dc-exit: npm run build');
  }
}
