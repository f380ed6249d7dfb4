import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import { assumed, type AssumptionKey, type Assumptions } from './assumptions.js';
import type { BillItem } from './bill.js';
import { securityUpdatesPct } from './end-of-support.js';
import type { TodayModel } from './today.js';

/** What the model sees of a server. */
export interface ServerFacts {
  /** Cores of a host: vCPUs / `todayVcpusPerCore`. */
  readonly cores: number;
  readonly vcpus: number;
  readonly memoryGB: number;
  readonly storageGB: number;
  readonly windows: boolean;
  readonly sql: 'standard' | 'enterprise' | undefined;
  /** Extended Security Updates, percent of the licence a year. */
  readonly windowsUpdatesPct: number;
  readonly sqlUpdatesPct: number;
}

/** A part of the cost, in dollars a month. */
export interface Formula {
  readonly id: string;
  readonly title: string;
  readonly usd: (facts: ServerFacts) => number;
}

/** The parts that every server costs alike, from dollars a year. */
const yearly: readonly (readonly [id: string, title: string, key: AssumptionKey])[] = [
  ['monitoring', 'monitoring', 'todayMonitoringUsd'],
  ['patching', 'patching', 'todayPatchingUsd'],
  ['backup', 'backup', 'todayBackupUsd'],
];

/**
 * The formula set of Azure Migrate's business case (concepts-business-case-calculation, 2024-10), by month and server.
 * Acquisitions are written off over their years; nothing is added for growth.
 */
export function formulasOf(assumptions: Assumptions): readonly Formula[] {
  const of = (key: AssumptionKey): number => assumed(assumptions, key);
  const perRatio = of('todayUsdPerRatio');
  const perCore = of('todayUsdPerCore');
  const perGB = of('todayUsdPerGB');
  const hardwareMonths = of('todayHardwareYears') * 12;
  const networkMonths = of('todayNetworkYears') * 12;
  const storageMaintenance = of('todayStorageMaintenancePct') / 100 / 12;
  const networkMaintenance = of('todayNetworkMaintenancePct') / 100 / 12;
  const networkShare = of('todayNetworkPct') / 100;
  const assurance = of('todayAssurancePct') / 100 / 12;
  const windowsPack = of('todayWindowsUsd');
  const sqlPack = { standard: of('todaySqlStandardUsd'), enterprise: of('todaySqlEnterpriseUsd') };
  const vmware = of('todayVmwareUsd') / 12;
  const security = of('todaySecurityUsd') / 12;
  const sqlSecurity = of('todaySqlSecurityUsd') / 12;
  const kwPerCore = of('todayKwPerCore');
  const kwPerTB = of('todayKwPerTB');
  const usdPerKw =
    (of('todayLoadFactor') * of('todayPue') * of('todayUsdPerKw')) / (1 - of('todayUnusedPowerPct') / 100);
  const labour = (of('todayAdminHours') * of('todayAdminUsd')) / of('todayVmsPerAdmin');

  /** Acquisition: the cost of a core rises with the memory per hyperthreaded core, of which a core has two. */
  const hardware = ({ cores, memoryGB }: ServerFacts): number =>
    cores === 0 ? 0 : cores * (perRatio * (memoryGB / (2 * cores)) + perCore);
  const storage = ({ storageGB }: ServerFacts): number => storageGB * perGB;
  const network = (facts: ServerFacts): number => (hardware(facts) + storage(facts)) * networkShare;
  /** Two-core packs; a server with SQL Server needs two at least. */
  const windows = (facts: ServerFacts): number => (facts.windows ? Math.ceil(facts.vcpus / 2) * windowsPack : 0);
  const sql = (facts: ServerFacts): number =>
    facts.sql === undefined ? 0 : Math.max(2, Math.ceil(facts.vcpus / 2)) * sqlPack[facts.sql];

  return [
    { id: 'hardware', title: 'servers', usd: (facts) => hardware(facts) / hardwareMonths },
    { id: 'storage', title: 'storage', usd: (facts) => storage(facts) / hardwareMonths },
    { id: 'storage-maintenance', title: 'storage maintenance', usd: (facts) => storage(facts) * storageMaintenance },
    { id: 'network', title: 'network', usd: (facts) => network(facts) / networkMonths },
    { id: 'network-maintenance', title: 'network maintenance', usd: (facts) => network(facts) * networkMaintenance },
    {
      id: 'licences',
      title: 'Windows and SQL Server licences',
      usd: (facts) => (windows(facts) + sql(facts)) / networkMonths,
    },
    { id: 'assurance', title: 'Software Assurance', usd: (facts) => (windows(facts) + sql(facts)) * assurance },
    {
      id: 'security-updates',
      title: 'Extended Security Updates',
      usd: (facts) => (windows(facts) * facts.windowsUpdatesPct + sql(facts) * facts.sqlUpdatesPct) / 100 / 12,
    },
    { id: 'vmware', title: 'VMware', usd: (facts) => facts.cores * vmware },
    { id: 'security', title: 'security', usd: (facts) => (facts.sql === undefined ? security : sqlSecurity) },
    ...yearly.map(([id, title, key]) => {
      const monthly = of(key) / 12;
      return { id, title, usd: () => monthly };
    }),
    {
      id: 'facilities',
      title: 'space and power',
      usd: (facts) => (facts.cores * kwPerCore + (facts.storageGB / 1000) * kwPerTB) * usdPerKw,
    },
    { id: 'labour', title: 'administration', usd: () => labour },
  ];
}

