import type { Format } from '../format.js';

/** Utilisation list of Tidal Accelerator: percent, one row a machine. The peak beside the third column says that the first two are averages. */
export const tidal: Format = {
  id: 'tidal',
  title: 'Tidal utilisation list',
  tables: [
    {
      id: 'utilisation',
      role: 'attach',
      needs: ['Name', 'CPU Utilization %', 'Memory Utilization %', 'Disk Utilization % (Peak)'],
      columns: [
        { field: 'name', headers: ['Name'] },
        { field: 'cpuPct.average', headers: ['CPU Utilization %'], unit: '%' },
        { field: 'memoryPct.average', headers: ['Memory Utilization %'], unit: '%' },
      ],
    },
  ],
};
