import type { PartnerDuty } from '../partners/duties.js';
import type { Standing, PartnerState } from '../partners/standing.js';
import { count } from './format.js';
import { blank, line, type Line, type Look, span, type Tone } from './look.js';
import { foldSigns, symbolsOf } from './symbols.js';
import { type Column, tableLines } from './table.js';
import { safeText, wrap } from './text.js';

/** A duty and where it stands. */
export interface DutyStanding {
  readonly duty: PartnerDuty;
  readonly standing: Standing;
}

const tones: Readonly<Record<PartnerState, Tone>> = {
  identified: 'warning',
  notified: 'plain',
  confirmed: 'good',
  evidenced: 'good',
  waived: 'warning',
  lapsed: 'bad',
};

const day = (at: string | number): string => new Date(at).toISOString().slice(0, 10);

/** When it came into this state. */
function since({ state, sent, confirmed, evidenced, waived, lapsed }: Standing): string {
  const fact = { identified: undefined, notified: sent, confirmed, evidenced, waived, lapsed: lapsed?.fact }[state];
  return fact === undefined ? '' : day(fact.at);
}

/** What the state rests on, in a few words; a waiver beside it is what lets a stricter policy pass. */
export function restsOn(row: DutyStanding): string {
  const { state, waived } = row.standing;
  const own = ownRest(row);
  return waived === undefined || state === 'waived' || state === 'evidenced'
    ? own
    : `waived until ${day(waived.until)}: ${waived.because}; ${own}`;
}

/** What the partner was asked for: the notice's day, which keeps once it is sent. */
function expected({ duty, standing: { notice, sent } }: DutyStanding): string {
  if (notice !== undefined) return notice.dates.addBy;
  return sent === undefined ? '' : day(Date.parse(sent.at) + duty.leadTime);
}

function ownRest(row: DutyStanding): string {
  const { duty, standing } = row;
  const { state, sent, confirmed, evidenced, waived, lapsed, refused } = standing;
  if (refused !== undefined)
    return `${count(refused.count, 'connection')} turned away by our side, last ${refused.last.slice(0, 16)}Z`;
  switch (state) {
    case 'evidenced':
      return evidenced === undefined
        ? ''
        : `${count(evidenced.count, 'flow')} from ${evidenced.peers.join(' ')}, last ${evidenced.last.slice(0, 16)}Z`;
    case 'confirmed':
      return confirmed === undefined ? '' : `via ${confirmed.via}, noted by ${confirmed.by}`;
    case 'waived':
      return waived === undefined ? '' : `${waived.because}, by ${waived.by}`;
    case 'notified':
      return sent === undefined ? '' : `expected by ${expected(row)}; told via ${sent.via}`;
    case 'lapsed':
      return lapsed === undefined
        ? ''
        : lapsed.because === 'addresses'
          ? 'the addresses changed since'
          : 'its time is over';
    default:
      return duty.addressSet === undefined ? 'addresses not deployed yet' : '';
  }
}

/** The command that comes next; none where nothing is open. */
export function nextCommand({ duty, standing }: DutyStanding, policy: 'confirmed' | 'evidenced'): string {
  const { partner, product, direction, environment } = duty;
  const which = `${partner} --product ${product} --direction ${direction}`;
  if (duty.addressSet === undefined)
    return `npx cdktf deploy ${environment}-addresses --outputs-file outputs/${environment}-addresses.json`;
  const { state, notice, sent, waived } = standing;
  if (state === 'evidenced' || waived !== undefined || (state === 'confirmed' && policy === 'confirmed')) return '';
  if (state === 'confirmed') return `plan-migration partners evidence ${which}`;
  if (state === 'notified') return `plan-migration partners confirm ${which} --via HOW`;
  return notice === undefined || sent !== undefined
    ? `plan-migration partners notice ${which}`
    : `plan-migration partners sent ${which} --via HOW`;
}

const columns = (look: Look): readonly Column<DutyStanding>[] => [
  { id: 'partner', title: 'PARTNER', priority: 0, cell: ({ duty }) => safeText(duty.partner) },
  { id: 'product', title: 'PRODUCT', priority: 0, cell: ({ duty }) => safeText(duty.product) },
  { id: 'direction', title: 'DIRECTION', priority: 0, cell: ({ duty }) => duty.direction },
  {
    id: 'state',
    title: 'STATE',
    priority: 0,
    cell: ({ standing: { state, refused } }) =>
      refused === undefined ? span(state, tones[state]) : span(`${state}, refused`, 'bad'),
  },
  { id: 'since', title: 'SINCE', priority: 2, cell: ({ standing }) => since(standing) },
  {
    id: 'until',
    title: 'UNTIL',
    priority: 3,
    cell: ({ standing: { until } }) => (until === undefined ? '' : day(until)),
  },
  { id: 'set', title: 'ADDRESSES', priority: 4, tone: 'quiet', cell: ({ duty }) => duty.addressSet ?? '' },
  {
    id: 'rests',
    title: 'RESTS ON',
    priority: 1,
    min: 20,
    cell: (row) => (look.ascii ? foldSigns(safeText(restsOn(row))) : safeText(restsOn(row))),
  },
];

/**
 * Where every partner stands, and the command that comes next.
 * @param whole nothing is cut to the width: it is read by a program, or aloud
 */
export function partnersStatus(
  rows: readonly DutyStanding[],
  policyOf: (product: string) => 'confirmed' | 'evidenced',
  look: Look,
  whole = false,
): readonly Line[] {
  if (rows.length === 0) return [line('The estate names no partners here: nobody has to be told.')];
  const { ellipsis } = symbolsOf(look);
  const open = rows
    .map((row) => nextCommand(row, policyOf(row.duty.product)))
    .filter((command, at, all) => command !== '' && all.indexOf(command) === at);
  const next =
    open.length === 0
      ? [line('Nothing is open.', 'good')]
      : open.flatMap((command, at) =>
          wrap(`${at === 0 ? 'Next: ' : '      '}${safeText(command)}`, look.width).map((part) => line(part)),
        );
  return [...tableLines(columns(look), rows, { width: whole ? Infinity : look.width, ellipsis }), blank, ...next];
}
