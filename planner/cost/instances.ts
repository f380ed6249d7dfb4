import type { Ec2Os } from '../pricing/book.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';
import type { Fleet } from './commitments.js';

type Ec2 = Extract<Target, { kind: 'ec2' }>;

/** EC2 instances that cost the same, and how many servers become one: at the right size, and as recommended. */
export interface AlikeInstances extends Pick<Ec2, 'instanceType' | 'os' | 'sqlServer'> {
  readonly rehost: number;
  readonly chosen: number;
}

interface Alike extends AlikeInstances {
  rehost: number;
  chosen: number;
}

/** Counts EC2 instances by what they cost: a hundred thousand servers become a few hundred kinds, and what a kind costs is asked once. */
export class InstanceCount {
  /** By type; few instances of a type differ. */
  readonly #types = new Map<string, Alike[]>();

  add({ rehost, chosen }: Pick<Recommendation, 'rehost' | 'chosen'>): void {
    const alike = rehost.target.kind === 'ec2' ? this.#alike(rehost.target) : undefined;
    if (alike !== undefined) alike.rehost += 1;
    // Most servers are recommended what they are rehosted on.
    const same = chosen === rehost ? alike : chosen.target.kind === 'ec2' ? this.#alike(chosen.target) : undefined;
    if (same !== undefined) same.chosen += 1;
  }

  *kinds(): Iterable<AlikeInstances> {
    for (const kinds of this.#types.values()) yield* kinds;
  }

  fleet(pick: 'rehost' | 'chosen'): Fleet {
    const fleet = new Map<string, Map<Ec2Os, number>>();
    for (const [type, kinds] of this.#types) {
      const systems = new Map<Ec2Os, number>();
      for (const kind of kinds) if (kind[pick] > 0) systems.set(kind.os, (systems.get(kind.os) ?? 0) + kind[pick]);
      if (systems.size > 0) fleet.set(type, systems);
    }
    return fleet;
  }

  #alike({ instanceType, os, sqlServer }: Ec2): Alike {
    let kinds = this.#types.get(instanceType);
    if (kinds === undefined) this.#types.set(instanceType, (kinds = []));
    for (const kind of kinds) if (kind.os === os && kind.sqlServer === sqlServer) return kind;
    const first: Alike = { instanceType, os, sqlServer, rehost: 0, chosen: 0 };
    kinds.push(first);
    return first;
  }
}