/**
 * Half-up to the cent. The figures are estimates with doubles behind them; the nudge makes an amount that is half a cent
 * in decimals (8.575) round up although its double lies just below.
 */
const roundUsd = (value: number): Cents => cents(Math.round(value * 100 + 1e-7));

/**
 * The stated model of today's cost, for where no bill is known. Every part ends with its server.
 * @param asOf a day of the year that is priced, for Extended Security Updates; without one none are counted
 */
export function tcoModel(assumptions: Assumptions, asOf?: string): TodayModel {
  const formulas = formulasOf(assumptions);
  const perCore = assumed(assumptions, 'todayVcpusPerCore');
  return (servers) => {
    const sums = formulas.map(() => 0);
    const items: BillItem[] = [];
    let total = 0;
    let missing = 0;
    for (const server of servers) {
      const facts = factsOf(server, perCore, asOf);
      if (facts.vcpus === 0) missing += 1;
      let sum = 0;
      for (let at = 0; at < formulas.length; at += 1) {
        const part = roundUsd(formulas[at]?.usd(facts) ?? 0);
        sums[at] = (sums[at] ?? 0) + part;
        sum += part;
      }
      total += sum;
      items.push({ item: 'model', scope: 'server', servers: [server.id], monthlyCents: cents(sum), until: undefined });
    }
    return {
      monthlyCents: cents(total),
      source: 'model: Azure Migrate business case formulas, see docs/costs.md',
      kind: 'model',
      missing,
      items,
      parts: formulas.map(({ id, title }, at) => ({ id, title, monthlyCents: cents(sums[at] ?? 0) })),
    };
  };
}

function factsOf(server: Server, vcpusPerCore: number, asOf: string | undefined): ServerFacts {
  const vcpus = server.vcpus ?? 0;
  const windows = server.os?.family === 'windows';
  const software = sqlServerOf(server.software);
  return {
    cores: vcpus / vcpusPerCore,
    vcpus,
    memoryGB: server.memoryGiB ?? 0,
    storageGB: sourceGiB(server),
    windows,
    sql: software === undefined ? undefined : /enterprise/i.test(software) ? 'enterprise' : 'standard',
    windowsUpdatesPct: windows && asOf !== undefined ? securityUpdatesPct('windows', server.os?.name ?? '', asOf) : 0,
    sqlUpdatesPct: software === undefined || asOf === undefined ? 0 : securityUpdatesPct('sqlserver', software, asOf),
  };
}

/** The entry that names SQL Server in an edition that is paid for. */
const sqlServerOf = (software: readonly string[]): string | undefined =>
  software.find((name) => /sql server/i.test(name) && !/express|developer|client|management/i.test(name));

/** Gigabytes of a server's disks. */
export const sourceGiB = ({ disks, storageGiB }: Server): number =>
  disks.length === 0 ? (storageGiB ?? 0) : disks.reduce((total, { sizeGiB }) => total + sizeGiB, 0);
