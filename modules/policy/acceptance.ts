import { blocks, configOf } from './values.js';
import type { Config } from './values.js';

/**
 * A finding that somebody accepts, on a resource, a provider or a stack. It lives in the synthesized JSON under `//`, which Terraform leaves alone, so
 * that every reader of it knows: tests, the app, the command.
 */
export interface Acceptance {
  readonly rule: string;
  /** Why this is right here. */
  readonly because: string;
  /** Last day of it, ISO; then it is a finding again. */
  readonly until: string;
}

/** Ten characters at least: a reason is a sentence, and "ok" is none. */
export const shortestReason = 10;

/** What is wrong with an acceptance; undefined where nothing is. */
export function faultOf(
  { rule, because, until }: Acceptance,
  today: string,
  known: ReadonlySet<string>,
): string | undefined {
  if (!known.has(rule)) return `accepts ${JSON.stringify(rule)}, which is no rule`;
  if (because.trim().length < shortestReason) return `accepts ${rule} without a reason; write why it is right here`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
    return `accepts ${rule} until ${JSON.stringify(until)}; write a day like 2027-06-30`;
  return until < today ? `accepted ${rule} until ${until}: mend it, or accept it anew` : undefined;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The acceptances in a block. */
export function acceptancesIn(config: Config): readonly Acceptance[] {
  return blocks(configOf(config['//'])['policy']).map((one) => ({
    rule: text(one['rule']),
    because: text(one['because']),
    until: text(one['until']),
  }));
}
