import { cents, lineCents, type Cents } from '../model/money.js';
import { hoursPerMonth, type PriceBook } from '../pricing/book.js';
import { instanceLines } from '../pricing/lines.js';
import type { AlikeInstances, InstanceCount } from './instances.js';

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
export function compareLicences(instances: InstanceCount, book: PriceBook): LicenceComparison {
  let [windows, sqlServer, rented, worth, unpriced] = [0, 0, 0, 0, 0];
  for (const kind of instances.kinds()) {
    const { os, chosen } = kind;
    const hasWindows = os === 'windows' || os === 'windows-byol';
    if (chosen === 0 || (!hasWindows && kind.sqlServer === undefined)) continue;
    const rents = { windows: windowsRent(kind, book), sqlServer: sqlRent(kind, book) };
    windows += hasWindows ? chosen : 0;
    sqlServer += kind.sqlServer === undefined ? 0 : chosen;
    rented += chosen * ((os === 'windows' ? rents.windows.cents : 0) + rents.sqlServer.cents);
    worth += chosen * (rents.windows.cents + rents.sqlServer.cents);
    unpriced += chosen * (rents.windows.unpriced + rents.sqlServer.unpriced);
  }
  return { windows, sqlServer, rentedCents: cents(rented), worthCents: cents(worth), unpriced };
}

function windowsRent({ instanceType, os }: AlikeInstances, book: PriceBook): Rent {
  if (os !== 'windows' && os !== 'windows-byol') return { cents: 0, unpriced: 0 };
  const included = book.ec2(instanceType, 'windows');
  const brought = book.ec2(instanceType, 'windows-byol');
  return included === undefined || brought === undefined
    ? { cents: 0, unpriced: 1 }
    : { cents: lineCents(included.usd, hoursPerMonth) - lineCents(brought.usd, hoursPerMonth), unpriced: 0 };
}

function sqlRent({ instanceType, os, sqlServer }: AlikeInstances, book: PriceBook): Rent {
  if (sqlServer === undefined) return { cents: 0, unpriced: 0 };
  const price = (edition: AlikeInstances['sqlServer']) => instanceLines({ instanceType, os, sqlServer: edition }, book);
  const included = price(sqlServer);
  const brought = price(undefined);
  return { cents: included.cents - brought.cents, unpriced: included.gaps.length - brought.gaps.length };
}
