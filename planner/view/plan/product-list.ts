import type { Plan } from '../../plan/plan.js';
import type { ProductPlan, SharedService, Use } from '../../waves/wave-plan.js';
import type { Fact } from '../facts.js';
import { count, moneyText, numberText } from '../format.js';
import { type List, makeList } from '../list.js';
import type { Look } from '../look.js';
import { inOrder, type ProductRow, productRows, waveNumberOf } from './product-rows.js';
import { nowCostText, productColumns, whenText } from './product-table.js';
import { shown } from './server-table.js';
import type { Cell, Column } from '../table.js';
import { safeText } from '../text.js';

/** A product, or a service that all share and that therefore belongs to none. */
export type ProductEntry =
  | {
      readonly kind: 'product';
      readonly row: ProductRow;
      /** Products that need it, with how. */
      readonly usedBy: readonly { readonly product: string; readonly use: Use }[];
      readonly shared: ReadonlyMap<string, SharedService>;
    }
  | { readonly kind: 'shared'; readonly service: SharedService };

export const entryName = (entry: ProductEntry): string =>
  entry.kind === 'product' ? entry.row.product.name : entry.service.server;

const product = (entry: ProductEntry): ProductPlan | undefined =>
  entry.kind === 'product' ? entry.row.product : undefined;

/** Products in the order of their names - moving one leaves it in its place -, then the shared services. */
export function productList(plan: Plan): List<ProductEntry> {
  const usedBy = new Map<string, { product: string; use: Use }[]>();
  for (const { name, uses } of plan.waves.products)
    for (const use of uses) {
      const users = usedBy.get(use.product) ?? [];
      usedBy.set(use.product, users);
      users.push({ product: name, use });
    }
  const shared = new Map(plan.waves.sharedServices.map((service) => [service.server, service]));
  const rows: readonly ProductEntry[] = [
    ...productRows(plan).map((row): ProductEntry => ({
      kind: 'product',
      row,
      usedBy: usedBy.get(row.product.name) ?? [],
      shared,
    })),
    ...plan.waves.sharedServices.map((service): ProductEntry => ({ kind: 'shared', service })),
  ];
  const places = new Map(
    inOrder(rows.flatMap((entry) => (entry.kind === 'product' ? [entry.row] : []))).map((row, at) => [
      row.product.name,
      at,
    ]),
  );
  return makeList({
    rows,
    fields: {
      name: entryName,
      wave: (entry) => product(entry)?.wave ?? 'shared',
      class: (entry) => product(entry)?.class,
      servers: (entry) => product(entry)?.servers.length,
      cost: (entry) => (entry.kind === 'product' ? entry.row.awsCents / 100 : undefined),
      why: (entry) => product(entry)?.order,
    },
    sortBy: {
      name: entryName,
      servers: (entry) => product(entry)?.servers.length,
      wave: (entry) => places.get(entryName(entry)),
      now: (entry) => (entry.kind === 'product' ? entry.row.nowCents : undefined),
      aws: (entry) => (entry.kind === 'product' ? entry.row.awsCents : undefined),
    },
    haystack: (entry) =>
      entry.kind === 'product'
        ? `${entry.row.product.name}\n${entry.row.product.wave}\n${entry.row.product.order}\n${entry.row.product.servers.join('\n')}`
        : `${entry.service.server}\nshared\n${entry.service.role}\n${entry.service.why}`,
  });
}

const sharedCells: Readonly<Record<string, (service: SharedService) => string>> = {
  name: ({ server }) => server,
  wave: () => 'shared',
  why: ({ role, instead }) => `${role}: ${instead}`,
};

/** The columns of the reports, with shared services under the products. */
export const entryColumns = (look: Look): readonly Column<ProductEntry>[] =>
  productColumns(look).map((column) =>
    Object.assign({}, column, {
      cell: (entry: ProductEntry): Cell =>
        entry.kind === 'product' ? column.cell(entry.row) : shown(sharedCells[column.id]?.(entry.service) ?? '', look),
    }),
  );

const namesShown = 60;

/** `web01, web02 and 3 more` */
export function namesText(names: readonly string[], most = namesShown): string {
  const left = names.length - most;
  return names.slice(0, most).join(', ') + (left > 0 ? ` and ${numberText(left, 0)} more` : '');
}

