import type { Finding, Severity } from '../../model/finding.js';
import type { Plan } from '../../plan/plan.js';
import { chooseFindings, placeText, severityCounts, severityText } from '../../view/plan/finding-list.js';
import { count, numberText } from '../../view/format.js';
import { html, nothing, type Markup } from './markup.js';
import { folded, type Section } from './section.js';

const listed = { most: 60, perCode: 12 } as const;

const words: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' };

type Shown = ReturnType<typeof chooseFindings>;

function item({ finding, alike }: Shown['shown'][number]): Markup {
  const { severity, message, remedy } = finding;
  const place = placeText(finding, '…');
  return html`<li class="${severity}">
    <p>
      <span class="word">${words[severity]}</span
      >${message}${place === '' ? nothing : html` <span class="quiet">${place}</span>`}
    </p>
    ${remedy === '' ? nothing : html`<p class="quiet">${remedy}</p>`}${alike === 0 ? nothing : html`<p class="quiet">and ${numberText(alike, 0)} more like this</p>`}
  </li> `;
}

function* list({ shown, left }: Shown): Generator<Markup> {
  yield html`<ul class="findings"> `;
  for (const each of shown) yield item(each);
  yield html`</ul>
`;
  if (left > 0) yield html`<p class="quiet">and ${count(left, 'other finding')}: <code>--json</code> lists them</p> `;
}

function* body(findings: readonly Finding[]): Generator<Markup> {
  const open = findings.filter(({ severity }) => severity !== 'info');
  const notes = findings.filter(({ severity }) => severity === 'info');
  if (findings.length > 0)
    yield html`<p>
      ${severityText(severityCounts(findings))}. An error blocks, a warning changes a number or a date, a note is worth
      knowing.
    </p> `;
  if (open.length > 0) yield* list(chooseFindings(open, listed));
  else yield html`<p>Nothing is open.</p> `;
  if (notes.length > 0) {
    const { info } = severityCounts(notes);
    yield* folded(count(info, 'note'), list(chooseFindings(notes, listed)));
  }
}

/** What to decide, most severe first. */
export function decisionsSection({ findings }: Plan): Section {
  const { error, warning } = severityCounts(findings);
  const open = error + warning;
  const title = open === 0 ? 'Nothing to decide' : `${count(open, 'thing')} to decide`;
  return { id: 'decide', title, body: body(findings) };
}
