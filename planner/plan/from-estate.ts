import type { Estate } from '../../estate/index.js';
import type { SizingOptions } from '../sizing/options.js';

/** What the estate file decides about sizing: pins and servers that stay behind. */
export function sizingDecisions(estate: Estate | undefined): Pick<SizingOptions, 'pins' | 'leave'> {
  const { pins = {}, leave = {} } = estate?.plan ?? {};
  return {
    pins: Object.fromEntries(
      Object.entries(pins).flatMap(([server, { type, why = 'plan.pins' }]) =>
        type === undefined ? [] : [[server, { type, why }]],
      ),
    ),
    leave: Object.fromEntries(Object.entries(leave).map(([server, { as }]) => [server, as])),
  };
}
