import { isDeepStrictEqual } from 'node:util';
import type { Template } from './synth.js';

const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

function resources({ json }: Template): ReadonlyMap<string, unknown> {
  return new Map(
    entries(json['resource']).flatMap(([type, all]) =>
      entries(all).map(([id, config]) => [`${type}.${id}`, config] as const),
    ),
  );
}

/** Addresses of the resources of `before` that `after` changes or has no more: none, where something was only added. */
export function touched(before: Template, after: Template): readonly string[] {
  const now = resources(after);
  return [...resources(before)].filter(([at, config]) => !isDeepStrictEqual(config, now.get(at))).map(([at]) => at);
}

/** Addresses of the resources that only `after` has. */
export function added(before: Template, after: Template): readonly string[] {
  const then = resources(before);
  return [...resources(after).keys()].filter((at) => !then.has(at));
}
