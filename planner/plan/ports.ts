import type { Flow } from '../model/flow.js';

const none: ReadonlySet<number> = new Set();

/** The ports on which each server was seen to be talked to: evidence of its role. */
export function portsByServer(flows: readonly Flow[]): (server: string) => ReadonlySet<number> {
  const ports = new Map<string, Set<number>>();
  for (const { to, port } of flows) {
    if (to === undefined || port === undefined) continue;
    const known = ports.get(to);
    if (known === undefined) ports.set(to, new Set([port]));
    else known.add(port);
  }
  if (ports.size === 0) return () => none;
  return (server) => ports.get(server) ?? none;
}
