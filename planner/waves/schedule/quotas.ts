import type { Day } from '../../model/day.js';
import { noticeBy } from './limits.js';
import type { WaveModel } from '../model.js';
import type { QuotaWait } from './quota-waits.js';
import type { Timeline } from './timeline.js';

/** When a limit must have been raised under a timeline. */
export interface Excess extends QuotaWait {
  /** Day on which each waiting product, by index, needs its addresses. */
  readonly needs: ReadonlyMap<number, Day>;
  /** Last day to ask; before the start of the plan when something was moved too far forward. */
  readonly askBy: Day;
}

/** A product needs its addresses when a partner must be told about them, else when its wave starts to build. */
export function excesses(model: WaveModel, { waves, cutover }: Timeline): readonly Excess[] {
  if (model.quotaWaits.length === 0) return [];
  const days = new Map<number, Day>();
  for (const { start, products } of waves) {
    for (const index of products) {
      let day = start;
      const moved = cutover[index];
      for (const timing of model.products[index]?.partners ?? []) {
        if (moved !== undefined) day = Math.min(day, noticeBy(timing, moved, model.limits));
      }
      days.set(index, day);
    }
  }
  return model.quotaWaits.map((wait): Excess => {
    const names = new Set(wait.waiting);
    const needs = new Map([...days].filter(([index]) => names.has(model.products[index]?.name ?? '')));
    let first = Infinity;
    for (const day of needs.values()) first = Math.min(first, day);
    // Exceeded before any product: ask on the first day.
    if (!Number.isFinite(first)) first = model.limits.firstDay + wait.quota.leadTimeDays;
    return { ...wait, needs, askBy: first - wait.quota.leadTimeDays };
  });
}
