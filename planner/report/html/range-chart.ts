import { type Chart, percent, svg } from './charts.js';
import { html, type Markup } from './markup.js';

export interface Range {
  readonly label: string;
  readonly values: readonly number[];
  /** What the ends are, for the tooltip. */
  readonly text: string;
}

const head = 22;
const step = 40;

/** How far a figure moves to either side of where it stands ("tornado"): what is longest matters most. */
export function rangeChart(
  chart: Chart,
  base: { readonly value: number; readonly text: string },
  ranges: readonly Range[],
): Markup {
  const all = [base.value, ...ranges.flatMap(({ values }) => values)];
  const low = Math.min(...all);
  const spread = Math.max(1, Math.max(...all) - low);
  const at = (value: number): number => (value - low) / spread;
  const height = head + ranges.length * step;
  const middle = percent(at(base.value));
  const rows = ranges.map(({ label, values, text }, index) => {
    const top = head + index * step;
    const from = Math.min(base.value, ...values);
    const to = Math.max(base.value, ...values);
    return html`<g>
      <title>${text}</title>
      <rect
        class="worse"
        x="${percent(at(from))}"
        y="${top + 19}"
        width="${percent(at(base.value) - at(from))}"
        height="12"
      />
      <rect class="better" x="${middle}" y="${top + 19}" width="${percent(at(to) - at(base.value))}" height="12" />
      <text class="halo" x="0" y="${top + 13}">${label}</text>
    </g> `;
  });
  return svg(chart, height, [
    html`<line class="stay" x1="${middle}" x2="${middle}" y1="18" y2="${height}" />
      <text class="more" x="0" y="12">${base.text}</text> `,
    rows,
  ]);
}
