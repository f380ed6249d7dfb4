import type { Plan } from '../../plan/plan.js';
import { count } from '../../view/format.js';
import { nextStep } from '../../view/plan/next-step.js';
import { planTitle, pricesText } from '../../view/plan/summary.js';
import { inChunks } from '../chunks.js';
import { answerSection } from './answer.js';
import { assumptionsSection, rowsSection } from './basis.js';
import { businessSection } from './business.js';
import { decisionsSection } from './decisions.js';
import { html, nothing, type Markup } from './markup.js';
import { pageHead } from './page.js';
import { sectionMarkup, type Section } from './section.js';
import { detailSection, serversSection } from './servers.js';
import { wavesSection } from './waves.js';

/** On paper what is folded is open, unless that makes a book. */
const serversUnfolded = 30;

function sectionsOf(plan: Plan): readonly Section[] {
  return [
    answerSection(plan),
    decisionsSection(plan),
    wavesSection(plan),
    plan.business === undefined ? undefined : businessSection(plan.business),
    serversSection(plan),
    assumptionsSection(plan),
    rowsSection(plan),
    detailSection(plan),
  ].filter((section) => section !== undefined);
}

function* markup(plan: Plan): Generator<Markup> {
  const title = planTitle(plan);
  const sections = sectionsOf(plan);
  const { inputs, estateFile } = plan;
  const read = [...inputs, ...(estateFile === undefined ? [] : [estateFile])];
  yield pageHead(`${title}: plan for AWS`);
  yield html`<body>
    <a class="skip" href="#main">Skip to the answer</a>
    <header>
      <h1>${title}: ${count(plan.servers.length, 'server')} to AWS</h1>
      <p class="facts">${plan.book.region} on demand, ${pricesText(plan)}</p>
      <nav aria-label="Contents">
        <ul>
          ${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}
        </ul>
      </nav>
    </header>
    <main id="main" tabindex="-1" ${plan.servers.length <= serversUnfolded ? html`class="unfold"` : nothing}>
   `;
  for (const section of sections) yield* sectionMarkup(section);
  yield html`</main>
<footer>
<p>Next: <code>${nextStep(plan)}</code></p>
<p>Read from ${read.slice(0, 8).join(', ')}${read.length > 8 ? html` and ${count(read.length - 8, 'other file')}` : nothing}. The same input makes the same file.</p>
</footer>
</body>
</html>
`;
}

function* texts(plan: Plan): Generator<string> {
  for (const { text } of markup(plan)) yield text;
}

/** The plan as one HTML file that loads nothing and runs nothing, in chunks: readable on screen, on paper and by a screen reader. */
export const planHtml = (plan: Plan): Iterable<string> => inChunks(texts(plan));
