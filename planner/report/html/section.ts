import { html, type Markup } from './markup.js';

/** A part of the page with a heading that the contents name. */
export interface Section {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Iterable<Markup>;
  /** Begins on a new sheet. */
  readonly ownPage?: boolean;
  /** What is folded on screen is shown on paper. */
  readonly unfold?: boolean;
}

export function* sectionMarkup({ id, title, body, ownPage, unfold }: Section): Generator<Markup> {
  const classes = [ownPage === true ? 'own-page' : '', unfold === true ? 'unfold' : ''].filter((name) => name !== '');
  yield html`<section
    id="${id}"
    aria-labelledby="${id}-h"
    ${classes.length === 0 ? undefined : html` class="${classes.join(' ')}"`}
  >
    <h2 id="${id}-h">${title}</h2>
   `;
  yield* body;
  yield html`</section>
`;
}

/** Pieces that can be opened. */
export function* folded(summary: string, body: Iterable<Markup>): Generator<Markup> {
  yield html`<details><summary>${summary}</summary> `;
  yield* body;
  yield html`</details>
`;
}

export const look = { ascii: false, width: 120, colour: false } as const;
