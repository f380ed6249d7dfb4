import { formatDay, type Day } from '../../waves/calendar.js';
import type { Calendar, CalendarRow, DaySpan, SpanKind } from '../../view/calendar.js';
import { svg, percent, type Chart } from './charts.js';
import { html, nothing, type Markup } from './markup.js';

const head = 46;
const step = 40;

const heights: Readonly<Record<SpanKind, readonly [top: number, height: number]>> = {
  wait: [34, 3],
  build: [18, 13],
  keep: [18, 13],
  cutover: [16, 17],
};

/** The waves over time: a row for each product, in the order in which they move. */
export function calendarChart(chart: Chart, calendar: Calendar): Markup {
  const { from, to, rows, ticks, freezes, contractEnd } = calendar;
  const at = (day: Day): number => Math.min(1, Math.max(0, (day - from) / (to - from)));
  const height = head + rows.length * step + 4;
  const wide = (first: Day, end: Day): string => percent(at(end) - at(first));
  const bands = freezes.map(
    (freeze) =>
      html`<rect
        class="freeze"
        x="${percent(at(freeze.from))}"
        y="${head - 8}"
        width="${wide(freeze.from, freeze.to + 1)}"
        height="${height - head + 8}"
        ><title>${freezeText(freeze)}</title></rect
      > `,
  );
  const axis = ticks.map(
    ({ day, text, year }) =>
      html`<line class="grid" x1="${percent(at(day))}" x2="${percent(at(day))}" y1="20" y2="${height}" /><text
          class="tick"
          x="${percent(at(day))}"
          y="32"
          dx="4"
          >${text}</text
        >${year === '' ? nothing : html`<text class="tick" x="${percent(at(day))}" y="14" dx="4">${year}</text>`} `,
  );
  const end =
    contractEnd === undefined
      ? nothing
      : html`<line
            class="deadline"
            x1="${percent(at(contractEnd + 1))}"
            x2="${percent(at(contractEnd + 1))}"
            y1="4"
            y2="${height}"
          /><text
            class="deadline"
            x="${percent(at(contractEnd + 1))}"
            y="14"
            ${at(contractEnd) < 0.3 ? html` dx="6"` : html` dx="-6" text-anchor="end"`}
            >contract ends ${formatDay(contractEnd)}</text
          > `;
  return svg(chart, height, [
    bands,
    axis,
    rows.map((row, index) =>
      rowMarkup(row, head + index * step, (span) => [percent(at(span.from)), wide(span.from, span.to)]),
    ),
    end,
  ]);
}

function rowMarkup(
  { wave, label, note, cutover, spans }: CalendarRow,
  top: number,
  place: (span: DaySpan) => readonly [x: string, width: string],
): Markup {
  const bars = spans.map((span) => {
    const [x, width] = place(span);
    const [offset, height] = heights[span.kind];
    // One day of a year is a hair: the cutover has a width of its own.
    const shape = span.kind === 'cutover' ? html`width="5"` : html`width="${width}"`;
    return html`<rect class="${span.kind}" x="${x}" y="${top + offset}" ${shape} height="${height}"
      ><title>${span.text}</title></rect
    >`;
  });
  const more = note === '' ? nothing : html`<tspan class="more" dx="8">${note}</tspan>`;
  return html`<text class="halo" x="0" y="${top + 12}"
      ><tspan class="wave">${wave}</tspan><tspan dx="8">${label}</tspan>${more}</text
    ><text class="figure halo" x="100%" y="${top + 12}">${cutover}</text>
    ${bars} `;
}

export const freezeText = ({ from, to, why }: Calendar['freezes'][number]): string =>
  `${why}: ${formatDay(from)} to ${formatDay(to)}`;
