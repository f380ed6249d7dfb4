import type { Fault } from '../route53/faults.js';

/** What a rehearsal can let go wrong, and what should come of it. */
export const faults = {
  throttle: 'Route 53 refuses the next 60 calls of a shift ("Rate exceeded"); the run slows down and goes on',
  crash: 'the process dies again and again, before and after each change; it is started again and goes on',
  'partner-late': 'every partner confirms 30 days late; its products wait',
  'foreign-edit': 'somebody else edits the record during a shift; all writes stop until it is decided',
  'bad-deploy': 'the new release fails at a quarter of the traffic; rolled back, repaired, taken up again',
  credentials: 'the session expires during a shift; the run waits for new credentials',
  'reset-after-apply': 'the connection breaks after a batch was taken; the fence tells that it has landed',
  'slow-dns': 'a change takes ten minutes to reach all name servers; every step waits for it',
} as const;

export type FaultName = keyof typeof faults;

export const isFault = (name: string): name is FaultName => Object.hasOwn(faults, name);

/** What Route 53 does when the first shift of the rehearsal begins. */
export const atFirstShift: Readonly<Partial<Record<FaultName, readonly Fault[]>>> = {
  throttle: [{ kind: 'throttle', times: 60 }],
  credentials: [{ kind: 'expired', times: 3 }],
  'reset-after-apply': [{ kind: 'reset-after-apply', action: 'ChangeResourceRecordSets', times: 2 }],
};

/** The process died. Only a rehearsal throws it. */
export class Crash extends Error {
  constructor() {
    super('the process died');
    this.name = 'Crash';
  }
}

/**
 * Dies around every change: once before it is made, once after, then lets it pass. What survives is the journal and the world.
 * @param due asked each time
 */
export function dying<A extends readonly unknown[], R>(
  work: (...args: A) => Promise<R>,
  due: () => 'before' | 'after' | 'never',
): (...args: A) => Promise<R> {
  return async (...args) => {
    const when = due();
    if (when === 'before') throw new Crash();
    const result = await work(...args);
    if (when === 'after') throw new Crash();
    return result;
  };
}
