import { usd } from '../model/money.js';
import type { Plan, PlannedServer } from '../plan/plan.js';
import { productOf } from '../view/plan/product.js';
import { targetText } from '../view/plan/target.js';

/** A column of the list of servers in CSV and XLSX: numbers stay numbers, unknown is empty. */
export interface ReportColumn {
  readonly title: string;
  readonly width: number;
  readonly format?: string;
  value(planned: PlannedServer, plan: Plan): string | number | undefined;
}

const money = '#,##0.00';

/** One row a server; the same in CSV and XLSX. */
export const serverReport: readonly ReportColumn[] = [
  { title: 'name', width: 24, value: ({ server }) => server.name },
  { title: 'product', width: 16, value: (planned, plan) => productOf(plan, planned) },
  { title: 'environment', width: 14, value: ({ server }) => server.environment },
  { title: 'os', width: 24, value: ({ server }) => server.os?.name },
  { title: 'vcpus', width: 8, value: ({ server }) => server.vcpus },
  { title: 'memoryGiB', width: 11, value: ({ server }) => server.memoryGiB },
  { title: 'storageGiB', width: 11, value: ({ server }) => storage(server) },
  { title: 'neededVcpus', width: 12, value: ({ recommendation }) => recommendation.demand?.vcpus },
  { title: 'neededMemoryGiB', width: 16, value: ({ recommendation }) => recommendation.demand?.memoryGiB },
  { title: 'disposition', width: 12, value: ({ recommendation }) => recommendation.disposition },
  { title: 'targetKind', width: 12, value: ({ recommendation }) => recommendation.chosen.target.kind },
  {
    title: 'target',
    width: 28,
    value: ({ recommendation: { chosen, disposition } }) => targetText(chosen.target, disposition),
  },
  {
    title: 'monthlyUsd',
    width: 12,
    format: money,
    value: ({ recommendation }) => usd(recommendation.chosen.monthlyCents),
  },
  { title: 'unpricedLines', width: 13, value: ({ recommendation }) => recommendation.chosen.unpriced },
  {
    title: 'asIsMonthlyUsd',
    width: 15,
    format: money,
    value: ({ recommendation }) => usd(recommendation.asIs.monthlyCents),
  },
  { title: 'confidence', width: 10, value: ({ recommendation }) => recommendation.confidence },
  { title: 'reason', width: 60, value: ({ recommendation }) => recommendation.reason },
  { title: 'wouldChange', width: 40, value: ({ recommendation }) => recommendation.wouldChange },
  { title: 'file', width: 20, value: ({ server }) => server.source.file },
  { title: 'sheet', width: 12, value: ({ server }) => server.source.sheet },
  { title: 'row', width: 8, value: ({ server }) => server.source.row },
];

/** What is provisioned: the sum of the disks, else the total that the source gives. */
function storage({ disks, storageGiB }: PlannedServer['server']): number | undefined {
  return disks.length === 0 ? storageGiB : disks.reduce((total, { sizeGiB }) => total + sizeGiB, 0);
}
