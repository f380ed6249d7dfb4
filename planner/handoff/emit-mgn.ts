import type { Estate } from '../../estate/index.js';
import { FindingLog } from '../model/finding.js';
import type { Plan } from '../plan/plan.js';
import { accountsOf } from './accounts.js';
import { csvText } from './csv.js';
import type { Handoff } from './handoff.js';
import { instanceOf, isWindows, type Instance } from './machine.js';
import { moversOf, reachedAt, type Mover } from './movers.js';

interface Row extends Mover {
  readonly instance: Instance;
  readonly address: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Columns of the import file of AWS Application Migration Service (User Guide, "Import parameters"). Left out are those that name resources
 * of the account (subnets, security groups, instance profiles): the launch settings of MGN decide about them.
 */
const columns: readonly { readonly header: string; readonly of: (row: Row) => string }[] = [
  { header: 'mgn:account-id', of: ({ account }) => account },
  { header: 'mgn:region', of: ({ region }) => region },
  { header: 'mgn:wave:name', of: ({ product }) => product.wave },
  {
    header: 'mgn:wave:description',
    of: ({ wave }) =>
      wave.cutover === undefined ? `cutover in week ${wave.cutoverWeek ?? '?'}` : `cutover by ${wave.cutover}`,
  },
  { header: 'mgn:app:name', of: ({ product }) => product.name },
  { header: 'mgn:app:description', of: ({ product }) => product.why },
  { header: 'mgn:server:user-provided-id', of: ({ planned }) => planned.server.id },
  { header: 'mgn:server:platform', of: ({ instance }) => (isWindows(instance) ? 'WINDOWS' : 'LINUX') },
  { header: 'mgn:server:fqdn-for-action-framework', of: ({ address }) => address },
  { header: 'mgn:server:tag:environment', of: ({ product }) => product.class },
  { header: 'mgn:launch:instance-type', of: ({ instance }) => instance.instanceType },
  { header: 'mgn:launch:placement:tenancy', of: () => 'default' },
  {
    header: 'mgn:launch:placement:operating-system-licensing',
    of: ({ instance }) => (isWindows(instance) ? (instance.os === 'windows-byol' ? 'BYOL' : 'LI') : ''),
  },
];

/**
 * `mgn.csv`: the servers that move to EC2 as they are, with their waves and applications. MGN takes a server only with an FQDN or an IPv4
 * address; without one it is left out and told.
 * @param estate for the accounts; without it the column stays empty, which means the account that imports
 */
export function emitMgn(plan: Plan, estate?: Estate): Handoff {
  const log = new FindingLog();
  const accountOf = accountsOf(estate);
  const movers = moversOf(plan);
  const rows = movers.flatMap((mover): readonly Row[] => {
    const { planned, product } = mover;
    const instance = instanceOf(planned);
    if (instance === undefined) return [];
    const address = reachedAt(planned);
    if (address === undefined) {
      log.add({
        severity: 'warning',
        code: 'mgn-no-address',
        file: planned.server.source.file,
        row: planned.server.source.row,
        server: planned.server.id,
        message: `${planned.server.id} is not in mgn.csv: MGN takes a server only with its FQDN or IPv4 address`,
        remedy: 'add the FQDN or the IPv4 address to its row',
      });
      return [];
    }
    return [{ ...mover, instance, address, account: accountOf(planned.server, product), region: plan.book.region }];
  });
  const others = movers.filter(({ planned }) => instanceOf(planned) === undefined).length;
  log.add({
    severity: 'info',
    code: 'mgn-servers',
    message:
      `mgn.csv has ${rows.length} of ${movers.length} servers of products; ${others} become a service or have no target, ` +
      `${movers.length - others - rows.length} have no address`,
    remedy: others === 0 ? 'nothing to do' : 'the data of those that become a service is moved by its own tool',
  });
  return { files: [{ path: 'mgn.csv', text: tableOf(rows) }], findings: log.list() };
}

const tableOf = (rows: readonly Row[]): string =>
  csvText(
    columns.map(({ header }) => header),
    rows.map((row) => columns.map(({ of }) => of(row))),
  );
