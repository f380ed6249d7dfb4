import { placeholder, type AssumptionFacts } from './assumption.js';

const manual = 'SmartAzureCalculator user manual (manualmachine.com 17908807), one vendor';

/** What moving takes once, and how long both sides run. */
export const moving = {
  workPerServerUsd: {
    value: 200,
    unit: 'USD/server',
    means: "people's work to move a server, paid in the month of its cutover",
    source: `${manual}: in-house migration`,
  },
  vendorPerServerUsd: {
    value: 0,
    unit: 'USD/server',
    means: 'fee of a vendor or tool per server, paid when its replication starts',
    source: `none: AWS Application Migration Service is used; vendors ask 50 or less (${manual})`,
  },
  trainees: {
    value: 2,
    unit: 'people',
    means: 'people who learn AWS in the first month',
    source: 'one who can and one who stands in',
  },
  trainingUsd: { value: 2000, unit: 'USD/person', means: 'training of one person', source: placeholder },
  oneOffUsd: {
    value: 0,
    unit: 'USD',
    means: 'anything else paid once in the first month: consultants, a penalty, a disposal',
    source: 'nothing is invented',
  },
  rehearsalDays: {
    value: 14,
    unit: 'days',
    means:
      'how long the AWS side runs before its cutover, built and tested; data stores run from the start of replication',
    source: "dc-exit: the preparation of a wave in dc-exit's own calendar",
  },
  commitAfterDays: {
    value: 30,
    unit: 'days',
    means: 'from a cutover to the purchase of its commitment: bake, drain, and sizes seen under real load',
    source: 'dc-exit: nothing is bought before the bake (3 days) and the drain (7 days) are over',
  },
  stagingPct: {
    value: 100,
    unit: '%',
    means: 'staging volumes, as a share of the size of the source disks',
    source: 'AWS Application Migration Service keeps a copy of every disk',
  },
  stagingSnapshotPct: {
    value: 20,
    unit: '%',
    means: 'snapshots of the staging volumes, as a share of their size',
    source: 'dc-exit: four days of 5 % daily change (the change rate of pf9-mngt)',
  },
  disksPerReplicationServer: {
    value: 15,
    unit: 'disks',
    means: 'source disks that one t3.small replication server takes',
    source: 'AWS Application Migration Service user guide: up to 15 volumes a replication server',
    count: true,
  },
  mgnFreeHours: {
    value: 2160,
    unit: 'h/server',
    means: 'hours of replication that are free for each server',
    source: 'AWS Application Migration Service pricing: 90 days',
  },
  discountPct: {
    value: 7,
    unit: '%/year',
    means: 'discount rate of the net present value',
    source: 'Azure Migrate business case 2024-10: default WACC',
  },
} satisfies Readonly<Record<string, AssumptionFacts>>;
