import type { Commitment } from '../pricing/book.js';
import type { BookDiff, PriceChange } from '../pricing/diff.js';
import type { Rate } from '../pricing/quote.js';
import type { Shown } from '../pricing/show.js';
import { count, numberText } from './format.js';
import { line, type Line, type Look, paintAll, stack } from './look.js';
import { symbolsOf } from './symbols.js';
import { type Column, tableLines } from './table.js';
import { safeText } from './text.js';

interface Row {
  readonly what: string;
  readonly rate: Rate | undefined;
  readonly note: string;
}

const columns: readonly Column<Row>[] = [
  { id: 'what', title: 'PRICE', cell: ({ what }) => what, priority: 0, min: 16 },
  {
    id: 'usd',
    title: 'USD',
    cell: ({ rate }) => (rate === undefined ? 'unknown' : `$${rate.usd}`),
    align: 'right',
    priority: 0,
  },
  { id: 'unit', title: 'PER', cell: ({ rate }) => rate?.unit ?? '', priority: 1 },
  { id: 'note', title: '', cell: ({ note }) => note, priority: 3 },
  { id: 'kind', title: 'KIND', cell: ({ rate }) => rate?.kind ?? '', priority: 2 },
  { id: 'asOf', title: 'AS OF', cell: ({ rate }) => rate?.asOf ?? '', priority: 2 },
  { id: 'source', title: 'SOURCE', cell: ({ rate }) => safeText(rate?.source ?? ''), priority: 4, min: 12 },
];

/** `1y reserved, no upfront` */
export const commitmentName = ({ kind, years, payment }: Commitment): string =>
  `${years}y ${kind.replaceAll('-', ' ')}, ${payment === 'none' ? 'no' : payment} upfront`;

/** What `prices show` prints: facts of the type, then every price with where it comes from. */
export function shownText(shown: Shown, look: Look): string {
  const options = { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent: 2 };
  const { type } = shown;
  const head = `${safeText(shown.asked ?? 'all prices')} in ${shown.region}, prices of ${shown.asOf}`;
  const blocks: (readonly Line[])[] = [[line(head, 'strong')]];
  if (type !== undefined) {
    const facts = [
      count(type.vcpus, 'vCPU'),
      `${numberText(type.memoryGiB)} GiB`,
      type.arch,
      type.burstable ? `burstable, baseline ${numberText(type.baselinePct)} %` : undefined,
      type.ebsBaselineIops === undefined ? undefined : `EBS ${numberText(type.ebsBaselineIops, 0)} IOPS`,
      type.networkBaselineGbps === undefined ? undefined : `network ${numberText(type.networkBaselineGbps)} Gbps`,
      type.currentGeneration ? undefined : 'previous generation',
    ];
    blocks.push([line(`  ${facts.filter((fact) => fact !== undefined).join(', ')}`)]);
  }
  const rows: Row[] = [
    ...shown.onDemand.map(({ os, rate }) => ({ what: `on demand, ${os}`, rate, note: '' })),
    ...shown.commitments.map(({ os, commitment, price }) => ({
      what: `${commitmentName(commitment)}, ${os}`,
      rate: { ...price.hourly, usd: price.effectiveHourlyUsd },
      note: Number(price.upfrontUsd) > 0 ? `$${price.upfrontUsd} up front, counted by the hour` : '',
    })),
    ...shown.rates.map(({ item, from, rate }) => ({
      what: item,
      rate,
      note: from > 0 ? `from ${numberText(from, 0)}` : '',
    })),
  ];
  if (rows.length > 0) blocks.push(tableLines(columns, rows, options));
  else
    blocks.push([
      line(
        `  No price is known. ${shown.similar.length > 0 ? `Did you mean ${shown.similar.join(', ')}?` : 'prices refresh fetches the price list.'}`,
      ),
    ]);
  return paintAll(stack(blocks), look.colour);
}

const dollars = (rate: Rate | undefined): string => (rate === undefined ? 'unknown' : `$${rate.usd}`);

const changeColumns: readonly Column<PriceChange>[] = [
  {
    id: 'item',
    title: 'PRICE',
    cell: ({ item, from }) => (from > 0 ? `${item} from ${numberText(from, 0)}` : item),
    priority: 0,
    min: 16,
  },
  { id: 'before', title: 'BUILT IN', cell: ({ before }) => dollars(before), align: 'right', priority: 0 },
  { id: 'after', title: 'REFRESHED', cell: ({ after }) => dollars(after), align: 'right', priority: 0 },
  {
    id: 'change',
    title: 'CHANGE',
    cell: ({ changePct }) => (changePct === undefined ? '' : `${changePct > 0 ? '+' : ''}${numberText(changePct)} %`),
    align: 'right',
    priority: 1,
  },
  { id: 'unit', title: 'PER', cell: ({ before, after }) => (after ?? before)?.unit ?? '', priority: 2 },
];

/** What `prices diff` prints. */
export function diffText(diff: BookDiff, look: Look): string {
  const options = { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent: 2 };
  const head = `${diff.region}: refreshed ${diff.asOfAfter} against built in ${diff.asOfBefore}: ${count(diff.changes.length, 'price')} differ, ${numberText(diff.same, 0)} the same`;
  return paintAll(
    stack([[line(head, 'strong')], diff.changes.length === 0 ? [] : tableLines(changeColumns, diff.changes, options)]),
    look.colour,
  );
}
