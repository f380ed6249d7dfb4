import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { frame } from '../../../planner/tui/frame.js';
import type { FrameInput } from '../../../planner/tui/frame-input.js';
import { announce, greeting } from '../../../planner/tui/linear.js';
import { after } from '../../../planner/tui/program.js';
import { screensOf } from '../../../planner/tui/screens.js';
import { start, type State } from '../../../planner/tui/state.js';
import { withKeys } from '../../../planner/view/key-docs.js';
import { bindings, commandOf, keyGroups } from '../../../planner/view/keymap.js';
import { paint } from '../../../planner/view/look.js';
import { serverFields } from '../../../planner/view/plan/server-list.js';
import { symbolsOf } from '../../../planner/view/symbols.js';
import { width } from '../../../planner/view/text.js';
import type { Plan } from '../../../planner/plan/plan.js';
import { aPlan } from '../../support/plan.js';
import { runs } from '../../support/runs.js';

const size = { columns: 80, rows: 24 };
const findings = [
  {
    severity: 'error',
    code: 'bad-size',
    file: 'a\u001B[2J.csv',
    row: 2,
    value: '=1',
    message: 'not a size',
    remedy: 'Write 16 GiB.',
  },
] as const;
const inputOf = (plan: Plan, ascii = false): FrameInput => ({
  plan,
  screens: screensOf(plan),
  look: { ascii, colour: false },
});
const input = inputOf(aPlan({ servers: 100, findings }));
const pressed = (...keys: readonly string[]): State => after(input, start, { keys, size });
/** A word as single keys. */
const chars = (word: string): readonly string[] => Array.from(word);
const text = (state: State, at = size): string =>
  frame(input, state, at)
    .map((line) => paint(line, false).trimEnd())
    .join('\n');

const cursor = (...keys: readonly string[]): number => pressed('2', ...keys).lists.servers.cursor;

describe('keys', () => {
  it('change screens by number, by Tab and by arrows', () => {
    expect(pressed('2').tab).toBe('servers');
    expect(pressed('tab', 'tab').tab).toBe('products');
    expect(pressed('shift-tab').tab).toBe('findings');
    expect(pressed('6', 'right').tab).toBe('overview');
  });

  it('move through a list and stop at its ends', () => {
    expect(cursor('down', 'j', 'up')).toBe(1);
    expect(cursor('up')).toBe(0);
    expect(cursor('end')).toBe(99);
    expect(cursor('end', 'down')).toBe(99);
    expect(cursor('end', 'home')).toBe(0);
    expect(cursor('pagedown')).toBeGreaterThan(5);
    expect(cursor('pagedown', 'pageup')).toBe(0);
  });

  it('sort by one column after the other, largest figures first, and back to the order of the file', () => {
    const sorts = Array.from(
      { length: 7 },
      (_, times) => pressed('2', ...Array<string>(times + 1).fill('s')).lists.servers.sort,
    );
    expect(sorts.map((sort) => sort?.column)).toEqual([
      'name',
      'product',
      'now',
      'target',
      'cost',
      'confidence',
      undefined,
    ]);
    expect(sorts[4]?.descending).toBe(true);
    expect(pressed('2', 's', 'S').lists.servers.sort).toEqual({ column: 'name', descending: true });
    expect(text(pressed('2', 's', 's', 's', 's', 's'))).toMatch(/\$\/MONTH|▼/);
  });

  it('type a filter that narrows with every character; Esc drops it, Enter keeps it', () => {
    const typed = pressed('2', '/', ...chars('product:portal'));
    expect(text(typed)).toContain('/product:portal');
    expect(text(typed)).toContain('25 of 100');
    expect(text(pressed('2', '/', ...chars('portal'), 'enter'))).toContain('/portal  25 of 100');
    expect(pressed('2', '/', ...chars('portal'), 'enter', 'esc').lists.servers.filter).toBe('');
    expect(pressed('2', '/', ...chars('abc'), 'backspace').lists.servers.filter).toBe('ab');
    expect(pressed('2', '/', ...chars('abc'), 'ctrl-u').lists.servers.filter).toBe('');
    expect(pressed('2', '/', ...chars('qs?12')).tab).toBe('servers');
    expect(text(pressed('2', '/', ...chars('nobody')))).toContain('Nothing matches /nobody');
  });

  it('open a row, scroll it, and come back to the same place', () => {
    const open = pressed('2', 'down', 'down', 'enter');
    expect(text(open)).toContain('─ srv000003 ─');
    expect(text(open)).toContain('Prices');
    expect(pressed('2', 'down', 'down', 'enter', 'esc').lists.servers.cursor).toBe(2);
    expect(pressed('2', '/', ...chars('nobody'), 'enter', 'enter').open).toBe(false);
  });

  it('leave with q, and with Ctrl-C from anywhere', () => {
    expect(pressed('q').exitCode).toBe(0);
    for (const before of [[], ['?'], ['2', '/'], ['2', 'enter']])
      expect(pressed(...before, 'ctrl-c').exitCode).toBe(130);
    expect(pressed('2', '/', 'q').exitCode).toBeUndefined();
  });

  it('mean one thing in one place', () => {
    const seen = new Map<string, string>();
    for (const { keys, places, command } of bindings)
      for (const place of places)
        for (const key of keys) {
          expect(seen.get(`${place} ${key}`)).toBeUndefined();
          seen.set(`${place} ${key}`, command);
          expect(commandOf(key, place)).toBe(command);
        }
  });

  it('are all in the docs', () => {
    const page = readFileSync('docs/screens.md', 'utf8');
    expect(page).toBe(withKeys(page));
    expect(page).toContain('| ? | all keys |');
    for (const field of serverFields) expect(page).toContain(field);
  });

  it('are all in the help', () => {
    const help = text(pressed('?'), { columns: 120, rows: 60 });
    for (const { help: words, places } of bindings) if (!places.includes('help')) expect(help).toContain(words);
    expect(keyGroups(symbolsOf({ ascii: true })).flatMap(({ keys }) => keys)).toContainEqual(['?', 'all keys']);
  });
});

