// Compiles planner/pricing/data/*.csv (readable, reviewed) into dist/pricing/*.json (one file for all regions' facts, one per
// region for its prices), and adds the figures that a documented rule derives. docs/prices.md explains the rules.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';

const schema = 'price-book/1';
const everywhere = '*';

/** Sizes of a family as RDS offers them, by AWS's normalisation factor: price within a family is linear in it. */
const factors = {
  micro: 0.5,
  small: 1,
  medium: 2,
  large: 4,
  xlarge: 8,
  '2xlarge': 16,
  '4xlarge': 32,
  '8xlarge': 64,
  '12xlarge': 96,
  '16xlarge': 128,
  '24xlarge': 192,
  '32xlarge': 256,
};
const burstableSizes = ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'];
const gravitonSizes = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];
const rdsSizes = {
  t3: burstableSizes,
  t4g: burstableSizes,
  m5: [...gravitonSizes, '24xlarge'],
  r5: [...gravitonSizes, '24xlarge'],
  m6i: [...gravitonSizes, '24xlarge', '32xlarge'],
  r6i: [...gravitonSizes, '24xlarge', '32xlarge'],
  m6g: gravitonSizes,
  r6g: gravitonSizes,
  m7g: gravitonSizes,
  r7g: gravitonSizes,
};
/**
 * SQL Server's licence part is not linear everywhere: Standard and Enterprise have a minimum of four vCPUs, and the Windows
 * part of t3 steps up at xlarge. Only sizes where linearity holds, or one step from an observed size, are derived.
 */
const sqlServerSizes = {
  'sqlserver-ex': ['medium', 'large', 'xlarge'],
  'sqlserver-web': ['medium', 'large', 'xlarge'],
  'sqlserver-se': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'],
  'sqlserver-ee': ['xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'],
};
/** Express has no Multi-AZ at all, and no figure is known for Web. */
const singleOnly = new Set(['sqlserver-ex', 'sqlserver-web']);

const number = (cell) => (cell === '' ? null : Number(cell));
const plain = (value) => new Decimal(value).toSignificantDigits(12).toFixed();

class Sources {
  #known;
  #rows = [];
  #index = new Map();
  constructor(known) {
    this.#known = known;
  }
  /** Index of a source of sources.csv. */
  of(id) {
    const known = this.#known.get(id);
    if (known === undefined) throw new Error(`planner/pricing/data: no source "${id}" in sources.csv`);
    return this.#add([known.source, known.date, known.kind]);
  }
  /** Index of a derived figure's source: the rule, then what it was applied to. */
  derived(rule, from) {
    const [text, date] = this.#rows[from];
    return this.#add([`${rule}; from: ${text}`, date, 'derived']);
  }
  #add(row) {
    const key = row.join('\n');
    const found = this.#index.get(key);
    if (found !== undefined) return found;
    const at = this.#rows.push(row) - 1;
    this.#index.set(key, at);
    return at;
  }
  rows() {
    return this.#rows;
  }
}

/** @returns {Map<string, object>} file name -> content */
export function compile(folder) {
  const table = (name) => parse(readFileSync(join(folder, name), 'utf8'), { columns: true });
  const known = new Map(table('sources.csv').map((row) => [row.id, row]));
  const data = {
    ec2: table('ec2.csv'),
    rates: table('rates.csv'),
    rds: table('rds.csv'),
    elasticache: table('elasticache.csv'),
  };
  const regions = [...new Set(data.ec2.map((row) => row.region))];
  const files = new Map([['book.json', common(table, known, regions)]]);
  for (const region of regions) files.set(`${region}.json`, oneRegion(region, data, known));
  return files;
}

function common(table, known, regions) {
  const commitments = {};
  for (const row of table('commitments.csv'))
    commitments[row.family] = [row.one_year_all_upfront || null, row.three_years_all_upfront || null];
  const source = (id) => [known.get(id).source, known.get(id).date];
  return {
    schema,
    regions,
    types: table('instances.csv')
      .map((row) => [
        row.type,
        row.current === 'y' ? 1 : 0,
        Number(row.vcpus),
        Number(row.memory_mib) / 1024,
        row.arch,
        number(row.baseline_pct),
        row.metal === 'y' ? 1 : 0,
        Number(row.gpus),
        row.nitro === 'y' ? 1 : 0,
        number(row.ebs_baseline_mbps),
        number(row.ebs_baseline_iops),
        number(row.network_gbps),
        Number(row.local_gb),
        number(row.coremark_per_vcpu),
      ])
      .toSorted((a, b) => (a[0] < b[0] ? -1 : 1)),
    commitments,
    commitmentSources: [source('ri-1y'), source('ri-3y')],
  };
}

