import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { frame } from '../../../planner/tui/frame.js';
import type { FrameInput } from '../../../planner/tui/frame-input.js';
import { announce } from '../../../planner/tui/linear.js';
import { after } from '../../../planner/tui/program.js';
import { screensOf } from '../../../planner/tui/screens.js';
import { start, type State } from '../../../planner/tui/state.js';
import { unwritten, withMoves } from '../../../planner/tui/what-if.js';
import { paint } from '../../../planner/view/look.js';
import { width } from '../../../planner/view/text.js';
import { aMovingPlan } from '../../support/moving-plan.js';
import { runs } from '../../support/runs.js';

const input: FrameInput = {
  plan: aMovingPlan(),
  screens: screensOf(aMovingPlan()),
  look: { ascii: false, colour: false },
};
const size = { columns: 120, rows: 44 };
const from = (state: State, ...keys: readonly string[]): State => after(input, state, { keys, size });
const pressed = (...keys: readonly string[]): State => from(start, ...keys);
const text = (state: State, at = size, look: Partial<FrameInput['look']> = {}): string =>
  frame({ ...input, look: { ...input.look, ...look } }, state, at)
    .map((line) => paint(line, false).trimEnd())
    .join('\n');
const waveOf = (state: State, product: string): string | undefined =>
  withMoves(input, state.moved).plan.waves.products.find(({ name }) => name === product)?.wave;

describe('the screen of products', () => {
  it('shows what a product is, what it uses and who uses it, and the shared services below', () => {
    const shop = text(pressed('3', 'down'));
    expect(shop).toMatch(/>shop +3 +W2 +2027-03-18 +\$230\.34 +bes needs 45 days/);
    expect(shop).toMatch(/ ad01 +shared .*ad: /);
    expect(shop).toContain('Uses     crm: ');
    expect(shop).toMatch(/strength 0\.\d+, flows, port 443, 12 GB\/day/);
    expect(shop).toContain('Shared   ad01 (ad, port 389, directory and sign-in)');
    expect(text(pressed('3'))).toMatch(/Used by {2}shop: /);
    expect(text(pressed('3', 'end'))).toContain('Shared   ad01 (ad), in no product and no wave');
  });

  it('says what is missing where none were planned', () => {
    const none = { ...input, ...(() => ({ plan: withoutProducts, screens: screensOf(withoutProducts) }))() };
    const lines = frame(none, after(none, start, { keys: ['4'], size }), size);
    expect(lines.map((line) => paint(line, false)).join('\n')).toContain('Add --start DATE or an estate file');
  });
});

const withoutProducts = (() => {
  const plan = aMovingPlan();
  return {
    ...plan,
    waves: {
      ...plan.waves,
      products: [],
      waves: [],
      sharedServices: [],
      assignment: plan.waves.assignment.slice(0, 0),
    },
  };
})();

