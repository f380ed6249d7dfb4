/** A quantity or text that a filter may ask for by name: `product:storefront`, `cost:>100`. */
export type Field<T> = (row: T) => string | number | undefined;

/** Decides about one row. */
export type Test<T> = (row: T, haystack: string) => boolean;

/** Words, where quotes keep spaces together: `os:"windows server" !off`. */
const wordsOf = (text: string): readonly string[] => text.match(/(?:"[^"]*"?|[^\s"])+/g) ?? [];

function numberTest(value: string): ((actual: number) => boolean) | undefined {
  const [, sign = '', digits = ''] = /^([<>]?=?)\$?([\d,]+(?:\.\d+)?)$/.exec(value) ?? [];
  if (digits === '') return undefined;
  const limit = Number(digits.replaceAll(',', ''));
  switch (sign) {
    case '>':
      return (actual) => actual > limit;
    case '>=':
      return (actual) => actual >= limit;
    case '<':
      return (actual) => actual < limit;
    case '<=':
      return (actual) => actual <= limit;
    default:
      return (actual) => actual === limit;
  }
}

function fieldTest<T>(field: Field<T>, value: string): Test<T> {
  const compare = numberTest(value);
  return (row) => {
    const actual = field(row);
    if (typeof actual === 'number') return compare?.(actual) ?? false;
    return actual !== undefined && actual.toLowerCase().includes(value);
  };
}

/**
 * What a person typed after `/`: all words must match; `!word` must not; `field:value` looks into one field, `field:>n` compares.
 * An unknown field is just text. Haystacks are lower case already.
 */
export function parseFilter<T>(text: string, fields: Readonly<Record<string, Field<T>>>): readonly Test<T>[] {
  const tests: Test<T>[] = [];
  for (const word of wordsOf(text.toLowerCase())) {
    const inverse = word.startsWith('!');
    const bare = (inverse ? word.slice(1) : word).replaceAll('"', '');
    if (bare === '') continue;
    const colon = bare.indexOf(':');
    const name = bare.slice(0, Math.max(colon, 0));
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const value = bare.slice(colon + 1);
    // `cost:` is still being typed: no condition yet.
    if (field !== undefined && value === '') continue;
    const test: Test<T> = field === undefined ? (_, haystack) => haystack.includes(bare) : fieldTest(field, value);
    tests.push(inverse ? (row, haystack) => !test(row, haystack) : test);
  }
  return tests;
}
