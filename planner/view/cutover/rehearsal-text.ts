import { count, numberText } from '../format.js';
import { line, type Line, type Look, span, type Span, stack, type Tone } from '../look.js';
import { foldSigns, symbolsOf } from '../symbols.js';
import { pad, safeText, truncate, wrap } from '../text.js';
import type { Phase, RehearsalView, RehearsedView } from './rehearsal.js';
import { dateText, spanText } from './spans.js';
import type { Told } from './story.js';

const day = 86_400_000;
const mark: Readonly<Record<Told['tone'], string>> = { plain: ' ', good: '+', warning: '!', bad: 'x' };

/** A rehearsal for people: how it went, all products in one calendar, then what happened to each. */
export function rehearsalLines(view: RehearsalView, look: Look): readonly Line[] {
  const blocks = [heading(view, look), calendar(view, look)];
  for (const product of view.products) blocks.push(productLines(product, view, look));
  blocks.push(ending(view, look));
  return stack(blocks);
}

function heading({ products, seed, fault, from, to, standIn }: RehearsalView, look: Look): readonly Line[] {
  const what = products.length === 1 ? (products[0]?.product ?? '') : count(products.length, 'product');
  const { separator, becomes } = symbolsOf(look);
  const title = [
    `rehearsal of ${safeText(what)}`,
    `seed ${seed}`,
    ...(fault === undefined ? [] : [`fault ${fault}`]),
    `virtual time ${dateText(from)} ${becomes} ${dateText(to)} (${numberText((to - from) / day, 0)} days)`,
  ].join(` ${separator} `);
  return [
    line(title, 'strong'),
    ...(standIn
      ? [
          line(
            foldFor(look)(
              'Nothing real was touched. Addresses that are not deployed are stand-ins from 203.0.113.0/24.',
            ),
            'quiet',
          ),
        ]
      : []),
  ];
}

const foldFor =
  (look: Look) =>
  (text: string): string =>
    look.ascii || look.linear === true ? foldSigns(text) : text;

const order: readonly Phase[] = ['partners', 'prepare', 'keep', 'shift'];

/** One lane a product. A shift is short beside the waits, and is drawn over what lies around it. */
function calendar({ products, from, to }: RehearsalView, look: Look): readonly Line[] {
  if (look.linear === true || to <= from || look.width < 60) return [];
  const { calendar: signs } = symbolsOf(look);
  const sign: Readonly<Record<Phase, string>> = {
    partners: signs.wait,
    prepare: signs.build,
    shift: signs.cutover,
    keep: signs.keep,
    rollback: signs.freeze,
  };
  const names = Math.min(24, Math.max(...products.map(({ product }) => product.length)));
  const columns = look.width - names - 4;
  const at = (time: number): number => Math.min(columns - 1, Math.floor(((time - from) / (to - from)) * columns));
  const lanes = products.map(({ product, lane }): Line => {
    const cells = Array.from({ length: columns }, () => ' ');
    for (const phase of order)
      for (const stretch of lane.filter((one) => one.phase === phase))
        for (let i = at(stretch.from); i <= at(stretch.to); i += 1) cells[i] = sign[phase];
    return [
      span(`  ${pad(truncate(safeText(product), names, '.'), names)}  `),
      span(cells.join('').trimEnd(), 'accent'),
    ];
  });
  const axis = `${dateText(from)}${' '.repeat(Math.max(1, columns - 20))}${dateText(to)}`;
  const legend = `${sign.partners} partners   ${sign.prepare} preparing   ${sign.shift} shifting   ${sign.keep} bake, drain, legacy kept`;
  return [line(`${' '.repeat(names + 4)}${axis}`, 'quiet'), ...lanes, line(`  ${pad('', names)}  ${legend}`, 'quiet')];
}

