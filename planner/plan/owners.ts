import type { Estate } from '../../estate/index.js';
import type { Finding } from '../model/finding.js';
import type { RowRef, Server } from '../model/server.js';
import type { PlannedWaves } from '../waves/plan-waves.js';

interface Owned {
  readonly id: string;
  readonly name: string;
  readonly source: RowRef;
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
    const { id, name, source, owner } = server;
    this.#servers.push({ id, name, source, owner });
  }

  /** Names the owner of what a finding is about, where its product or the server has one. */
  in(findings: readonly Finding[], { placements }: PlannedWaves, estate: Estate | undefined): readonly Finding[] {
    const owners = new Map<string, Owned[]>();
    for (const server of this.#servers) {
      const place = placements.get(server.id);
      const product = place?.kind === 'product' ? estate?.products[place.product] : undefined;
      const owned = { ...server, owner: product?.owner ?? server.owner };
      const others = owners.get(server.name);
      if (others === undefined) owners.set(server.name, [owned]);
      else others.push(owned);
    }
    if (owners.size === 0) return findings;
    return findings.map((finding) => {
      const owner = finding.owner ?? ownerOf(finding, owners.get(finding.server ?? ''));
      return owner === undefined || owner === finding.owner ? finding : { ...finding, owner };
    });
  }
}

/** Of machines that share a name, the one whose row it is. */
const ownerOf = ({ file, row }: Finding, servers: readonly Owned[] = []): string | undefined =>
  (servers.find(({ source }) => source.row === row && source.file === file) ?? servers.at(-1))?.owner;
