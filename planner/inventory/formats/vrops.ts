import type { Format } from '../format.js';

/** A view's column may or may not begin with the kind of object. */
const metric = (name: string, ...statistics: readonly string[]): readonly string[] =>
  statistics.flatMap((statistic) => [`VM|${name}|${statistic}`, `${name}|${statistic}`]);

/**
 * A view of vRealize/Aria Operations as CSV: one row a machine and interval (`Interval Breakdown`: `12:00 AM 21 July 2026`), `-` where there was no sample.
 * Where a view shows both the average and the maximum of an interval, the average is the series.
 */
export const vrops: Format = {
  id: 'vrops',
  title: 'vRealize / Aria Operations view (time series)',
  tables: [
    {
      id: 'series',
      role: 'attach',
      needs: ['Name', 'Interval Breakdown'],
      columns: [
        { field: 'name', headers: ['Name'] },
        { field: 'at', headers: ['Interval Breakdown'] },
        { field: 'cpuPct.series', headers: metric('CPU|Usage (%)', 'Avg', 'Max'), unit: '%' },
        { field: 'cpuMHz.series', headers: metric('CPU|Demand (MHz)', 'Avg', 'Max'), unit: 'MHz' },
        { field: 'cpuMHz.series', headers: metric('CPU|Usage (MHz)', 'Avg', 'Max'), unit: 'MHz' },
        { field: 'cpuReadyPct', headers: metric('CPU|Ready (%)', 'Max', 'Avg') },
        { field: 'coStopPct', headers: metric('CPU|Co-stop (%)', 'Max', 'Avg') },
        { field: 'memoryPct.series', headers: metric('Memory|Workload (%)', 'Avg', 'Max'), unit: '%' },
        { field: 'memoryPct.series', headers: metric('Memory|Workload', 'Avg', 'Max'), unit: '%' },
        { field: 'memoryPct.series', headers: metric('Memory|Usage (%)', 'Avg', 'Max'), unit: '%' },
      ],
    },
  ],
};
