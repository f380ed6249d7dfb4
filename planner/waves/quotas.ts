import type { Day } from './calendar.js';
import type { Quota } from './inputs.js';
import { noticeBy } from './limits.js';
import type { WaveModel } from './model.js';
import type { Timeline } from './timeline.js';

/** A limit of the account that the plan exceeds. */
export interface Excess {
  readonly quota: Quota;
  /** Taken before the first product, and by all of them. */
  readonly needed: number;
  /** First product that does not fit, and the day on which it needs its addresses. */
  readonly product: number;
  readonly neededOn: Day;
  /** Last day to ask. */
  readonly askBy: Day;
}

/**
 * Addresses are needed when a partner is told about them, else when the wave starts to build. Taken in that order; the first product
 * that exceeds the limit says when it must have been raised.
 */
export function excesses(model: WaveModel, { waves, cutover }: Timeline): readonly Excess[] {
  const needs = waves.flatMap(({ start, products }) =>
    products.flatMap((index) => {
      const product = model.products[index];
      if (product === undefined || product.addresses === 0) return [];
      let day = start;
      const moved = cutover[index];
      for (const timing of product.partners) {
        if (moved !== undefined) day = Math.min(day, noticeBy(timing, moved, model.limits));
      }
      return [{ index, day, addresses: product.addresses }];
    }),
  );
  const ordered = needs.toSorted((a, b) => a.day - b.day || a.index - b.index);
  return model.inputs.quotas.flatMap((quota): Excess[] => {
    let needed = quota.used;
    let first: { index: number; day: Day } | undefined;
    for (const { index, day, addresses } of ordered) {
      needed += addresses;
      if (needed > quota.limit) first ??= { index, day };
    }
    if (first === undefined) return [];
    const { index: product, day: neededOn } = first;
    return [{ quota, needed, product, neededOn, askBy: neededOn - quota.leadTimeDays }];
  });
}
