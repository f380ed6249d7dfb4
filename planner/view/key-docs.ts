import { keyGroups } from './keymap.js';
import { symbolsOf } from './symbols.js';

/** The keys as Markdown tables. */
function keyTables(): string {
  const tables = keyGroups(symbolsOf({ ascii: false })).map(({ title, keys }) => {
    const rows = keys.map(([label, help]) => `| ${label} | ${help} |`);
    return [`| ${title} | |`, '|---|---|', ...rows].join('\n');
  });
  return tables.join('\n\n');
}

/** A page with the part between its `keys` comments replaced by the tables. */
export const withKeys = (page: string): string =>
  page.replace(
    /(<!-- keys:.*?-->\n)[^]*?(<!-- \/keys -->)/,
    (_, start: string, end: string) => `${start}${keyTables()}\n${end}`,
  );
