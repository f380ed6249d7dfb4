/**
 * Items in order that need not all exist at once: an array is one, and so is a table that makes an item when it is asked for.
 * Such a table makes a new one each time: take `Array.from` once where identity matters, or where it is gone through more than once.
 */
export interface Listing<T> extends Iterable<T> {
  readonly length: number;
  /** @returns undefined where there is none; a negative index counts from the end, as in an array */
  at(index: number): T | undefined;
  /** Shows every item once, where that takes less than to make it: what is shown is good until the next is. */
  each?(show: (item: T, index: number) => void): void;
}

/** Shows every item in order; each is good until the next is shown. */
export function eachOf<T>(items: Listing<T>, show: (item: T, index: number) => void): void {
  if (items.each !== undefined) {
    items.each(show);
    return;
  }
  let index = 0;
  for (const item of items) {
    show(item, index);
    index += 1;
  }
}

/** What `make` makes of each item, when it is asked for. */
export const mapped = <T, U>(items: Listing<T>, make: (item: T) => U): Listing<U> => ({
  length: items.length,
  at(index) {
    const item = items.at(index);
    return item === undefined ? undefined : make(item);
  },
  *[Symbol.iterator]() {
    for (const item of items) yield make(item);
  },
});
