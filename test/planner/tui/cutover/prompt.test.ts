import { beforeAll, describe, expect, it } from '@jest/globals';
import type { State } from '../../../../planner/cutover/state.js';
import { pressRun, question, type RunUi, startUi } from '../../../../planner/tui/cutover/prompt.js';
import { playedTo } from '../../../support/run-screen.js';

let state: State;
beforeAll(async () => {
  state = (await playedTo('shift-100', 'approve')).ticked.state;
});

/** Keys by name, separated by spaces; `'text'` is typed character by character. */
const pressed = (keys: string, from: RunUi = startUi): RunUi =>
  [...keys.matchAll(/'([^']*)'|(\S+)/g)]
    .flatMap(([, text, key]) => (text === undefined ? [key ?? ''] : Array.from(text)))
    .reduce((ui, key) => pressRun(ui, key, state), from);

describe('keys of a run', () => {
  it.each([
    ["a 'replica is in sync' enter 'shop' enter", { kind: 'approve', because: 'replica is in sync' }],
    ["r 'orders fail' enter 'shop' enter", { kind: 'rollback', because: 'orders fail' }],
    ["h 'lunch' enter", { kind: 'hold', because: 'lunch' }],
    ["a 'x' backspace 'go' enter 'shopp' backspace enter", { kind: 'approve', because: 'go' }],
    ["a 'nonsense' ctrl-u 'go' enter 'shop' enter", { kind: 'approve', because: 'go' }],
  ])('%s ask for something', (keys, wish) => {
    const ui = pressed(keys);
    expect(ui.wish).toEqual(wish);
    expect(ui.prompt).toBeUndefined();
  });

  it.each([
    ['the name is another one', "r 'now' enter 'shopp' enter", '"shopp" is not shop'],
    ['the name is missing', "a 'go' enter enter", '"" is not shop'],
    ['the reason is missing', 'a enter', 'a reason is needed'],
    ['it is dropped', "r 'now' enter 'shop' esc", 'rollback was dropped'],
  ])('do nothing where %s', (_, keys, notice) => {
    const ui = pressed(keys);
    expect(ui.wish).toBeUndefined();
    expect(ui.notice).toContain(notice);
  });

  it('approve nothing where nothing is asked, and say so; a task that is shown is asked', () => {
    const at = (change: Partial<State>): RunUi => pressRun(startUi, 'a', { ...state, step: 'convert', ...change });
    expect(at({})).toMatchObject({ notice: 'nothing to approve: convert asks for no approval' });
    expect(at({}).prompt).toBeUndefined();
    const shown = { phase: 'intent', at: state.lastAt, step: 'convert', order: 1 } as const;
    expect(at({ tasks: { drill: shown } }).prompt).toBeDefined();
    expect(at({ tasks: { drill: { ...shown, phase: 'done' } } }).prompt).toBeUndefined();
  });

  it('that do not apply now do nothing: there is no hold to resume', () => {
    expect(pressed('u').prompt).toBeUndefined();
  });

  it('typed into a prompt are text: q does not leave', () => {
    expect(pressed("a 'q'")).toMatchObject({ prompt: { typed: 'q' } });
    expect(pressed("a 'q'").leave).toBeUndefined();
  });

  it('leave: q, and Ctrl-C wherever people are; every press is a new one', () => {
    expect(pressed('q').leave).toEqual({ how: 'quit' });
    const once = pressed("r 'now' ctrl-c");
    expect(once.leave).toEqual({ how: 'interrupt' });
    expect(pressRun(once, 'ctrl-c', state).leave).not.toBe(once.leave);
  });

  it('never take a pasted control character or a book as a reason', () => {
    expect(pressed('a up pageup tab')).toMatchObject({ prompt: { typed: '' } });
    expect(pressed(`a '${'x'.repeat(800)}'`).prompt?.typed).toHaveLength(500);
  });

  it('are asked for by name: what will happen to what', () => {
    const { prompt } = pressed("r 'now' enter");
    expect(prompt && question(prompt, state)).toBe('Type shop to move all traffic back to legacy:');
  });
});
