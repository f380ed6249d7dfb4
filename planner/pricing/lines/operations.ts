import { Decimal } from 'decimal.js';
import type { PriceBook } from '../book.js';
import type { Price } from '../quote.js';
import { rateLine, sumPrices, tierLines } from '../quotes.js';

export interface MonitoringQuantities {
  readonly alarms?: number;
  /** Custom or detailed metrics; detailed monitoring of one instance is seven. */
  readonly metrics?: number;
  readonly dashboards?: number;
  readonly logsIngestedGB?: number;
  readonly logsStoredGB?: number;
}

export const cloudwatchLines = (monitoring: MonitoringQuantities, book: PriceBook): Price =>
  sumPrices([
    rateLine(book, 'cloudwatch.alarm', monitoring.alarms ?? 0, 'month'),
    rateLine(book, 'cloudwatch.metric', monitoring.metrics ?? 0, 'month'),
    rateLine(book, 'cloudwatch.dashboard', monitoring.dashboards ?? 0, 'month'),
    rateLine(book, 'cloudwatch.logs.ingest', monitoring.logsIngestedGB ?? 0, 'GB'),
    rateLine(book, 'cloudwatch.logs.store', monitoring.logsStoredGB ?? 0, 'GB-month'),
  ]);

export const kmsLines = ({ keys, requests = 0 }: { keys: number; requests?: number }, book: PriceBook): Price =>
  sumPrices([rateLine(book, 'kms.key', keys, 'month'), rateLine(book, 'kms.requests', requests, 'request')]);

export const secretsLines = (
  { secrets, requests = 0 }: { secrets: number; requests?: number },
  book: PriceBook,
): Price =>
  sumPrices([
    rateLine(book, 'secrets.secret', secrets, 'month'),
    rateLine(book, 'secrets.requests', requests, 'request'),
  ]);

/** Mail sent through SES. Attachments and dedicated addresses are not counted. */
export const sesLines = (messages: number, book: PriceBook): Price =>
  rateLine(book, 'ses.message', messages, 'message');

/** Container images in ECR. */
export const ecrLines = (storedGB: number, book: PriceBook): Price =>
  rateLine(book, 'ecr.storage', storedGB, 'GB-month');

export type SupportPlan = 'developer' | 'business' | 'on-ramp' | 'enterprise';

/**
 * Legacy AWS Support plans (they end on 2027-01-01; the tiers of their successors are not known): the larger of a minimum and
 * a share of the bill that falls by tiers.
 * @param monthlyUsd the month's AWS bill without support
 */
export function supportLines(plan: SupportPlan, monthlyUsd: number, book: PriceBook): Price {
  const minimum = book.rate(`support.${plan}.minimum`);
  const share = tierLines(book, `support.${plan}`, monthlyUsd, 'USD');
  const reached = minimum === undefined || new Decimal(share.cents).gte(new Decimal(minimum.usd).times(100));
  return reached ? share : rateLine(book, `support.${plan}.minimum`, 1, 'month');
}
