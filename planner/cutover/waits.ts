import { inSeconds } from '../../estate/index.js';
import type { Scope } from './scope.js';
import { percentOf } from './stage.js';
import type { StepId } from './scope.js';
import type { State } from './state.js';

/**
 * Negative answers of a Route 53 zone are kept so long by resolvers: the smaller of SOA TTL (900) and minimum (86400).
 * Source: Amazon Route 53 Developer Guide, "SOA and NS records that Amazon Route 53 creates".
 */
export const negativeTtl = 900_000;

/** Resolvers that count a TTL from when they hand an answer on, and clocks that differ: a fifth more. */
export const ttlMargin = 1.2;

/** A wait with its reason; milliseconds. */
export interface Wait {
  readonly milliseconds: number;
  readonly why: string;
}

const twoTtls = ({ policy }: Scope): number => 2 * policy.ttl;

/** Longest TTL under which an old answer may still be kept: every record of every name, the old provider's included. Milliseconds. */
export function oldTtl({ scope, bases }: State): number {
  return Math.max(
    0,
    ...scope.names.flatMap((name) => [
      ...(name.delegated === undefined ? [] : [name.legacy.ttl]),
      ...(bases[name.name]?.asRead ?? []).map(({ TTL = 60 }) => TTL * 1000),
    ]),
  );
}

/** Wait after a step's change has reached every server; undefined where there is none. */
export function waitAfter(state: State, step: StepId): Wait | undefined {
  const { scope } = state;
  const { bake } = scope.policy;
  const ttl = `${inSeconds(scope.policy.ttl)} s`;
  if (percentOf(step) !== undefined)
    return { milliseconds: Math.max(bake.step, twoTtls(scope)), why: `bake; at least two TTLs of ${ttl}` };
  switch (step) {
    case 'ttl': {
      const old = oldTtl(state);
      const created = scope.names.some(({ delegated }) => delegated !== undefined);
      const longest = Math.max(old * ttlMargin, created ? negativeTtl : 0);
      return { milliseconds: longest, why: `answers with the old TTL of ${old / 1000} s run out` };
    }
    case 'delegate':
      return { milliseconds: twoTtls(scope), why: `answers without the CNAME run out; two TTLs of ${ttl}` };
    case 'convert':
    case 'finish':
      if (scope.names.length === 0) return undefined;
      return { milliseconds: twoTtls(scope), why: `two TTLs of ${ttl}` };
    case 'bake':
      return { milliseconds: Math.max(bake.final, twoTtls(scope)), why: 'the last bake, all traffic on AWS' };
    case 'drain':
      // Measured: over as soon as it is low. Not measured: the longest wait, then a statement.
      return scope.policy.legacyTraffic === undefined
        ? { milliseconds: bake.drain, why: 'clients that still use the old address' }
        : { milliseconds: twoTtls(scope), why: `two TTLs of ${ttl}` };
    default:
      return undefined;
  }
}

/** Wait before a step asks its gates. */
export function waitBefore({ scope, finishedAt }: State, step: StepId): { until: number; why: string } | undefined {
  if (step !== 'decommission' || finishedAt === undefined) return undefined;
  return {
    until: Date.parse(finishedAt) + scope.policy.keepLegacy,
    why: 'the rollback window after finish: legacy is kept',
  };
}

/** If we roll back now, every client that honours TTLs is on legacy within so many milliseconds. */
export const exposure = ({ policy }: Scope): number => policy.ttl * ttlMargin + 60_000;