const bonds: Readonly<Record<Use['bond'], string>> = {
  hard: 'hard: moves together',
  ordered: 'moves in the same or a later wave',
  loose: 'loose: works over the link',
  waived: 'declared loose',
};

export const portsText = (ports: readonly number[]): string =>
  ports.length === 0 ? '' : `port${ports.length === 1 ? '' : 's'} ${namesText(ports.map(String), 8)}`;

const trafficText = (gbPerDay: number | undefined): string =>
  gbPerDay === undefined ? '' : `${numberText(gbPerDay)} GB/day`;

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** `crm: moves in the same or a later wave (strength 0.7, flows, port 443, 12 GB/day)` */
const edgeText = (name: string, { bond, strength, source, ports, gbPerDay }: Use): string =>
  `${name}: ${bonds[bond]} (${joined([`strength ${numberText(strength, 2)}`, source, portsText(ports), trafficText(gbPerDay)])})`;

const edgesShown = 20;

/** Everything known about a product: where it is in the order and why, what it is made of, what it needs and who needs it. */
export function entryFacts(entry: ProductEntry, look: Look): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (label: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') facts.push({ label, text: shown(text, look) });
  };
  if (entry.kind === 'shared') {
    const { server, role, why, fanIn, instead } = entry.service;
    add('Shared', `${server} (${role}), in no product and no wave`);
    add('Why', why);
    add('Used by', count(fanIn, 'server'));
    add('Becomes', instead);
    return facts;
  }
  const { row, usedBy, shared } = entry;
  const it = row.product;
  facts.push({ label: 'Wave', text: shown(placeText(it), look), tone: 'strong' });
  add('', it.order);
  const now = nowCostText(row, look);
  add(
    'Cost',
    `${moneyText(row.awsCents, row.unpriced, look)} / month on AWS${now === '' ? '' : `, today ${now} by the bill`}`,
  );
  add('Servers', `${count(it.servers.length, 'server')}: ${namesText(it.servers)}`);
  add('Why', `${it.why} (confidence ${numberText(it.confidence, 2)})`);
  if (it.groupSize > 1)
    add(
      'With',
      `moves with ${namesText(
        it.movesWith.filter((name) => name !== it.name),
        12,
      )}`,
    );
  for (const use of it.uses.slice(0, edgesShown)) add('Uses', edgeText(use.product, use));
  for (const { product: name, use } of usedBy.slice(0, edgesShown)) add('Used by', edgeText(name, use));
  for (const { server, ports, source } of it.usesOutside.slice(0, edgesShown)) {
    const service = shared.get(server);
    add(
      service === undefined ? 'Outside' : 'Shared',
      `${server} (${joined([service?.role ?? 'in no product', source, portsText(ports)])})`,
    );
  }
  for (const { to, ports, why } of it.ignored.slice(0, edgesShown)) {
    const service = shared.get(to);
    const parts = [service?.role ?? '', portsText(ports), why];
    add(service === undefined ? 'Ignored' : 'Shared', `${to} (${joined(parts)})`);
  }
  add('Copy', it.transferHours === undefined ? 'size unknown' : `${numberText(it.transferHours)} hours`);
  add('Window', it.window);
  add(
    'Score',
    `${numberText(it.priority.score, 0)} = ${it.priority.factors.map(({ points, why }) => `${points} ${why}`).join(' + ')}`,
  );
  return facts;
}

/** `W3, cutover 2027-04-07 (production, medium criticality), legacy kept until 2027-05-17` */
const placeText = (it: ProductPlan): string =>
  joined([
    it.wave,
    `cutover ${whenText(it.cutover, it.cutoverWeek)} (${it.class}, ${it.criticality} criticality${it.complex ? ', complex' : ''})`,
    it.rollbackUntil === undefined ? '' : `legacy kept until ${it.rollbackUntil}`,
  ]);

/** What a move would move; nothing for a shared service. */
export const movable = (entry: ProductEntry): { readonly name: string; readonly wave: number } | undefined =>
  entry.kind === 'product' ? { name: entry.row.product.name, wave: waveNumberOf(entry.row.product) } : undefined;

export const entryTitle = (entry: ProductEntry): string => safeText(entryName(entry));
