import { line, type Line, type Look, span } from '../look.js';
import { foldSigns } from '../symbols.js';
import { pad, safeText, wrap } from '../text.js';
import type { RehearsalView } from './rehearsal.js';
import type { Told } from './story.js';

const day = 86_400_000;

/** One thing that happened in a rehearsal, when it is told to somebody who watches. */
export interface Watched extends Told {
  readonly product: string;
  /** Milliseconds of real time since what was told before. */
  readonly pause: number;
}

/** The part of a rehearsal that is told. */
interface Story {
  readonly from: number;
  readonly products: readonly Pick<RehearsalView['products'][number], 'product' | 'story'>[];
}

/**
 * What happened to all products, in the order of time.
 * @param speed virtual days per real second
 */
export function watched({ products, from }: Story, speed: number): readonly Watched[] {
  const told = products
    .flatMap(({ product, story }) => story.map((each) => ({ ...each, product })))
    .toSorted((a, b) => a.at - b.at);
  return told.map((each, i) => {
    const before = told[i - 1]?.at ?? from;
    return Object.assign(each, { pause: ((each.at - before) / day / speed) * 1000 });
  });
}

const marks: Readonly<Record<Told['tone'], string>> = { plain: ' ', good: '+', warning: '!', bad: 'x' };

/** `day  45  storefront  + bes confirmed` */
export function watchedLines(
  { at, what, tone, product }: Watched,
  { products, from }: Story,
  look: Look,
): readonly Line[] {
  const names = Math.max(...products.map((each) => each.product.length));
  const when = `day ${String(Math.floor((at - from) / day)).padStart(3)}  ${pad(safeText(product), names)} ${marks[tone]} `;
  const text = look.ascii || look.linear === true ? foldSigns(safeText(what)) : safeText(what);
  return wrap(text, look.width - when.length).map((part, i): Line =>
    i === 0 ? [span(when, 'quiet'), span(part, tone)] : line(`${' '.repeat(when.length)}${part}`, tone),
  );
}
