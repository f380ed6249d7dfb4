import { cents, lineCents, type Cents } from '../model/money.js';
import { hoursPerMonth, type PriceBook } from '../pricing/book.js';
import { instanceLines } from '../pricing/lines.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';

/** Licences rented with the instances against licences that the company brings. */
export interface LicenceComparison {
  /** Servers whose Windows licence could be, or is, brought. */
  readonly windows: number;
  /** Servers with SQL Server included in the price. On RDS it always is, and cannot be brought. */
  readonly sqlServer: number;
  /** Rent of the licences that are in the recommended targets now. */
  readonly rentedCents: Cents;
  /** Rent of all of them, whether rented now or brought: what own licences are worth a month. */
  readonly worthCents: Cents;
  /** Licences whose price is not known. */
  readonly unpriced: number;
}

interface Rent {
  readonly cents: number;
  readonly unpriced: number;
}

/** What the licences of the recommended EC2 instances cost by the hour, which no commitment discounts. */
export function compareLicences(recommendations: readonly Recommendation[], book: PriceBook): LicenceComparison {
  const known = new Map<string, { readonly windows: Rent; readonly sqlServer: Rent }>();
  let [windows, sqlServer, rented, worth, unpriced] = [0, 0, 0, 0, 0];
  for (const { chosen } of recommendations) {
    const { target } = chosen;
    if (target.kind !== 'ec2') continue;
    const hasWindows = target.os === 'windows' || target.os === 'windows-byol';
    if (!hasWindows && target.sqlServer === undefined) continue;
    const key = `${target.instanceType} ${target.os} ${target.sqlServer ?? ''}`;
    let rent = known.get(key);
    if (rent === undefined)
      known.set(key, (rent = { windows: windowsRent(target, book), sqlServer: sqlRent(target, book) }));
    windows += hasWindows ? 1 : 0;
    sqlServer += target.sqlServer === undefined ? 0 : 1;
    rented += (target.os === 'windows' ? rent.windows.cents : 0) + rent.sqlServer.cents;
    worth += rent.windows.cents + rent.sqlServer.cents;
    unpriced += rent.windows.unpriced + rent.sqlServer.unpriced;
  }
  return { windows, sqlServer, rentedCents: cents(rented), worthCents: cents(worth), unpriced };
}

type Ec2 = Extract<Target, { kind: 'ec2' }>;

function windowsRent({ instanceType, os }: Ec2, book: PriceBook): Rent {
  if (os !== 'windows' && os !== 'windows-byol') return { cents: 0, unpriced: 0 };
  const included = book.ec2(instanceType, 'windows');
  const brought = book.ec2(instanceType, 'windows-byol');
  return included === undefined || brought === undefined
    ? { cents: 0, unpriced: 1 }
    : { cents: lineCents(included.usd, hoursPerMonth) - lineCents(brought.usd, hoursPerMonth), unpriced: 0 };
}

function sqlRent({ instanceType, os, sqlServer }: Ec2, book: PriceBook): Rent {
  if (sqlServer === undefined) return { cents: 0, unpriced: 0 };
  const price = (edition: Ec2['sqlServer']) => instanceLines({ instanceType, os, sqlServer: edition }, book);
  const included = price(sqlServer);
  const brought = price(undefined);
  return { cents: included.cents - brought.cents, unpriced: included.gaps.length - brought.gaps.length };
}
