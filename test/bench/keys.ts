import { Readable, Writable } from 'node:stream';
import { Box, render, Text, useApp, useInput, useWindowSize } from 'ink';
import { createElement, type ReactElement, useState } from 'react';
import { App } from '../../planner/tui/app.js';
import { extentOf, frame } from '../../planner/tui/frame.js';
import type { FrameInput } from '../../planner/tui/frame-input.js';
import { after } from '../../planner/tui/program.js';
import { screensOf } from '../../planner/tui/screens.js';
import { start } from '../../planner/tui/state.js';
import { paint } from '../../planner/view/look.js';
import { aPlan } from '../support/plan.js';
import { type Figure, ratioFigure } from './measure.js';

const size = { columns: 120, rows: 40 } as const;
const look = { ascii: false, colour: true } as const;
const [down, up, pageDown, end] = ['\u001B[B', '\u001B[A', '\u001B[6~', '\u001B[F'];
/** Scrolling line by line and page by page: what people do in a long list. */
const strokes = [down, down, down, pageDown, up, down, pageDown, down] as const;

class Keyboard extends Readable {
  readonly isTTY = true;
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}
  override _read(): void {}
}

/** A terminal of that size that draws nothing: only the time until the frame leaves the program counts. */
class Terminal extends Writable {
  readonly isTTY = true;
  readonly columns = size.columns;
  readonly rows = size.rows;
  drawn: () => void = () => {};
  constructor() {
    super({ decodeStrings: false });
  }
  override _write(_: unknown, _encoding: unknown, done: () => void): void {
    this.drawn();
    done();
  }
}

interface Constant {
  readonly above: readonly string[];
  readonly lines: readonly string[];
  /** Rows of `lines` that are shown at a time. */
  readonly page: number;
  readonly below: readonly string[];
}

/** The same window from constant strings: a slice of an array and a cursor, as a first program with ink would draw it. */
function Bare({ above, lines, page, below }: Constant): ReactElement {
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  const [{ cursor, top }, move] = useState({ cursor: 0, top: 0 });
  useInput((character, key) => {
    if (character === 'q') exit();
    const step = key.downArrow ? 1 : key.upArrow ? -1 : key.pageDown ? page : key.end ? lines.length : 0;
    move((before) => {
      const now = Math.max(0, Math.min(before.cursor + step, lines.length - 1));
      return { cursor: now, top: Math.max(Math.min(before.top, now), now - page + 1) };
    });
  });
  return createElement(
    Box,
    { flexDirection: 'column', width: columns, height: rows, overflow: 'hidden' },
    [...above, ...lines.slice(top, top + page), ...below].map((line, row) =>
      createElement(Text, { key: row, wrap: 'truncate-end', inverse: top + row - above.length === cursor }, line),
    ),
  );
}

interface Mounted {
  /** Milliseconds from a key to its frame. */
  press(key: string): Promise<number>;
  close(): void;
}

async function mount(tree: ReactElement): Promise<Mounted> {
  const stdin = new Keyboard();
  const stdout = new Terminal();
  const app = render(tree, {
    stdin,
    stdout,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 1000,
  });
  await app.waitUntilRenderFlush();
  return {
    async press(key) {
      let at = 0;
      stdout.drawn = () => {
        at = performance.now();
      };
      const began = performance.now();
      stdin.push(key);
      await new Promise((resolve) => setImmediate(resolve));
      await app.waitUntilRenderFlush();
      // Timers that belong to this frame end before the next key.
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (at === 0) throw new Error('a key drew no frame');
      return at - began;
    },
    close: () => app.unmount(),
  };
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

const write = (): Promise<string> => Promise.reject(new Error('the bench writes nothing'));

/** The frame of the list of servers as strings, and every row as that list shows it: the same words, signs and colours. */
function constantOf(input: FrameInput, count: number): Constant {
  const screen = input.screens.servers;
  if (screen.kind !== 'list') throw new Error('servers are a list');
  const list = { cursor: -1, top: 0, sort: undefined, filter: '' };
  const table = screen.table(list, { ...look, width: size.columns }, count);
  const shown = frame(input, after(input, start, { keys: ['2'], size }), size).map((line) => paint(line, look.colour));
  const { page } = extentOf(input, after(input, start, { keys: ['2'], size }), size);
  const first = shown.findIndex((line) => line.includes('NAME')) + 1;
  return {
    above: shown.slice(0, first),
    lines: table.slice(1).map((line) => paint(line, look.colour)),
    page,
    below: shown.slice(first + page),
  };
}

/**
 * Key to frame in the list of servers against the same window drawn by a bare ink program, in one process, key by key in turn.
 * @param servers rows of both lists
 * @param keys strokes that count; as many again, at most 80, warm up
 */
export async function keysFigures(servers: number, keys: number): Promise<readonly Figure[]> {
  const plan = aPlan({ servers });
  const screens = screensOf(plan);
  const ours = await mount(createElement(App, { input: { plan, screens, look }, write }));
  const bare = await mount(createElement(Bare, constantOf({ plan, screens, look }, servers)));
  await ours.press('2');
  await ours.press(end);
  await ours.press('\u001B[H');
  const times: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] };
  const warm = Math.min(keys, 80);
  for (let stroke = 0; stroke < warm + keys; stroke += 1) {
    const key = strokes[stroke % strokes.length] ?? down;
    const [a, b] = [await ours.press(key), await bare.press(key)];
    if (stroke < warm) continue;
    times.ours.push(a);
    times.bare.push(b);
  }
  ours.close();
  bare.close();
  const [one, other] = [p95(times.ours), p95(times.bare)];
  return [
    {
      what: `key to frame p95, list of ${servers} servers, ${size.columns}x${size.rows}`,
      value: `${one.toFixed(1)} ms`,
    },
    { what: 'the same window by a bare ink program', value: `${other.toFixed(1)} ms` },
    ratioFigure('key to frame p95 against bare ink', one / other, 1.5),
  ];
}
