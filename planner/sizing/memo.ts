/** A memory is emptied when it has grown to this: of a million different texts not all must stay. */
const limit = 50_000;

/** A function that remembers its answers. */
export function memo<Key, Value extends object>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  // One server asks for the same several times, and often so does the next.
  let lastKey: Key | undefined;
  let last: Value | undefined;
  return (key) => {
    if (last !== undefined && key === lastKey) return last;
    const value = known.get(key) ?? learn(key);
    lastKey = key;
    last = value;
    return value;
  };

  function learn(key: Key): Value {
    const value = make(key);
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  }
}

/** Whole numbers below this have a place of their own. */
const places = 4096;

/** The same for whole numbers that are mostly small, such as GiB: a place in a list is found ten times quicker than a key. */
export function memoOfWhole<Value extends object>(make: (key: number) => Value): (key: number) => Value {
  const small: (Value | undefined)[] = [];
  small.length = places;
  const large = memo(make);
  return (key) => (key >= 0 && key < places ? (small[key] ??= make(key)) : large(key));
}
