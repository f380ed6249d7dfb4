import { classOf, ProductNames, shortened, shortName, slug } from '../../waves/products/names.js';
import { safeText } from '../../view/text.js';

/** Names of parts of a product: each once, in the letters and the length that the estate file takes (those of a product's name). */
export const partNames = (taken: Iterable<string> = []): ProductNames => new ProductNames(taken);

/** Host name without domain, without words that name an environment and without the product: `prd-shop-db02.corp` -> `db02`. */
export function partName(server: string, product: string): string {
  const words = shortName(server)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const kept = words.filter((word) => word.length === 1 || classOf(word) === undefined);
  const name = slug((kept.length === 0 ? words : kept).join('-')) ?? 'server';
  const rest = name.startsWith(product) ? name.slice(product.length).replace(/^-/, '') : '';
  return shortened(/^[a-z]/.test(rest) ? rest : name);
}

/** A part's name without its number: `web01` -> `web`. */
export function stemOf(name: string): string {
  const stem = name.replace(/-?\d+[a-z]?$/, '');
  return stem === '' ? name : stem;
}

/** Longest text in one line that the estate file takes. */
const longest = 500;

/** True when a server can be named in an estate file, where names are one line of visible text. */
export const nameable = (server: string): boolean =>
  server.trim() === server &&
  server !== '' &&
  server.length <= longest &&
  safeText(server) === server &&
  server !== '__proto__' &&
  server !== '<<';

/** One line of text for a comment or a reason: harmless, and not longer than people read. */
export function oneLine(text: string, most: number): string {
  const line = safeText(text.replaceAll(/\s+/g, ' ').trim());
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
