import { safeText } from '../view/text.js';

/**
 * Text for a spreadsheet cell. Programs run a cell that begins with = + - @ (or TAB, CR, or their full-width forms) as a formula;
 * a leading apostrophe makes it text (OWASP, CSV injection).
 */
export function inert(text: string): string {
  return /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${safeText(text)}` : safeText(text);
}
