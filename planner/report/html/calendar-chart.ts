import type { Calendar, CalendarRow, DaySpan, SpanKind } from '../../view/plan/calendar.js';
import { type Day, formatDay } from '../../model/day.js';
import { type Chart, percent, svg } from './charts.js';
import { html, type Markup, nothing, type Value } from './markup.js';

const head = 46;
const step = 46;

const lanes: Readonly<Record<SpanKind, { readonly top: number; readonly height: number }>> = {
  wait: { top: 33, height: 3 },
  build: { top: 18, height: 13 },
  keep: { top: 18, height: 13 },
  cutover: { top: 16, height: 17 },
};

/** Where a day lies, as a share of the width. */
type Place = (day: Day) => number;

/** The waves over time: a row for each product, in the order in which they move. */
export function calendarChart(chart: Chart, calendar: Calendar): Markup {
  const { from, to, rows } = calendar;
  const at: Place = (day) => Math.min(1, Math.max(0, (day - from) / (to - from)));
  const height = head + rows.length * step;
  const drawn = rows.map((row, index) => rowMarkup(row, head + index * step, at));
  return svg(chart, height, [
    freezes(calendar, at, height),
    axis(calendar, at, height),
    drawn,
    deadline(calendar, at, height),
  ]);
}

const freezes = (calendar: Calendar, at: Place, height: number): Value =>
  calendar.freezes.map((freeze) => {
    const x = at(freeze.from);
    const width = percent(at(freeze.to + 1) - x);
    return html`<rect class="freeze" x="${percent(x)}" y="38" width="${width}" height="${height - 38}">
      <title>${freezeText(freeze)}</title>
    </rect> `;
  });

/** A tick has its name to the right: none at the very end. */
const axis = ({ ticks }: Calendar, at: Place, height: number): Value =>
  ticks
    .filter(({ day }) => at(day) < 0.96)
    .map(({ day, text, year }) => {
      const x = percent(at(day));
      return html`<line class="grid" x1="${x}" x2="${x}" y1="20" y2="${height}" />
        <text class="tick" x="${x}" y="32" dx="4">${text}</text>
        ${year === '' ? nothing : html`<text class="tick" x="${x}" y="14" dx="4">${year}</text>`} `;
    });

function deadline({ contractEnd }: Calendar, at: Place, height: number): Markup {
  if (contractEnd === undefined) return nothing;
  const place = at(contractEnd + 1);
  const x = percent(place);
  const side = place < 0.4 ? html`dx="6"` : html`dx="-6" text-anchor="end"`;
  return html`<line class="deadline" x1="${x}" x2="${x}" y1="4" y2="${height}" />
    <text class="deadline halo" x="${x}" y="14" ${side}>contract ends ${formatDay(contractEnd)}</text> `;
}

function rowMarkup({ wave, label, note, cutover, spans }: CalendarRow, top: number, at: Place): Markup {
  return html`<text class="halo" x="0" y="${top + 12}">
      <tspan class="wave">${wave} ${label}</tspan>
      <tspan dx="4">${cutover}</tspan>
      <tspan class="more" dx="4">${note}</tspan>
    </text>
    ${spans.map((span) => spanMarkup(span, top, at))} `;
}

function spanMarkup({ kind, from, to, text }: DaySpan, top: number, at: Place): Markup {
  const lane = lanes[kind];
  // One day of a year is a hair: the cutover has a width of its own.
  const width = kind === 'cutover' ? '5' : percent(at(to) - at(from));
  return html`<rect
    class="${kind}"
    x="${percent(at(from))}"
    y="${top + lane.top}"
    width="${width}"
    height="${lane.height}"
  >
    <title>${text}</title>
  </rect> `;
}

export const freezeText = ({ from, to, why }: Calendar['freezes'][number]): string =>
  `${why}: ${formatDay(from)} to ${formatDay(to)}`;