function oneRegion(region, data, known) {
  const sources = new Sources(known);
  const linux = {};
  for (const row of data.ec2) if (row.region === region) linux[row.type] = [row.usd, sources.of(row.source)];
  if (region === 'us-west-2') sameAsVirginia(linux, data.ec2, sources);

  const rates = {};
  const tiers = {};
  for (const row of data.rates) {
    if (row.region !== region && row.region !== everywhere) continue;
    const source = sources.of(row.source);
    if (row.from === '') rates[row.item] = [row.usd, row.unit, source];
    else (tiers[row.item] ??= []).push([Number(row.from), row.usd, row.unit, source]);
  }
  for (const list of Object.values(tiers)) list.sort((a, b) => a[0] - b[0]);

  for (const row of data.elasticache) {
    const usd = row[region] ?? '';
    if (usd !== '') rates[`elasticache.${row.engine}.${row.node}`] = [usd, 'h', sources.of('vantage-elasticache')];
  }
  for (const [item, usd, source] of rdsInstances(region, data.rds, sources)) rates[item] = [usd, 'h', source];

  const dates = sources.rows().map(([, date]) => date);
  return {
    schema,
    region,
    asOf: dates.reduce((a, b) => (a > b ? a : b)),
    sources: sources.rows(),
    ec2: { linux },
    rates,
    tiers,
  };
}

/** All 56 types observed in both regions cost the same: the others of us-west-2 are taken from us-east-1, marked. */
function sameAsVirginia(linux, rows, sources) {
  for (const row of rows) {
    if (row.region !== 'us-east-1' || linux[row.type] !== undefined) continue;
    linux[row.type] = [
      row.usd,
      sources.derived('us-east-1 price x 1 (equal for all 56 types known in both regions)', sources.of(row.source)),
    ];
  }
}

/** Observed RDS classes of a region and what follows from them; a better figure is never replaced by a derived one. */
function rdsInstances(region, rows, sources) {
  const prices = new Map();
  const add = (item, usd, source) => {
    if (!prices.has(item)) prices.set(item, [plain(usd), source]);
  };
  const observed = (where) => {
    for (const row of rows)
      if (row.region === where) {
        const source = sources.of(row.source);
        add(
          `rds.${row.engine}.${row.class}.${row.deployment}`,
          row.usd,
          where === region
            ? source
            : sources.derived(`${where} price x 1 (equal for every MySQL class known in both regions)`, source),
        );
      }
  };
  observed(region);
  const twin = { 'us-east-1': 'us-west-2', 'us-west-2': 'us-east-1' }[region];
  if (twin !== undefined) observed(twin);
  for (const [item, [usd, source]] of prices)
    if (item.endsWith('.multi'))
      add(item.replace(/\.multi$/, '.single'), new Decimal(usd).div(2), sources.derived('Multi-AZ / 2', source));
  for (const engine of ['mysql', 'postgres', ...Object.keys(sqlServerSizes)])
    linearInSize(engine, prices, add, sources);
  for (const [item, [usd, source]] of prices)
    if (item.startsWith('rds.mysql.'))
      add(item.replace('rds.mysql.', 'rds.mariadb.'), usd, sources.derived('MariaDB costs what MySQL costs', source));
  for (const [item, [usd, source]] of prices)
    if (item.endsWith('.single') && !singleOnly.has(item.split('.')[1]))
      add(item.replace(/\.single$/, '.multi'), new Decimal(usd).times(2), sources.derived('2 x Single-AZ', source));
  return [...prices].map(([item, [usd, source]]) => [item, usd, source]);
}

/** Sizes without a figure, from the largest known smaller one of the family, else from the smallest known larger one. */
function linearInSize(engine, prices, add, sources) {
  for (const [family, sizes] of Object.entries(rdsSizes)) {
    const item = (size) => `rds.${engine}.db.${family}.${size}.single`;
    const seen = sizes.filter((size) => prices.has(item(size)));
    const allowed = sqlServerSizes[engine] ?? sizes;
    for (const size of sizes) {
      if (seen.length === 0 || seen.includes(size) || !allowed.includes(size)) continue;
      const base = seen.findLast((other) => factors[other] < factors[size]) ?? seen[0];
      const [usd, source] = prices.get(item(base));
      const ratio = new Decimal(factors[size]).div(factors[base]);
      add(
        item(size),
        ratio.times(usd),
        sources.derived(`db.${family}.${base} x ${ratio.toFixed()} (linear in size)`, source),
      );
    }
  }
}

export function writePriceBook(folder, target) {
  mkdirSync(target, { recursive: true });
  for (const [name, content] of compile(folder)) writeFileSync(join(target, name), JSON.stringify(content));
}
