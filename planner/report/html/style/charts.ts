import { css } from '../markup.js';

export const charts = css`
  figure {
    margin: 1rem 0;
    forced-color-adjust: none;
    background: var(--page);
    color: var(--ink);
  }
  figcaption {
    font-weight: 650;
    margin-bottom: 0.75rem;
  }
  svg {
    display: block;
    overflow: visible;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  svg text {
    fill: var(--ink);
  }
  svg .figure {
    text-anchor: end;
    font-weight: 650;
  }
  svg .wave {
    font-weight: 650;
  }
  svg .more,
  svg .tick {
    fill: var(--quiet);
  }
  svg .tick {
    font-size: 0.75rem;
  }
  svg .halo {
    paint-order: stroke;
    stroke: var(--page);
    stroke-width: 4px;
    stroke-linejoin: round;
  }
  .grid {
    stroke: var(--line);
  }
  .zero {
    stroke: var(--quiet);
  }
  .track {
    fill: var(--track);
  }
  .bar {
    fill: var(--bar);
  }
  .bar.now {
    fill: var(--legacy);
  }
  .bar.best {
    fill: var(--good);
  }
  .legacy {
    fill: var(--legacy);
  }
  .aws {
    fill: var(--bar);
  }
  .once {
    fill: var(--once);
  }
  .worse {
    fill: var(--worse);
  }
  .better {
    fill: var(--better);
  }
  .wait {
    fill: var(--wait);
  }
  .build {
    fill: var(--build);
  }
  .keep {
    fill: var(--keep);
  }
  .cutover {
    fill: var(--cutover);
  }
  .freeze {
    fill: var(--freeze);
  }
  line.deadline {
    stroke: var(--bad);
    stroke-width: 2;
  }
  svg text.deadline {
    fill: var(--bad);
    font-weight: 650;
  }
  .stay {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .curve {
    stroke: var(--accent);
    stroke-width: 2.5;
    stroke-linecap: round;
  }
  circle.mark,
  svg text.mark {
    fill: var(--good);
    font-weight: 650;
  }
  @media (max-width: 44rem) {
    svg .more {
      display: none;
    }
  }
  .ranges p {
    margin: 0.35rem 0 0.1rem;
    font-size: 0.8125rem;
    max-width: none;
  }
  .plot {
    display: flex;
    gap: 0.5rem;
  }
  .plot .axis {
    flex: none;
    width: 3.75rem;
  }
  .plot .axis text {
    text-anchor: end;
  }
  .plot svg + svg {
    flex: 1;
    min-width: 0;
  }
  .legend {
    list-style: none;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0.75rem 0;
    padding: 0;
    font-size: 0.875rem;
    color: var(--quiet);
  }
  .legend svg {
    display: inline-block;
    vertical-align: -0.1em;
    margin-right: 0.4rem;
  }
`;
