/** A memory is emptied when it has grown to this: of a million different texts not all must stay. */
const limit = 50_000;

/** A function that remembers its answers. */
export function memo<Key, Value extends object>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  };
}
