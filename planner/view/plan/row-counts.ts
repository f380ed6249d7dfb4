import type { FileAccount, Inventory, RowCounts } from '../../model/inventory.js';
import { count, numberText } from '../format.js';
import { safeText } from '../text.js';

const reasonsNamed = 4;

/** `template 3, heading 1`: the most frequent reasons first. */
export function reasonsText(because: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(because).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const named = sorted
    .slice(0, reasonsNamed)
    .map(([reason, times]) => (sorted.length === 1 ? safeText(reason) : `${safeText(reason)} ${numberText(times, 0)}`));
  const rest = sorted.length - named.length;
  return rest > 0 ? `${named.join(', ')}, ${count(rest, 'other reason')}` : named.join(', ');
}

/** `17 read = 15 servers + 1 merged + 1 ignored (template)`; fates that no row met are left out, `servers` never. */
export function rowsText(rows: RowCounts, because: Readonly<Record<string, number>> = {}): string {
  const reasons = reasonsText(because);
  const parts = [count(rows.servers, 'server')];
  if (rows.merged > 0) parts.push(`${numberText(rows.merged, 0)} merged`);
  if (rows.attached > 0) parts.push(`${numberText(rows.attached, 0)} attached`);
  if (rows.ignored > 0) parts.push(`${numberText(rows.ignored, 0)} ignored${reasons === '' ? '' : ` (${reasons})`}`);
  if (rows.rejected > 0) parts.push(`${numberText(rows.rejected, 0)} rejected`);
  return `${numberText(rows.read, 0)} read = ${parts.join(' + ')}`;
}

/** Why rows were ignored, over all files. */
export function ignoredReasons(files: readonly FileAccount[]): Readonly<Record<string, number>> {
  const total = new Map<string, number>();
  for (const { ignoredBecause } of files)
    for (const [reason, times] of Object.entries(ignoredBecause)) total.set(reason, (total.get(reason) ?? 0) + times);
  return Object.fromEntries(total);
}

/** `Rows: 17 read = …. Nothing rejected.` */
export function rowsSentence({ rows, files }: Inventory): string {
  const end = rows.rejected === 0 ? ' Nothing rejected.' : '';
  return `Rows: ${rowsText(rows, ignoredReasons(files))}.${end}`;
}