describe('the screen of waves', () => {
  it('draws the calendar and tells every condition of the wave under the cursor', () => {
    const shown = text(pressed('4', 'down'));
    expect(shown.split('\n')[3]).toMatch(/ WAVE {2}PRODUCT +Feb 2027 .*Dec +CUTOVER +CONDITIONS/);
    expect(shown).toMatch(/> {2}W2 {2}shop +┄+▒+█─+ +▏ +2027-03-18 {2}13 of 13 met/);
    for (const { id, reason } of input.plan.waves.waves[1]?.conditions ?? [])
      expect(shown).toContain(`${id.replaceAll('-', ' ')}: ${reason}`);
    expect(shown).toMatch(/Copy {5}[\d.]+ hours over the link, 300 GiB/);
    expect(shown).toContain('Partner  Bureau of Example Statistics (bes) needs 45 days: notice by ');
    expect(shown).toContain('Signs    ┄ waiting for a partner');
  });

  it('fits 40 columns, and ASCII', () => {
    expect(text(pressed('4'), { columns: 40, rows: 12 })).toMatch(/> {2}W1 {2}crm +2027-02-15/);
    expect(text(pressed('4', 'down'), size, { ascii: true })).toMatch(/\.+=+#-+ +\| +2027-03-18/);
  });
});

describe('a move', () => {
  it('changes wave, conditions, dates and money at once, and the cursor stays on the product', () => {
    const moved = pressed('4', 'down', '-');
    expect(waveOf(moved, 'shop')).toBe('W1');
    const shown = text(moved);
    expect(shown).toMatch(/> {2}W1 {2}shop .*✖ 1 broken/);
    expect(shown).toContain('1 move not written');
    expect(shown).toContain('Broken   partners: shop waits for bes (45 days)');
    expect(shown).toContain('; without your moves it saves $');
    expect(text(from(moved, '6'))).toContain('shop');
    expect(waveOf(from(moved, '3'), 'shop')).toBe('W1');
  });

  it('is taken back by undo, one at a time, to the very same plan', () => {
    const twice = pressed('4', 'down', '+', '+');
    expect(waveOf(twice, 'shop')).toBe('W4');
    expect(waveOf(from(twice, 'u'), 'shop')).toBe('W3');
    const back = from(twice, 'u', 'u', 'u');
    expect(withMoves(input, back.moved).plan).toBe(input.plan);
    expect(text(back)).toBe(text(pressed('4', 'down')));
  });

  it('stops at the first wave, and moves nothing that is no product', () => {
    expect(waveOf(pressed('4', '-', '-', '-'), 'crm')).toBe('W1');
    expect(pressed('3', 'end', '+').moved).toBeUndefined();
    expect(pressed('2', '+').moved).toBeUndefined();
  });

  it('is written once somebody says so; undoing it then is a change again', () => {
    const wish = pressed('4', 'down', '+', 'w');
    expect(wish.wish).toEqual({ kind: 'waves' });
    const written = after(input, wish, { notice: 'wrote waves.csv', written: wish.moved });
    expect(text(written)).toContain('wrote waves.csv');
    expect(unwritten(written)).toBe(0);
    expect(text(from(written, 'down'))).not.toMatch(/wrote|not written/);
    expect(unwritten(from(written, 'u'))).toBe(1);
    expect(unwritten(from(written, 'u', '+'))).toBe(2);
  });

  it('fills its screen whatever was moved', () => {
    const key = fc.constantFrom(
      '3',
      '4',
      '5',
      '+',
      '-',
      'u',
      'w',
      'e',
      'esc',
      'm',
      'up',
      'down',
      'enter',
      's',
      '/',
      'x',
    );
    const sizes = fc.record({ columns: fc.integer({ min: 40, max: 220 }), rows: fc.integer({ min: 12, max: 70 }) });
    fc.assert(
      fc.property(fc.array(fc.record({ key, at: sizes }), { maxLength: 15 }), fc.boolean(), (steps, ascii) => {
        let state = start;
        for (const { key: name, at } of steps) {
          state = after(input, state, { keys: [name], size: at });
          const lines = frame({ ...input, look: { ascii, colour: false } }, state, at);
          expect(lines).toHaveLength(at.rows);
          for (const line of lines) expect(width(paint(line, false))).toBeLessThanOrEqual(at.columns);
        }
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('an export', () => {
  it('is chosen from a list, written, and its path shown', () => {
    const menu = pressed('2', 'e');
    expect(text(menu)).toContain('   h   plan.html (HTML)');
    expect(from(menu, 'esc').menu).toBe(false);
    const wish = from(menu, 'h');
    expect(wish.wish).toEqual({ kind: 'export', format: 'html' });
    expect(text(after(input, wish, { notice: 'wrote plan.html' }))).toContain(' wrote plan.html');
  });
});

describe('the screen of costs', () => {
  it('has the curves of the cash flow and what moves the answer most', () => {
    const lines = text(pressed('5'), { columns: 120, rows: 100 });
    expect(lines).toContain('Each month: datacenter, AWS and what is paid once');
    expect(lines).toMatch(/\$0 .*█/);
    expect(lines).toMatch(/−\$[\d,]+ +[▀█]/);
    expect(lines).toContain('What moves the saving of three years most');
  });
});

const said = (...keys: readonly string[]): readonly string[] => {
  const before = pressed(...keys.slice(0, -1));
  return announce(input, before, from(before, ...keys.slice(-1)));
};

describe('for screen readers', () => {
  it('a move says where the product is now, and what breaks', () => {
    const words = said('4', 'down', '-');
    expect(words[0]).toMatch(/^row 2 of 2: wave W1, product shop, cutover \d{4}-\d\d-\d\d, conditions error: 1 broken/);
    expect(words).toContainEqual(expect.stringMatching(/^Broken: partners: shop waits for bes/));
    expect(words.join('')).not.toMatch(/[█▒┄─▏]/);
  });

  it('exports and their paths are told', () => {
    expect(said('e')).toContain('h: plan.html (HTML)');
    const wish = pressed('e', 'h');
    expect(announce(input, wish, after(input, wish, { notice: 'wrote plan.html' }))).toEqual(['wrote plan.html']);
  });
});
