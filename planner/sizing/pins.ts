import type { Server } from '../model/server.js';
import type { SizingOptions } from './options.js';

/** A target that a person or the row itself has chosen. */
export interface Pin {
  /** `m7i.xlarge`, `db.r7g.large`, `cache.t4g.small`. */
  readonly type: string;
  readonly why: string;
  /** The row names it (Cloud Migration Factory, MGN), rather than the estate file. */
  readonly byRow: boolean;
}

/** Pins by name, whatever its case: of the estate file first, then of the row. */
export function pinReader({ pins }: SizingOptions): (server: Server) => Pin | undefined {
  const byName = new Map(Object.entries(pins).map(([name, pin]) => [name.toLowerCase(), pin]));
  return ({ id, name, instanceType }) => {
    const pin = byName.size === 0 ? undefined : (byName.get(id.toLowerCase()) ?? byName.get(name.toLowerCase()));
    if (pin !== undefined) return { ...pin, byRow: false };
    return instanceType === undefined ? undefined : { type: instanceType, why: 'named in its row', byRow: true };
  };
}
