import { html, type Markup, nothing } from '../html/markup.js';
import { pageHead } from '../html/page.js';
import { sectionMarkup } from '../html/section.js';
import { table } from '../html/table.js';
import type { Block, TextDocument } from './document.js';

function* markup(block: Block, id: string, caption: string): Generator<Markup> {
  switch (block.kind) {
    case 'text':
      yield html`<p>${block.text}</p> `;
      return;
    case 'list':
      yield html`<ul>
        ${block.items.map((item) => html`<li>${item}</li>`)}
      </ul> `;
      return;
    case 'facts':
      yield html`<dl>
        ${block.rows.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl> `;
      return;
    case 'table':
      yield* table({
        id,
        caption,
        columns: block.head.map((title, at) => ({ title, cell: (cells: readonly string[]) => cells[at] })),
        rows: block.rows,
      });
      return;
    case 'code':
      yield html`<pre><code>${block.lines.join('\n')}</code></pre> `;
  }
}

function* page(documents: readonly TextDocument[]): Generator<Markup> {
  yield pageHead(documents.map((each) => each.title).join(', '));
  yield html`<body>
    <main id="main">
   `;
  for (const [number, { title: heading, subtitle, sections }] of documents.entries()) {
    yield html`<header>
      <h1>${heading}</h1>
      ${subtitle === undefined ? nothing : html`<p class="facts">${subtitle}</p>`}
    </header> `;
    for (const [at, section] of sections.entries()) {
      const id = `s${number + 1}-${at + 1}`;
      const body = section.blocks.flatMap((block, index) => [...markup(block, `${id}-t${index + 1}`, section.title)]);
      yield* sectionMarkup({ id, title: section.title, body });
    }
  }
  yield html`</main></body></html>
    `;
}

/** One page that loads nothing and runs nothing. */
export function* documentHtml(documents: readonly TextDocument[]): Generator<string> {
  for (const { text } of page(documents)) yield text;
}
