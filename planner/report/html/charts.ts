import { html, type Markup, type Value } from './markup.js';

/**
 * Charts as inline SVG. Horizontal positions are percentages of the width, vertical ones pixels: a chart fits any page and its
 * text keeps its size. All figures of a chart are also in a table beside it; for screen readers it is one image with a description.
 */
export interface Chart {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export const percent = (share: number): string => `${Number((share * 100).toFixed(3))}%`;

/** The frame of a chart. */
export function svg({ id, title, description }: Chart, height: number, content: Value): Markup {
  return html`<svg role="img" aria-labelledby="${id}-t ${id}-d" width="100%" height="${height}">
    <title id="${id}-t">${title}</title>
    <desc id="${id}-d">${description}</desc>
    ${content}
  </svg> `;
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly tone: 'now' | 'plain' | 'best';
}

const barStep = 48;

/** Horizontal bars from zero, label and figure above each. */
export function barChart(chart: Chart, bars: readonly Bar[]): Markup {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rows = bars.map(({ label, value, text, tone }, index) => {
    const top = index * barStep;
    return html`<text x="0" y="${top + 14}">${label}</text><text class="figure" x="100%" y="${top + 14}">${text}</text>
      <rect class="track" x="0" y="${top + 21}" width="100%" height="16" rx="2" /><rect
        class="bar ${tone}"
        x="0"
        y="${top + 21}"
        width="${percent(value / most)}"
        height="16"
        rx="2"
      /> `;
  });
  return svg(chart, bars.length * barStep - 8, rows);
}

/** A round step (1, 2 or 5 times a power of ten) that divides the range into about so many parts. */
export function niceStep(range: number, parts: number): number {
  if (range <= 0) return 1;
  const raw = range / parts;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= raw) ?? 10;
  return factor * power;
}

/** Round numbers that cover a range; zero is always among them. */
export function ticksOf(from: number, to: number, parts = 4): readonly number[] {
  const low = Math.min(0, from);
  const high = Math.max(0, to);
  const step = niceStep(high - low, parts);
  const ticks: number[] = [];
  for (let at = Math.floor(low / step); at * step < high + step; at += 1) ticks.push(at * step);
  return ticks;
}
