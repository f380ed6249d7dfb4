import { html, type Markup, type Value } from './markup.js';

export interface Column<T> {
  readonly title: string;
  /** `number`: to the right, never broken. `short`: never broken. `long`: at least as wide as a few words. */
  readonly kind?: 'number' | 'short' | 'long';
  cell(row: T, index: number): Value;
}

export interface TableOf<T> {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
}

/** A table with caption and header cells. It scrolls inside itself where it is wider than the page, also by keyboard. */
export function* table<T>({ id, caption, columns, rows }: TableOf<T>): Generator<Markup> {
  const classes = columns.map(({ kind }) => (kind === undefined ? undefined : html` class="${kind}"`));
  const head = columns.map(({ title }, at) => html`<th scope="col" ${classes[at]}>${title}</th>`);
  yield html`<div class="scroll" role="group" aria-labelledby="${id}" tabindex="0">
    <table>
      <caption>
        <span id="${id}">${caption}</span>
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
   `;
  for (const [index, row] of rows.entries()) {
    const cells = columns.map((column, at) => {
      const cell = column.cell(row, index);
      return at === 0 ? html`<th scope="row" ${classes[at]}>${cell}</th>` : html`<td${classes[at]}>${cell}</td>`;
    });
    yield html`<tr>
      ${cells}
    </tr> `;
  }
  yield html`</tbody></table></div>
    `;
}
