import { safeText } from './text.js';

/** Text in Markdown: nothing in it can become markup, a link, a mention or HTML. */
export function inertMarkdown(text: string): string {
  return safeText(text)
    .replace(/[\\`*_{}[\]()#+!|~<>&$]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}&#46;`)
    .replace(/^([-=]|\d+\.)/, (start) => `&#${start.codePointAt(0) ?? 0};${start.slice(1)}`);
}
