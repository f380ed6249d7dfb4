import { type Cents, formatCents } from '../model/money.js';
import type { Confidence } from '../sizing/recommendation.js';
import type { Signs } from './look.js';
import { symbolsOf } from './symbols.js';

/** `12,345.6`: at most so many decimals, trailing zeros left out, the same on every machine. */
export function numberText(value: number, decimals = 1): string {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const kept = fraction.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = kept === '' ? grouped : `${grouped}.${kept}`;
  return value < 0 && text !== '0' ? `-${text}` : text;
}

/** `1 server`, `15 servers`. */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${numberText(value, 0)} ${value === 1 ? one : many}`;

/** A size that may be unknown: `16 GiB` or `?`. */
export const sizeText = (gib: number | undefined): string => (gib === undefined ? '?' : `${numberText(gib)} GiB`);

export const percentText = (value: number | undefined): string =>
  value === undefined ? '' : `${numberText(value, value < 1 ? 1 : 0)} %`;

/** A sum of which some lines have no known price is shown as a lower bound: `≥ $12.00`; with nothing known, `unknown`. */
export function moneyText(cents: Cents, unpriced: number, look: Signs): string {
  if (unpriced === 0) return formatCents(cents);
  return cents === 0 ? 'unknown' : `${symbolsOf(look).atLeast} ${formatCents(cents)}`;
}

/** Change of a monthly sum in whole percent: `−57 %`, `+4 %`. Empty where there is nothing to compare with. */
export function changeText(from: Cents, to: Cents, look: Signs): string {
  if (from <= 0) return '';
  const percent = Math.round(((to - from) / from) * 100);
  return `${percent < 0 ? symbolsOf(look).minus : '+'}${numberText(Math.abs(percent), 0)} %`;
}

/** `●●●○○`; in words `3 of 5`. */
export function confidenceDots(confidence: Confidence, look: Signs): string {
  if (look.linear === true) return `${confidence} of 5`;
  const { full, empty } = symbolsOf(look);
  return full.repeat(confidence) + empty.repeat(5 - confidence);
}

const confidenceWords: Readonly<Record<Confidence, string>> = {
  1: 'a guess: nothing measured',
  2: 'low',
  3: 'fair',
  4: 'good',
  5: 'high: a long, complete series',
};

/** `confidence 2 of 5 (low)`: what the dots say, in words. */
export const confidenceText = (confidence: Confidence): string =>
  `confidence ${confidence} of 5 (${confidenceWords[confidence]})`;
