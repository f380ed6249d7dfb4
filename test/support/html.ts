import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { planHtml } from '../../planner/report/html/plan-html.js';
import type { Plan } from '../../planner/plan/plan.js';

export const htmlOf = (plan: Plan): string => [...planHtml(plan)].join('');

/** What a reader sees of HTML: its text, entities resolved, white space as one space. */
export const textOf = (html: string): string =>
  html
    .replace(/<style>[^]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => signs[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** Rows of the table with that caption, cells as text; the head is the first. */
export function rowsOf(html: string, caption: string): readonly (readonly string[])[] {
  const found = html
    .split('<table>')
    .find((part) => textOf(/<caption>([^]*?)<\/caption>/.exec(part)?.[1] ?? '') === caption);
  const body = found?.split('</table>')[0] ?? '';
  return [...body.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  );
}

/** The element of a chart, by the id of its title. */
export const chartOf = (html: string, id: string): string =>
  /<svg[^]*?<\/svg>/.exec(html.slice(html.indexOf(`<svg role="img" aria-labelledby="${id}-t`)))?.[0] ?? '';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Texts made of what means something to HTML, with some that means something to a terminal or an eye. */
export const hostileText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '=',
      '-',
      '!',
      ' ',
      'a',
      '{',
      '\\',
      '`',
      '\u0000',
      '\u202E',
      '\uD800',
      '<script>',
    ),
    minLength: 1,
    maxLength,
  });
