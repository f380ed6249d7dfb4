import { html, type Markup, nothing } from './markup.js';

/** A part of the page with a heading that the contents name. */
export interface Section {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly body: Iterable<Markup>;
  /** Begins on a new sheet. */
  readonly ownPage?: boolean;
}

export function* sectionMarkup({ id, title, body, ownPage }: Section): Generator<Markup> {
  yield html`<section id="${id}" aria-labelledby="${id}-h" ${ownPage === true ? html`class="own-page"` : nothing}>
    <h2 id="${id}-h">${title}</h2>
   `;
  yield* body;
  yield html`</section> `;
}

/** Pieces that can be opened; `kept`: that stay closed on paper. */
export function* folded(summary: string, body: Iterable<Markup>, kept = false): Generator<Markup> {
  yield html`<details ${kept ? html`class="kept"` : nothing}><summary>${summary}</summary> `;
  yield* body;
  yield html`</details>
`;
}

export const look = { ascii: false, width: 120, colour: false } as const;