function productLines(product: RehearsedView, { from }: RehearsalView, look: Look): readonly Line[] {
  const fold = foldFor(look);
  const rows = product.story.flatMap(({ at, what, tone }) => {
    const when = `day ${String(Math.floor((at - from) / day)).padStart(3)}`;
    const [first = '', ...more] = wrap(fold(safeText(what)), look.width - 14);
    return [
      [span(`  ${when} ${mark[tone]} `, 'quiet'), span(first, toneOf(tone))],
      ...more.map((part): Line => [span(' '.repeat(12)), span(part, toneOf(tone))]),
    ];
  });
  return [
    line(`${safeText(product.product)} (${product.env})`, 'strong'),
    ...rows,
    ...clientLines(product, look),
    endLine(product, from, look),
  ];
}

const tones: Readonly<Record<Told['tone'], Tone>> = { plain: 'plain', good: 'good', warning: 'warning', bad: 'bad' };
const toneOf = (tone: Told['tone']): Tone => tones[tone];

/** What clients saw over the shifts. */
function clientLines(
  { curve, allowed, wrong, answers, exposure, pointOfNoReturn }: RehearsedView,
  look: Look,
): readonly Line[] {
  if (answers === 0) return [];
  const fold = foldFor(look);
  const curveLine: readonly Line[] =
    curve.length === 0 ? [] : [[span('  clients on AWS  '), ...curveSpans(curve, look)]];
  const way = `a rollback would have had every client on legacy within ${spanText(exposure)}${pointOfNoReturn === undefined ? '' : `; after task ${pointOfNoReturn} only by hand, because data had moved`}`;
  const verdict =
    wrong.length === 0
      ? `  ${numberText(answers, 0)} answers of caching resolvers, none outside {${allowed.join(', ')}}, none empty`
      : `  ANSWERS THAT NOBODY SHOULD SEE: ${wrong.map(safeText).join('; ')}`;
  return [
    ...curveLine,
    ...wrap(fold(verdict), look.width).map((part) => line(part, wrong.length === 0 ? 'plain' : 'bad')),
    ...wrap(fold(`  ${way}`), look.width).map((part) => line(part)),
  ];
}

function curveSpans(curve: readonly number[], look: Look): readonly Span[] {
  const last = curve.at(-1) ?? 0;
  if (look.ascii || look.linear === true) return [span(`${curve.join(' ')} %`)];
  const { column } = symbolsOf(look);
  const bars = curve.map(
    (share) => column[Math.min(column.length - 1, Math.floor((share / 100) * column.length))] ?? '',
  );
  return [span('0 '), span(bars.join(''), 'accent'), span(` ${last} %`)];
}

function endLine({ done, end, servers, product, env, story, curve }: RehearsedView, from: number, look: Look): Line {
  const last = story.at(-1);
  const when = last === undefined ? 0 : Math.floor((last.at - from) / day);
  const record = curve.length === 0 ? '' : `; the record belongs to ${product}-${env}`;
  const text = done
    ? `  decommissioned${servers.length === 0 ? '' : `: ${servers.join(' ')} may go`}${record}`
    : `  stopped on day ${when}: ${safeText(end)}`;
  return line(foldFor(look)(text), done ? 'good' : 'bad');
}

function ending({ calls, fault, products }: RehearsalView, look: Look): readonly Line[] {
  const all = Object.values(calls).reduce((sum, n) => sum + n, 0);
  const changes = calls['ChangeResourceRecordSets'] ?? 0;
  const crashes = products.reduce((sum, one) => sum + one.crashes, 0);
  const died = crashes === 0 ? '' : ` The process died ${count(crashes, 'time')} and went on.`;
  const lines: Line[] = [
    line(`${count(all, 'Route 53 call')}, ${count(changes, 'of them a change', 'of them changes')}.${died}`, 'quiet'),
  ];
  if (fault === undefined)
    lines.push(
      line(foldFor(look)('Next: --fault help lists what can go wrong; --fault bad-deploy shows a rollback.'), 'quiet'),
    );
  return lines;
}
