import { type DutyStanding, restsOn } from '../../view/partners-status.js';
import { csvRow } from '../csv-row.js';
import type { TextDocument } from '../document/document.js';

/** A standing as data: schema `partners/v1`. */
export const standingJson = ({ duty, standing }: DutyStanding): object => {
  const { partner, product, direction, state, until, sent, confirmed, evidenced, waived, refused, lapsed } = standing;
  return {
    partner,
    product,
    direction,
    environment: duty.environment,
    state,
    addressSet: duty.addressSet,
    addresses: duty.addresses?.lines,
    leadTimeDays: duty.leadTime / 86_400_000,
    until: until === undefined ? undefined : new Date(until).toISOString(),
    sent,
    confirmed,
    evidenced,
    waived,
    refused,
    lapsed,
  };
};

export const statusJson = (rows: readonly DutyStanding[]): string =>
  `${JSON.stringify({ schema: 'partners/v1', standings: rows.map(standingJson) }, null, 2)}\n`;

const head = ['partner', 'product', 'direction', 'state', 'until', 'addressSet', 'restsOn'];
const cells = (row: DutyStanding): readonly string[] => {
  const { duty, standing } = row;
  return [
    duty.partner,
    duty.product,
    duty.direction,
    standing.state,
    standing.until === undefined ? '' : new Date(standing.until).toISOString(),
    duty.addressSet ?? '',
    restsOn(row),
  ];
};

export function* statusCsv(rows: readonly DutyStanding[]): Generator<string> {
  yield csvRow(head);
  for (const row of rows) yield csvRow(cells(row));
}

export const statusDocument = (rows: readonly DutyStanding[], company: string): TextDocument => ({
  title: `${company}: partners and the new addresses`,
  sections: [{ title: 'Where they stand', blocks: [{ kind: 'table', head, rows: rows.map(cells) }] }],
});
