import { partNames } from './names.js';
import type { Nameless, Part } from './part.js';

/**
 * Gives every part a name that no other of its section and environment has. A part is called the same in all environments: a wish is granted
 * when nowhere two parts have it.
 */
export function namedParts(environments: readonly (readonly Nameless[])[]): readonly (readonly Part[])[] {
  const contested = new Set<string>();
  for (const parts of environments) {
    const wished = new Set<string>();
    for (const { section, wishes } of parts) {
      for (const wish of new Set(wishes)) {
        const key = `${section} ${wish}`;
        if (wished.has(key)) contested.add(key);
        wished.add(key);
      }
    }
  }
  return environments.map((parts) => {
    const names = { fleets: partNames(), data: partNames() };
    return parts.map(({ wishes, ...part }) => {
      const wish = wishes.find((name) => !contested.has(`${part.section} ${name}`)) ?? wishes.at(-1) ?? 'server';
      return { ...part, name: names[part.section].give(wish) };
    });
  });
}
