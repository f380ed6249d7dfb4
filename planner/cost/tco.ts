import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import { assumed, type AssumptionKey, type Assumptions } from './assumptions.js';
import type { BillItem } from './bill.js';
import { securityUpdatesPct } from './end-of-support.js';
import type { TodayCost, TodayModel, TodayPart } from './today.js';

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

type Value = (key: AssumptionKey) => number;

/** Acquisition of server hardware: the cost of a core rises with the memory per hyperthreaded core. */
const hardware = ({ cores, memoryGB }: ServerFacts, of: Value): number =>
  cores === 0 ? 0 : cores * (of('todayUsdPerRatio') * (memoryGB / (2 * cores)) + of('todayUsdPerCore'));
const storage = ({ storageGB }: ServerFacts, of: Value): number => storageGB * of('todayUsdPerGB');
const network = (facts: ServerFacts, of: Value): number =>
  ((hardware(facts, of) + storage(facts, of)) * of('todayNetworkPct')) / 100;

/** Two-core packs; a server with SQL Server needs two at least. */
const windowsLicence = ({ windows, vcpus }: ServerFacts, of: Value): number =>
  windows ? Math.ceil(vcpus / 2) * of('todayWindowsUsd') : 0;
const sqlLicence = ({ sql, vcpus }: ServerFacts, of: Value): number =>
  sql === undefined
    ? 0
    : Math.max(2, Math.ceil(vcpus / 2)) * of(sql === 'standard' ? 'todaySqlStandardUsd' : 'todaySqlEnterpriseUsd');
const licences = (facts: ServerFacts, of: Value): number => windowsLicence(facts, of) + sqlLicence(facts, of);

/** Kilowatts drawn. */
const power = ({ cores, storageGB }: ServerFacts, of: Value): number =>
  (cores * of('todayKwPerCore') + (storageGB / 1000) * of('todayKwPerTB')) * of('todayLoadFactor') * of('todayPue');

interface Formula {
  readonly id: string;
  readonly title: string;
  /** Dollars a month. */
  readonly usd: (facts: ServerFacts, of: Value) => number;
}

/**
 * The formula set of Azure Migrate's business case (concepts-business-case-calculation, 2024-10), by month and server.
 * Acquisitions are written off over their years; nothing is added for growth.
 */
export const formulas: readonly Formula[] = [
  { id: 'hardware', title: 'servers', usd: (facts, of) => hardware(facts, of) / of('todayHardwareYears') / 12 },
  { id: 'storage', title: 'storage', usd: (facts, of) => storage(facts, of) / of('todayHardwareYears') / 12 },
  {
    id: 'storage-maintenance',
    title: 'storage maintenance',
    usd: (facts, of) => (storage(facts, of) * of('todayStorageMaintenancePct')) / 100 / 12,
  },
  { id: 'network', title: 'network', usd: (facts, of) => network(facts, of) / of('todayNetworkYears') / 12 },
  {
    id: 'network-maintenance',
    title: 'network maintenance',
    usd: (facts, of) => (network(facts, of) * of('todayNetworkMaintenancePct')) / 100 / 12,
  },
  {
    id: 'licences',
    title: 'Windows and SQL Server licences',
    usd: (facts, of) => licences(facts, of) / of('todayNetworkYears') / 12,
  },
  {
    id: 'assurance',
    title: 'Software Assurance',
    usd: (facts, of) => (licences(facts, of) * of('todayAssurancePct')) / 100 / 12,
  },
  {
    id: 'security-updates',
    title: 'Extended Security Updates',
    usd: (facts, of) =>
      (windowsLicence(facts, of) * facts.windowsUpdatesPct + sqlLicence(facts, of) * facts.sqlUpdatesPct) / 100 / 12,
  },
  { id: 'vmware', title: 'VMware', usd: ({ cores }, of) => (cores * of('todayVmwareUsd')) / 12 },
  {
    id: 'security',
    title: 'security',
    usd: ({ sql }, of) => of(sql === undefined ? 'todaySecurityUsd' : 'todaySqlSecurityUsd') / 12,
  },
  { id: 'monitoring', title: 'monitoring', usd: (_, of) => of('todayMonitoringUsd') / 12 },
  { id: 'patching', title: 'patching', usd: (_, of) => of('todayPatchingUsd') / 12 },
  { id: 'backup', title: 'backup', usd: (_, of) => of('todayBackupUsd') / 12 },
  {
    id: 'facilities',
    title: 'space and power',
    usd: (facts, of) => (power(facts, of) / (1 - of('todayUnusedPowerPct') / 100)) * of('todayUsdPerKw'),
  },
  {
    id: 'labour',
    title: 'administration',
    usd: (_, of) => (of('todayAdminHours') * of('todayAdminUsd')) / of('todayVmsPerAdmin'),
  },
];

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
  const of: Value = (key) => assumed(assumptions, key);
  const perCore = of('todayVcpusPerCore');
  return (servers) => model(servers, of, (server) => factsOf(server, perCore, asOf));
}

function model(servers: readonly Server[], of: Value, facts: (server: Server) => ServerFacts): TodayCost {
  const sums = formulas.map(() => 0);
  const items: BillItem[] = [];
  let total = 0;
  let missing = 0;
  for (const server of servers) {
    const seen = facts(server);
    if (seen.vcpus === 0) missing += 1;
    let sum = 0;
    for (const [at, { usd }] of formulas.entries()) {
      const part = roundUsd(usd(seen, of));
      sums[at] = (sums[at] ?? 0) + part;
      sum += part;
    }
    total += sum;
    items.push({ item: 'model', scope: 'server', servers: [server.id], monthlyCents: cents(sum), until: undefined });
  }
  const parts: readonly TodayPart[] = formulas.map(({ id, title }, at) => ({
    id,
    title,
    monthlyCents: cents(sums[at] ?? 0),
  }));
  return {
    monthlyCents: cents(total),
    source: 'model: Azure Migrate business case formulas, see docs/costs.md',
    kind: 'model',
    missing,
    items,
    parts,
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
