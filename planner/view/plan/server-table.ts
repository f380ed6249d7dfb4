import type { Plan, PlannedServer } from '../../plan/plan.js';
import { confidenceDots, moneyText, numberText, sizeText } from '../format.js';
import { type Look, type Signs, span } from '../look.js';
import { measureText } from './measure.js';
import { hasProducts, productOf } from './product.js';
import { foldSigns } from '../symbols.js';
import type { Column } from '../table.js';
import { targetText } from './target.js';
import { safeText } from '../text.js';

/** Text of ours that may quote a file, in this look. */
export const shown = (text: string, look: Signs): string =>
  look.ascii || look.linear === true ? foldSigns(safeText(text)) : safeText(text);

/** `8 vCPU 64 GiB` */
export function nowText({ server }: PlannedServer): string {
  if (server.vcpus === undefined && server.memoryGiB === undefined) return '?';
  const vcpus = server.vcpus === undefined ? '?' : numberText(server.vcpus, 1);
  return `${vcpus} vCPU ${sizeText(server.memoryGiB)}`;
}

/** The columns of the list of servers, in every output that people read; narrow ones drop some. */
export function serverColumns(plan: Plan, look: Look): readonly Column<PlannedServer>[] {
  const { percentile } = plan.options.sizing;
  const columns: readonly (Column<PlannedServer> & { readonly unless?: boolean })[] = [
    { id: 'name', title: 'NAME', priority: 0, min: 10, max: 32, cell: ({ server }) => safeText(server.name) },
    {
      id: 'product',
      title: 'PRODUCT',
      priority: 2,
      min: 12,
      max: 20,
      unless: !hasProducts(plan),
      cell: (planned) => safeText(productOf(plan, planned) ?? ''),
    },
    {
      id: 'os',
      title: 'OS',
      priority: 9,
      min: 8,
      max: 24,
      cell: ({ server }) => safeText(server.os?.name ?? ''),
    },
    { id: 'now', title: 'NOW', priority: 3, align: 'right', cell: nowText },
    {
      id: 'cpu',
      title: 'CPU',
      priority: 7,
      align: 'right',
      cell: ({ server }) => measureText(server.utilisation?.cpuPct, percentile),
    },
    {
      id: 'memory',
      title: 'MEMORY',
      priority: 7,
      align: 'right',
      cell: ({ server }) => measureText(server.utilisation?.memoryPct, percentile),
    },
    {
      id: 'target',
      title: 'TARGET',
      priority: 0,
      min: 25,
      max: 36,
      cell: ({ recommendation: { chosen, disposition } }) => {
        const text = safeText(targetText(chosen.target, disposition));
        return chosen.target.kind === 'unknown' ? span(text, 'warning') : text;
      },
    },
    {
      id: 'cost',
      title: '$/MONTH',
      priority: 0,
      align: 'right',
      cell: ({ recommendation: { chosen } }) => moneyText(chosen.monthlyCents, chosen.unpriced, look),
    },
    {
      id: 'as-is',
      title: 'SAME SIZE',
      priority: 8,
      align: 'right',
      tone: 'quiet',
      cell: ({ recommendation: { asIs } }) => moneyText(asIs.monthlyCents, asIs.unpriced, look),
    },
    {
      id: 'confidence',
      title: 'CONF',
      priority: 4,
      cell: ({ recommendation: { confidence } }) => confidenceDots(confidence, look),
    },
    {
      id: 'why',
      title: 'WHY',
      priority: 6,
      min: 24,
      cell: ({ recommendation: { reason } }) => shown(reason, look),
    },
  ];
  return columns.filter(({ unless }) => unless !== true);
}
