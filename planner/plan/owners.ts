import type { Estate } from '../../estate/index.js';
import type { Finding } from '../model/finding.js';
import type { Server } from '../model/server.js';
import type { PlannedWaves } from '../waves/plan-waves.js';

interface Owned {
  readonly id: string;
  readonly name: string;
  readonly owner: string | undefined;
}

/** Who owns the servers that findings are about: a few hundred of a hundred thousand. Findings know a server by its name. */
export class Owners {
  readonly #told: ReadonlySet<string>;
  readonly #servers: Owned[] = [];

  /** @param findings those that are known before the servers are looked at */
  constructor(findings: readonly Finding[]) {
    this.#told = new Set(findings.flatMap(({ server }) => server ?? []));
  }

  /** @param noted whether something was found about this very server just now */
  add(server: Server, noted: boolean): void {
    if (!noted && (this.#told.size === 0 || !this.#told.has(server.name))) return;
    const { id, name, owner } = server;
    this.#servers.push({ id, name, owner });
  }

  /** Names the owner of what a finding is about, where its product or the server has one. */
  in(findings: readonly Finding[], { placements }: PlannedWaves, estate: Estate | undefined): readonly Finding[] {
    const owners = new Map<string, string>();
    for (const { id, name, owner } of this.#servers) {
      const place = placements.get(id);
      const product = place?.kind === 'product' ? estate?.products[place.product] : undefined;
      const found = product?.owner ?? owner;
      if (found !== undefined) owners.set(name, found);
    }
    if (owners.size === 0) return findings;
    return findings.map((finding) => {
      const owner = finding.owner ?? owners.get(finding.server ?? '');
      return owner === undefined || owner === finding.owner ? finding : { ...finding, owner };
    });
  }
}
