import { type Chart, percent } from './charts.js';
import { html, type Markup } from './markup.js';

export interface Range {
  readonly label: string;
  readonly values: readonly number[];
}

/**
 * How far a figure moves to either side of where it stands ("tornado"): what is longest matters most.
 * The labels are sentences, so the rows are text that wraps, with a drawing under each.
 */
export function rangeChart({ id, title, description }: Chart, value: number, ranges: readonly Range[]): Markup {
  const all = [value, ...ranges.flatMap(({ values }) => values)];
  const low = Math.min(...all);
  const spread = Math.max(1, Math.max(...all) - low);
  const at = (figure: number): number => (figure - low) / spread;
  const middle = percent(at(value));
  const rows = ranges.map(({ label, values }) => {
    const from = at(Math.min(value, ...values));
    const to = at(Math.max(value, ...values));
    return html`<p>${label}</p>
      <svg width="100%" height="14">
        <rect class="worse" x="${percent(from)}" width="${percent(at(value) - from)}" y="1" height="12" />
        <rect class="better" x="${middle}" width="${percent(to - at(value))}" y="1" height="12" />
        <line class="zero" x1="${middle}" x2="${middle}" y1="0" y2="14" />
      </svg> `;
  });
  return html`<div class="ranges" id="${id}" role="img" aria-label="${title}. ${description}">${rows}</div> `;
}
