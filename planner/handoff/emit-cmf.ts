import type { Estate } from '../../estate/index.js';
import { FindingLog } from '../model/finding.js';
import type { Disposition, Server } from '../model/server.js';
import type { Plan } from '../plan/plan.js';
import { accountsOf } from './accounts.js';
import { csvText } from './csv.js';
import type { Handoff } from './handoff.js';
import { instanceOf, isWindows } from './machine.js';
import { moversOf, reachedAt, type Mover } from './movers.js';

interface Row extends Mover {
  readonly account: string;
  readonly region: string;
}

/** Values of `r_type` in the schema of Cloud Migration Factory. */
const strategies: Readonly<Record<Disposition, string>> = {
  retire: 'Retire',
  retain: 'Retain',
  relocate: 'Relocate',
  rehost: 'Rehost',
  repurchase: 'Repurchase',
  replatform: 'Replatform',
  refactor: 'Rearchitect',
};

/** The intake form of AWS Cloud Migration Factory, version 2, in its order. Networks are its own business and stay empty. */
const columns: readonly { readonly header: string; readonly of: (row: Row) => string }[] = [
  { header: 'wave_name', of: ({ product }) => product.wave },
  { header: 'app_name', of: ({ product }) => product.name },
  { header: 'aws_region', of: ({ region }) => region },
  { header: 'aws_accountid', of: ({ account }) => account },
  { header: 'server_name', of: ({ planned }) => planned.server.id },
  { header: 'server_os_family', of: familyOf },
  { header: 'server_os_version', of: ({ planned }) => planned.server.os?.name ?? '' },
  { header: 'server_fqdn', of: ({ planned }) => reachedAt(planned) ?? '' },
  { header: 'server_tier', of: ({ planned }) => planned.recommendation.role?.id ?? '' },
  { header: 'server_environment', of: ({ planned, product }) => planned.server.environment ?? product.class },
  {
    header: 'r_type',
    of: ({ planned: { recommendation } }) =>
      recommendation.chosen.target.kind === 'unknown' ? 'TBC' : strategies[recommendation.disposition],
  },
  { header: 'subnet_IDs', of: () => '' },
  { header: 'securitygroup_IDs', of: () => '' },
  { header: 'subnet_IDs_test', of: () => '' },
  { header: 'securitygroup_IDs_test', of: () => '' },
  { header: 'instanceType', of: ({ planned }) => instanceOf(planned)?.instanceType ?? '' },
  { header: 'tenancy', of: () => 'Shared' },
  { header: 'tags', of: ({ planned }) => tagsOf(planned.server) },
];

/** `windows` or `linux`; empty for a system that is neither. */
function familyOf({ planned }: Row): string {
  const instance = instanceOf(planned);
  const { os } = planned.server;
  if (os?.family === 'windows' || (os === undefined && instance !== undefined && isWindows(instance))) return 'windows';
  return os?.family === 'other' ? '' : 'linux';
}

/** `key=value;key=value`; a tag that holds one of the separators cannot be written and is left out. */
const tagsOf = ({ tags = {} }: Server): string =>
  Object.keys(tags)
    .toSorted()
    .flatMap((key) => {
      const value = tags[key] ?? '';
      return /[;=]/.test(key) || value.includes(';') || value === '' ? [] : [`${key}=${value}`];
    })
    .join(';');

/**
 * `cmf.csv`: every server of a product as the intake form of Cloud Migration Factory has it. The form asks for an account, an FQDN and a
 * system; where they are not known the cell is empty and told.
 * @param estate for the accounts
 */
export function emitCmf(plan: Plan, estate?: Estate): Handoff {
  const log = new FindingLog();
  const accountOf = accountsOf(estate);
  const rows = moversOf(plan).map(({ planned, product, wave }): Row => ({
    planned,
    product,
    wave,
    account: accountOf(planned.server, product),
    region: plan.book.region,
  }));
  for (const row of rows) {
    const missing = [
      ...(reachedAt(row.planned) === undefined ? ['server_fqdn'] : []),
      ...(familyOf(row) === '' ? ['server_os_family'] : []),
    ];
    if (missing.length === 0) continue;
    const { source, id } = row.planned.server;
    log.add({
      severity: 'warning',
      code: 'cmf-incomplete',
      file: source.file,
      row: source.row,
      server: id,
      message: `${id} has no ${missing.join(' and no ')} in cmf.csv, which the intake form asks for`,
      remedy: 'add it to its row in the inventory, or in cmf.csv',
    });
  }
  const without = rows.filter(({ account }) => account === '').length;
  if (without > 0) {
    log.add({
      severity: 'info',
      code: 'cmf-no-account',
      message: `${without} of ${rows.length} rows of cmf.csv have no aws_accountid`,
      remedy: 'write the account of the environments in estate.yaml',
    });
  }
  const text = csvText(
    columns.map(({ header }) => header),
    rows.map((row) => columns.map(({ of }) => of(row))),
  );
  return { files: [{ path: 'cmf.csv', text }], findings: log.list() };
}
