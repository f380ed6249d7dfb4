import type { RunSnapshot } from '../../view/cutover/run-snapshot.js';
import { runLines } from '../../view/cutover/run-screen.js';
import { blank, line, type Line, type Look, span, type Span } from '../../view/look.js';
import { symbolsOf } from '../../view/symbols.js';
import { pad, safeText, truncate, width, wrap } from '../../view/text.js';
import type { Size } from '../frame.js';
import { question, runKeys, type RunUi } from './prompt.js';

/** Below this nothing readable fits. */
export const smallestRun = { columns: 40, rows: 10 } as const;

const fill = (lines: readonly Line[], rows: number): readonly Line[] =>
  lines.length >= rows ? lines.slice(0, rows) : [...lines, ...Array.from({ length: rows - lines.length }, () => blank)];

const staying: readonly (readonly [string, string])[] = [
  ['q', 'leave; the run keeps its place, and cutover run takes it up again'],
  ['Ctrl-C', 'the same; twice leaves at once, which is safe too'],
  ['?', 'this list'],
];

function helpLines(look: Look): readonly Line[] {
  const rows: readonly (readonly [string, string])[] = [
    ...runKeys.map(({ key, help }) => [key, help] as const),
    ...staying,
  ];
  return [
    line(' Keys', 'strong'),
    ...rows.flatMap(([key, text]) =>
      wrap(text, Math.max(look.width - 12, 12)).map((part, at): Line => [
        span(`   ${pad(at === 0 ? key : '', 7)} `, 'accent'),
        span(part),
      ]),
    ),
  ];
}

/** The last line: the prompt, what became of the last wish, or the keys. */
function footer({ state }: RunSnapshot, ui: RunUi, look: Look): readonly Line[] {
  const { ellipsis } = symbolsOf(look);
  const { prompt, notice } = ui;
  if (prompt !== undefined) {
    const room = Math.max(look.width - 4, 10);
    const text = safeText(prompt.typed);
    // The end of a long text is what is being typed.
    const end = width(text) > room ? Array.from(text).slice(-room).join('') : text;
    return [
      line(` ${truncate(notice === '' ? question(prompt, state) : notice, look.width - 2, ellipsis)}`, 'warning'),
      [span(' > ', 'accent'), span(end), span(' ', 'selected')],
    ];
  }
  if (notice !== '') return [line(` ${truncate(safeText(notice), look.width - 2, ellipsis)}`, 'accent')];
  const hints = [
    ...runKeys.filter((rule) => rule.applies(state)).map(({ key, footer: word }) => [key, word] as const),
    ['?', 'keys'] as const,
    ['q', 'leave'] as const,
  ];
  const spans: Span[] = hints.flatMap(([key, word]) => [span(` ${key}`, 'accent'), span(` ${word} `)]);
  const taken = spans.reduce((sum, { text }) => sum + width(text), 0);
  return [taken <= look.width ? spans : hints.map(([key]) => span(` ${key}`, 'accent'))];
}

/** The whole screen: exactly `size.rows` lines, none wider than `size.columns`. */
export function runFrame(
  snapshot: RunSnapshot,
  ui: RunUi,
  size: Size,
  { ascii, colour }: Pick<Look, 'ascii' | 'colour'>,
): readonly Line[] {
  const { columns, rows } = size;
  if (columns < smallestRun.columns || rows < smallestRun.rows) {
    const text = `Too small: ${columns}x${rows}, needs ${smallestRun.columns}x${smallestRun.rows}. The run goes on; q leaves.`;
    return fill(
      wrap(text, Math.max(columns, 1)).map((part) => line(part)),
      Math.max(rows, 1),
    );
  }
  const look: Look = { ascii, colour, width: columns };
  const last = footer(snapshot, ui, look);
  const room = rows - last.length;
  return [...fill(ui.help ? helpLines(look) : runLines(snapshot, look, room), room), ...last];
}