const heading = (state: State): string | undefined => text(state).split('\n')[3];

describe('a frame', () => {
  const key = fc.constantFrom(
    ...new Set(bindings.flatMap(({ keys }) => keys).filter((name) => name !== 'q' && name !== 'ctrl-c')),
    ...chars('web:!"日'),
  );
  const sizes = fc.record({ columns: fc.integer({ min: 1, max: 220 }), rows: fc.integer({ min: 1, max: 70 }) });

  it('fills its screen exactly, whatever was pressed and however the screen was resized', () => {
    const inputs = [input, inputOf(aPlan({ servers: 3, findings }), true), inputOf(aPlan({ servers: 0 }))];
    fc.assert(
      fc.property(
        fc.constantFrom(...inputs),
        fc.array(fc.record({ key, at: sizes }), { maxLength: 25 }),
        (some, steps) => {
          let state = start;
          for (const { key: name, at } of steps) {
            state = after(some, state, { keys: [name], size: at });
            const lines = frame(some, state, at);
            expect(lines).toHaveLength(at.rows);
            for (const line of lines) expect(width(paint(line, false))).toBeLessThanOrEqual(at.columns);
          }
        },
      ),
      { numRuns: runs(20) },
    );
  });

  it('always shows the row under the cursor', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), (names) => {
        const state = after(input, start, { keys: ['2', ...names, 'esc', 'esc', 'esc', '2'], size });
        const { servers } = state.lists;
        const marked = frame(input, state, size).filter((line) => paint(line, false).startsWith('>'));
        expect(marked).toHaveLength(1);
        expect(servers.cursor).toBeGreaterThanOrEqual(servers.top);
      }),
      { numRuns: runs(20) },
    );
  });

  it('shows text from files without its control characters', () => {
    expect(text(pressed('6'))).toContain('a^[[2J.csv');
    expect(text(pressed('6'))).not.toContain('\u001B');
  });

  it('says when the screen is too small, and what it needs', () => {
    expect(text(start, { columns: 39, rows: 12 })).toBe(
      'Too small: 39x12, needs 40x12. q quits.\n\n\n\n\n\n\n\n\n\n\n',
    );
  });

  it('keeps its columns still while people scroll', () => {
    expect(heading(pressed('2', 'pagedown'))).toBe(heading(pressed('2')));
    expect(heading(pressed('2', 'end'))).toBe(heading(pressed('2')));
  });
});

const said = (...keys: readonly string[]): readonly string[] => {
  const before = pressed(...keys.slice(0, -1));
  return announce(input, before, after(input, before, { keys: keys.slice(-1), size }));
};

describe('for screen readers', () => {
  it('the answer comes first, one fact a line, without bars or boxes', () => {
    const words = greeting(input, start);
    expect(words.slice(0, 6)).toEqual([
      'inventory.csv, 100 servers, us-east-1, prices of 2026-10 (412 observed, 9 derived, 0 unknown)',
      'screen 1, Overview',
      'Every month',
      'Today: $6,400.00, bill.csv',
      expect.stringMatching(/^AWS, as it is: \$/),
      expect.stringMatching(/^AWS, right-sized: \$/),
    ]);
    expect(words.join('')).not.toMatch(/[█▏●○─│]/);
  });

  it('only what is new is said', () => {
    expect(said('2')).toEqual([
      'screen 2, Servers',
      'row 1 of 100: name srv000001, product storefront, os Ubuntu 22.04, now 2 vCPU 8 GiB, cpu 0 % avg, memory 0 % avg, target m7i.large, $/month $30.00, same size $80.00, conf 4 of 5, why uses 0 % of its CPU; m7i.large fits',
    ]);
    expect(said('2', 'down')[0]).toMatch(/^row 2 of 100: name srv000002/);
    expect(said('2', 'up')).toEqual([]);
    expect(said('2', 'enter')[0]).toBe('Target: m7i.large (rehost)');
    expect(said('2', 's')[0]).toBe('sorted by name, ascending');
    expect(said('2', '/', 'p')).toEqual(['filter p, 100 of 100 rows']);
    expect(said('?')).toContain('q: quit');
  });
});
