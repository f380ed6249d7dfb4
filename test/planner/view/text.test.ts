import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { pad, safeText, truncate, width, wrap } from '../../../planner/view/text.js';

describe('text from files', () => {
  it.each([
    ['an escape sequence', 'web\u001B[31m01', 'web^[[31m01'],
    ['a window title', '\u001B]0;owned\u0007', '^[]0;owned^G'],
    ['a C1 control', 'a\u009B2Jb', 'a<U+009B>2Jb'],
    ['a newline and a tab', 'a\r\n\tb', 'a^M^J^Ib'],
    ['DEL', 'a\u007Fb', 'a^?b'],
    ['a bidirectional override', 'a\u202Egpj.exe', 'a<U+202E>gpj.exe'],
    ['an isolate', '\u2066x\u2069', '<U+2066>x<U+2069>'],
    ['a zero-width space', 'web\u200B01', 'web<U+200B>01'],
    ['a line separator', 'a\u2028b', 'a<U+2028>b'],
    ['a byte order mark', '\uFEFFname', '<U+FEFF>name'],
    ['a tag character', 'a\u{E0041}b', 'a<U+E0041>b'],
    ['a lone surrogate', 'a\uD800b', 'a<U+D800>b'],
    ['letters of any language', 'Büro-Größe 日本語 🚀', 'Büro-Größe 日本語 🚀'],
  ])('shows %s as something visible', (_, hostile, shown) => {
    expect(safeText(hostile)).toBe(shown);
  });

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(safeText(text)).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
    );
  });

  it('is shown as it is once it is safe', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => safeText(safeText(text)) === safeText(text)));
  });
});

const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string(), fc.string({ unit: 'binary' }).map(safeText));

describe('width', () => {
  it.each(Array.from('a~ ·…→−≥●○─—–×', (sign) => [sign]))('of %j is what string-width says', (sign) => {
    expect(width(`${sign}${sign}`)).toBe(stringWidth(sign) * 2);
  });

  it('counts columns, not characters', () => {
    expect(width('日本語')).toBe(6);
    expect(width('🚀')).toBe(2);
    expect(width('e\u0301')).toBe(1);
  });

  it('is never more than asked for after truncating, and exactly as asked for after padding', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 30 }), (text, columns) => {
        const cut = truncate(text, columns, '…');
        expect(width(cut)).toBeLessThanOrEqual(columns);
        expect(width(pad(cut, columns))).toBe(columns);
        expect(width(pad(cut, columns, 'right'))).toBe(columns);
      }),
    );
  });

  it('cuts between what people see as characters', () => {
    expect(truncate('日本語日本語', 6, '…')).toBe('日本…');
    expect(truncate('short', 5, '…')).toBe('short');
    expect(truncate('longer', 5, '…')).toBe('long…');
    expect(truncate('longer', 2, '...')).toBe('lo');
    expect(truncate('x', 0, '…')).toBe('');
  });
});

describe('wrapping', () => {
  it('breaks at spaces and cuts what is too long', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap('', 10)).toEqual(['']);
  });

  it('keeps every word, and no line is wider than asked for unless one character is', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, columns) => {
        const lines = wrap(text, columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.max(columns, 8));
      }),
    );
  });
});
