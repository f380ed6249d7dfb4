import type { Cents } from '../model/money.js';

export const billScopes = ['flat', 'server', 'rack'] as const;

/** What an item of a hosting bill pays for. */
export type BillScope = (typeof billScopes)[number];

/** A line of the hosting bill. */
export interface BillItem {
  readonly item: string;
  readonly scope: BillScope;
  /**
   * Names of servers: the one that a `server` item is for, those in the rack of a `rack` item.
   * Empty for `flat`, and for a rack that holds the whole estate.
   */
  readonly servers: readonly string[];
  readonly monthlyCents: Cents;
  /** Last day that is paid whatever happens, `2027-08-31`. After it the item ends with its servers. */
  readonly until: string | undefined;
  /** Row in the file, as a spreadsheet numbers it. */
  readonly row?: number;
}

/** The hosting bill: one sum, or its lines. */
export type Bill =
  | { readonly kind: 'total'; readonly monthlyUsd: number; readonly source?: string }
  | { readonly kind: 'items'; readonly items: readonly BillItem[]; readonly source: string };
