import type { PlanDocument } from './plan-schema.js';

/** A sum in both plans; undefined where a plan does not have it. Dollars a month. */
export interface CostChange {
  readonly title: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

export interface ServerChange {
  readonly name: string;
  /** Target and cost of each side; undefined where the server is not in that plan. */
  readonly before: ServerSide | undefined;
  readonly after: ServerSide | undefined;
}

export interface ServerSide {
  readonly target: string;
  readonly monthlyUsd: number;
}

export interface DateChange {
  readonly product: string;
  /** `W3 2027-04-06`, or `W3 week 9` without dates. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

type Finding = PlanDocument['findings'][number];

/** What differs between two plans: servers, cost, dates, risks. */
export interface PlanDiff {
  readonly costs: readonly CostChange[];
  readonly servers: readonly ServerChange[];
  readonly sameServers: number;
  readonly dates: readonly DateChange[];
  readonly payback: { readonly before: string | undefined; readonly after: string | undefined };
  /** Findings of one plan only. */
  readonly newFindings: readonly Finding[];
  readonly goneFindings: readonly Finding[];
}

/** Compares two plans; servers are matched by id, products by name, findings by what they say about whom. */
export function comparePlans(before: PlanDocument, after: PlanDocument): PlanDiff {
  const servers = pairs(before.servers, after.servers, ({ id }) => id).map(([name, a, b]) => ({
    name,
    before: sideOf(a),
    after: sideOf(b),
  }));
  const changed = servers.filter(
    ({ before: a, after: b }) => a?.target !== b?.target || a?.monthlyUsd !== b?.monthlyUsd,
  );
  const [old, fresh] = [before, after].map(
    ({ findings }) => new Map(findings.map((finding) => [findingKey(finding), finding])),
  );
  return {
    costs: [
      { title: 'Today', before: before.today?.monthlyUsd, after: after.today?.monthlyUsd },
      ...pairs(before.scenarios, after.scenarios, ({ id }) => id).map(([id, a, b]) => ({
        title: (b ?? a)?.title ?? id,
        before: a?.monthlyUsd,
        after: b?.monthlyUsd,
      })),
    ],
    servers: changed,
    sameServers: servers.length - changed.length,
    dates: pairs(before.products, after.products, ({ name }) => name)
      .map(([product, a, b]) => ({ product, before: dateOf(a), after: dateOf(b) }))
      .filter(({ before: a, after: b }) => a !== b),
    payback: { before: before.payback?.month, after: after.payback?.month },
    newFindings: after.findings.filter((finding) => old?.has(findingKey(finding)) !== true),
    goneFindings: before.findings.filter((finding) => fresh?.has(findingKey(finding)) !== true),
  };
}

/** Both sides of every key: those of the first list in its order, then what only the second one has. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (each: T) => string,
): (readonly [string, T | undefined, T | undefined])[] {
  const fresh = new Map(after.map((each) => [keyOf(each), each]));
  const old = new Set(before.map(keyOf));
  return [
    ...before.map((each) => [keyOf(each), each, fresh.get(keyOf(each))] as const),
    ...after.filter((each) => !old.has(keyOf(each))).map((each) => [keyOf(each), undefined, each] as const),
  ];
}

function sideOf(server: PlanDocument['servers'][number] | undefined): ServerSide | undefined {
  if (server === undefined) return undefined;
  const { target, disposition, monthlyUsd } = server;
  return {
    target: target.kind === 'none' ? disposition : `${target.kind} ${target.instanceType ?? ''}`.trim(),
    monthlyUsd,
  };
}

const dateOf = (product: PlanDocument['products'][number] | undefined): string | undefined =>
  product === undefined
    ? undefined
    : `${product.wave} ${product.cutover ?? (product.cutoverWeek === null ? 'no day' : `week ${product.cutoverWeek}`)}`;

/** Where it stands does not matter: a row added above is no new finding. */
const findingKey = ({ code, server, column, value, message }: Finding): string =>
  [code, server, column, value, message].join('|');
