import type { Commitment, CommittedRate, Ec2Os, InstanceType } from './book.js';
import { itemLabel } from './items.js';
import type { ListedBook } from './load.js';
import type { Rate } from './quote.js';

export const operatingSystems: readonly Ec2Os[] = ['linux', 'rhel', 'sles', 'windows', 'windows-byol'];

/** Every way to commit, in the order people compare them. */
export const commitments: readonly Commitment[] = (
  ['reserved', 'ec2-savings-plan', 'compute-savings-plan'] as const
).flatMap((kind) =>
  ([1, 3] as const).flatMap((years) =>
    (['none', 'partial', 'all'] as const).map((payment) => ({ kind, years, payment })),
  ),
);

/** An EC2 price; a rate of `undefined` is a gap. */
export interface ShownOnDemand {
  readonly os: Ec2Os;
  readonly rate: Rate | undefined;
}

export interface ShownCommitment {
  readonly os: Ec2Os;
  readonly commitment: Commitment;
  readonly price: CommittedRate;
}

/** A flat rate (`from` 0) or one tier of a rate. */
export interface ShownRate {
  readonly item: string;
  readonly label: string;
  readonly from: number;
  readonly rate: Rate;
}

/** What `prices show` tells: plain data for any output. */
export interface Shown {
  readonly region: string;
  readonly asOf: string;
  /** What was asked for. */
  readonly asked: string | undefined;
  /** Facts of the instance type, when it is one. */
  readonly type: InstanceType | undefined;
  readonly onDemand: readonly ShownOnDemand[];
  readonly commitments: readonly ShownCommitment[];
  readonly rates: readonly ShownRate[];
  /** Names like the one asked for, when nothing was found. */
  readonly similar: readonly string[];
}

export interface ShowFilter {
  readonly os?: Ec2Os | undefined;
  /** First segment of an item id: `ebs`, `rds`, `vpc`. */
  readonly service?: string | undefined;
}

/**
 * Prices of an EC2 type (`m7i.large`), of a database or cache class (`db.m7g.large`, `cache.t4g.small`) or of any item
 * whose id contains what was asked (`gp3`, `transfer.out`); without it, everything with a rate.
 */
export function showPrices(book: ListedBook, asked: string | undefined, filter: ShowFilter = {}): Shown {
  const systems = filter.os === undefined ? operatingSystems : [filter.os];
  const type = asked === undefined ? undefined : book.instanceType(asked);
  const isType = asked !== undefined && (type !== undefined || book.ec2(asked, 'linux') !== undefined);
  const rates = isType ? [] : shownRates(book, asked, filter.service);
  return {
    region: book.region,
    asOf: book.asOf,
    asked,
    type,
    onDemand: isType ? systems.map((os) => ({ os, rate: book.ec2(asked, os) })) : [],
    commitments: isType ? shownCommitments(book, asked, systems) : [],
    rates,
    similar: isType || rates.length > 0 || asked === undefined ? [] : similarTypes(book, asked),
  };
}

function shownCommitments(book: ListedBook, type: string, systems: readonly Ec2Os[]): readonly ShownCommitment[] {
  return systems.flatMap((os) =>
    commitments.flatMap((commitment) => {
      const price = book.committed(type, os, commitment);
      return price === undefined ? [] : [{ os, commitment, price }];
    }),
  );
}

function shownRates(book: ListedBook, asked: string | undefined, service: string | undefined): readonly ShownRate[] {
  return book
    .items()
    .filter((item) => service === undefined || item.startsWith(`${service}.`))
    .filter((item) => asked === undefined || segmentsInclude(item, asked))
    .flatMap((item) => {
      const label = itemLabel(item);
      const rate = book.rate(item);
      return rate === undefined
        ? book.tiers(item).map((tier) => ({ item, label, from: tier.from, rate: tier.rate }))
        : [{ item, label, from: 0, rate }];
    });
}

/** `gp3` is in `ebs.gp3.storage`, `db.m5.large` in `rds.mysql.db.m5.large.single`; `m5` is not in `elasticache.redis.cache.m5d.large`. */
const segmentsInclude = (item: string, asked: string): boolean => `.${item}.`.includes(`.${asked}.`);

/** At most five types of the same family, else of the same size, smallest first. */
function similarTypes(book: ListedBook, asked: string): readonly string[] {
  const [family = '', size = ''] = asked.toLowerCase().split('.', 2);
  const named = book.instanceTypes.filter((type) => book.ec2(type.name, 'linux') !== undefined);
  const near = named.filter((type) => type.family === family);
  const chosen =
    near.length > 0 ? near : named.filter((type) => type.family.startsWith(family) && type.name.endsWith(`.${size}`));
  return chosen
    .toSorted((a, b) => a.vcpus - b.vcpus || a.memoryGiB - b.memoryGiB)
    .slice(0, 5)
    .map((type) => type.name);
}
