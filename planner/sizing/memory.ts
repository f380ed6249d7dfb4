/** A memory is emptied when it has grown to this: of a million different disks not all must stay. */
const limit = 50_000;

/** What was made for a key before, or what is made now. */
export function remember<Key, Value extends object>(
  memory: Map<Key, Value>,
  key: Key,
  make: (key: Key) => Value,
): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make(key);
  if (memory.size >= limit) memory.clear();
  memory.set(key, value);
  return value;
}
