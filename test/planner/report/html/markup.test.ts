import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { escaped, html, nothing } from '../../../../planner/report/html/markup.js';
import { safeText } from '../../../../planner/view/text.js';
import { hostileText, textOf } from '../../../support/html.js';

describe('a template of HTML', () => {
  it('keeps its own text, and escapes every value', () => {
    const name = '<img src=x onerror=alert(1)>';
    expect(html`<b title="${'"><script>'}">${name}</b>`.text).toBe(
      '<b title="&quot;&gt;&lt;script&gt;">&lt;img src=x onerror=alert(1)&gt;</b>',
    );
  });

  it('takes markup as it is, lists one after the other, and nothing for nothing', () => {
    const items = ['a', '&', undefined, 7].map((each) => html`<i>${each}</i>`);
    expect(html`<b>${items}</b>${nothing}${undefined}${0}`.text).toBe('<b><i>a</i><i>&amp;</i><i></i><i>7</i></b>0');
  });

  it('shows control characters and bidirectional overrides instead of obeying them', () => {
    expect(escaped('a\u0000b\u001B[2J\u202Ecod.exe\u2066')).toBe('a^@b^[[2J&lt;U+202E&gt;cod.exe&lt;U+2066&gt;');
  });

  it('turns any text into text: no sign of markup is left, and a reader sees what was written', () => {
    fc.assert(
      fc.property(hostileText(60), (text) => {
        const shown = html`<i title="${text}">${text}</i>`.text;
        expect(shown.match(/[<>"']/g)?.join('')).toBe('<""><>');
        expect(textOf(escaped(text))).toBe(safeText(text).replace(/\s+/g, ' ').trim());
      }),
    );
  });
});
