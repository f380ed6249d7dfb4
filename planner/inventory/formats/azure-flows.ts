import type { FlowFacts, Format, Outcome } from '../format.js';

function open() {
  return (flow: FlowFacts): Outcome => {
    if (flow.process === 'Unknown process') flow.process = undefined;
    return undefined;
  };
}

/**
 * Dependency export of Azure Migrate, both dialects: `Time slot` with source addresses and VLANs, and `Timeslot` without. Ends that are not
 * discovered have no name, only an address. The rows are TCP connections; the export does not say so.
 */
export const azureFlows: Format = {
  id: 'azure-flows',
  title: 'Azure Migrate dependency export',
  tables: [
    {
      id: 'connections',
      role: 'flow',
      needs: [
        'Time slot',
        'Source server name',
        'Source process',
        'Destination server name',
        'Destination IP',
        'Destination port',
      ],
      columns: [
        { field: 'fromName', headers: ['Source server name'] },
        { field: 'fromAddress', headers: ['Source IP'] },
        { field: 'toName', headers: ['Destination server name'] },
        { field: 'toAddress', headers: ['Destination IP'] },
        { field: 'port', headers: ['Destination port'] },
        { field: 'process', headers: ['Destination process'] },
      ],
      open,
    },
  ],
};
