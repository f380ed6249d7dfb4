import { createHash } from 'node:crypto';
import { html, type Markup } from '../markup.js';
import { blocks } from './blocks.js';
import { charts } from './charts.js';
import { paper } from './paper.js';
import { text } from './text.js';
import { theme } from './theme.js';

/** Everything about how the page looks. Colours repeat what a word says. */
const sheet: Markup = html`${[theme, text, blocks, charts, paper]}`;

/** Base64 SHA-256 of the style, as a Content-Security-Policy names what it allows. */
const hash = createHash('sha256').update(sheet.text).digest('base64');

/** Nothing may be loaded or run; one style, known by its hash, and the empty icon that keeps browsers from asking for one. */
export const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;

// Between the tags stands exactly what is hashed: not a space more.
// prettier-ignore
export const styleElement: Markup = html`<style>${sheet}</style>`;
