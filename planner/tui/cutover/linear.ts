import { eventText, exposureText, statusText } from '../../view/cutover/run-screen.js';
import { gateRows } from '../../view/cutover/run-gates.js';
import type { RunSnapshot } from '../../view/cutover/run-snapshot.js';
import { verdictSign } from '../../view/cutover/run-marks.js';
import { stepFacts } from '../../view/cutover/run-steps.js';
import { foldSigns } from '../../view/symbols.js';
import { safeText } from '../../view/text.js';
import { linearLook } from '../linear.js';
import { question, runKeys, type RunUi } from './prompt.js';

const told = (text: string): string => foldSigns(safeText(text)).replace(/ {2,}/g, ', ');

/** The gates in words, without the time that passes: `holds: metrics:orders: no data`. */
const gateWords = (snapshot: RunSnapshot): readonly string[] =>
  gateRows(snapshot)
    .filter(({ verdict }) => verdict !== 'wait')
    .map(({ verdict, name, numbers, why }) =>
      [`${verdictSign(verdict, linearLook).text} ${name}`, numbers, why].filter((part) => part !== '').join(', '),
    );

/** What is said when the screen opens. */
export function greetRun(snapshot: RunSnapshot): readonly string[] {
  const { scope, run, step } = snapshot.state;
  return [
    `cutover ${scope.product}, ${scope.env}, run ${run}`,
    `at ${step}: ${stepFacts(snapshot.state)}`,
    statusText(snapshot).text,
    ...gateWords(snapshot),
    exposureText(snapshot),
    'press ? for keys',
  ]
    .filter((text) => text !== '')
    .map(told);
}

/** What is new since the last look, one fact a line; nothing is said twice. */
export function announceRun(before: RunSnapshot, now: RunSnapshot): readonly string[] {
  const last = before.recent.at(-1)?.n ?? 0;
  const events = now.recent
    .filter(({ n, kind }) => n > last && kind !== 'gate')
    .map((entry) => `${entry.at.slice(11, 19)} ${eventText(entry)}`);
  const status = statusText(now).text;
  const known = new Set(gateWords(before));
  const exposure = exposureText(now);
  return [
    ...events,
    ...(now.state.step === before.state.step ? [] : [`at ${now.state.step}: ${stepFacts(now.state)}`]),
    ...gateWords(now).filter((text) => !known.has(text)),
    ...(status === statusText(before).text ? [] : [status]),
    ...(exposure === exposureText(before) ? [] : [exposure]),
  ].map(told);
}

/** What a key did. */
export function announceUi(before: RunUi, now: RunUi, { state }: RunSnapshot): readonly string[] {
  if (now.notice !== before.notice && now.notice !== '') return [told(now.notice)];
  if (now.help && !before.help)
    return [...runKeys.map(({ key, help }) => `${key}: ${help}`), 'q: leave; the run keeps its place'];
  const { prompt } = now;
  if (prompt !== undefined && prompt.stage !== before.prompt?.stage) return [told(question(prompt, state))];
  return [];
}
