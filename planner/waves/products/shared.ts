import type { Traffic } from './traffic.js';
import { noiseAt } from './traffic.js';

/** What AWS offers in place of a shared service. */
const services: Readonly<Record<string, string>> = {
  ad: 'extend it: domain controllers in AWS, or AWS Managed Microsoft AD with a trust, before W1',
  dns: 'Route 53 private zones, and Resolver endpoints to the names that stay, before W1',
  ntp: 'Amazon Time Sync Service at 169.254.169.123, nothing to move',
  dhcp: 'a DHCP option set of the VPC, nothing to move',
  backup: 'AWS Backup for what has moved; keep it until the last rollback window ends',
  monitoring: 'CloudWatch for what has moved; keep it until the last rollback window ends',
  logging: 'CloudWatch Logs for what has moved; keep it until the last rollback window ends',
  jump: 'Session Manager, nothing to move',
  files: 'Amazon FSx or a rehosted server: give it a product in estate.yaml',
  hub: 'give it a product in estate.yaml, or name it in plan.leave',
};

const aliases: Readonly<Record<string, string>> = {
  'active-directory': 'ad',
  'domain-controller': 'ad',
  directory: 'ad',
  bastion: 'jump',
  'jump-host': 'jump',
  time: 'ntp',
  log: 'logging',
};

/** Role of a shared service for a role id of sizing; undefined for roles of products (`postgres`, `web`). */
export function sharedRole(role: string | undefined): string | undefined {
  if (role === undefined) return undefined;
  const plain = aliases[role] ?? role;
  return plain !== 'files' && plain !== 'hub' && Object.hasOwn(services, plain) ? plain : undefined;
}

export const instead = (role: string): string => services[role] ?? services['hub'] ?? '';

/** A machine that so many others talk to, or that talks to so many, that it belongs to none of them. */
export interface Hub {
  readonly role: string;
  readonly partners: number;
  readonly why: string;
}

/** Share of all machines from which on a machine is a hub, and the least number: in a small company everybody uses the one database. */
const hubShare = 0.3;
const hubAtLeast = 10;

/** Machines talking to each machine (all ports), and the hubs. */
export function findHubs(
  servers: number,
  traffic: Traffic,
): { readonly hubs: ReadonlyMap<number, Hub>; readonly fanIn: Int32Array } {
  const { from, to, port } = traffic;
  const all = new Float64Array(from.length);
  const own = new Float64Array(from.length);
  const managed = new Float64Array(from.length);
  let [owned, administrative] = [0, 0];
  for (let flow = 0; flow < from.length; flow += 1) {
    const source = from[flow] ?? 0;
    const target = to[flow] ?? 0;
    all[flow] = target * servers + source;
    if (noiseAt(port[flow] ?? -1) === undefined) {
      own[owned] = target * servers + source;
      owned += 1;
    } else {
      managed[administrative] = source * servers + target;
      administrative += 1;
    }
  }
  const limit = Math.max(hubAtLeast, Math.floor(hubShare * servers) + 1);
  const fanIn = distinctPartners(servers, all);
  const ownIn = distinctPartners(servers, own.subarray(0, owned));
  const managedOut = distinctPartners(servers, managed.subarray(0, administrative));
  const roles = noiseRoles(
    servers,
    traffic,
    (server) => (fanIn[server] ?? 0) >= limit || (managedOut[server] ?? 0) >= limit,
  );
  const hubs = new Map<number, Hub>();
  for (let server = 0; server < servers; server += 1) {
    const into = fanIn[server] ?? 0;
    const out = managedOut[server] ?? 0;
    if ((ownIn[server] ?? 0) >= limit) {
      hubs.set(server, { role: 'hub', partners: into, why: `${ownIn[server]} of ${servers} machines use it` });
    } else if (into >= limit) {
      hubs.set(server, {
        role: roles.into.get(server) ?? 'hub',
        partners: into,
        why: `${into} of ${servers} machines use it`,
      });
    } else if (out >= limit) {
      hubs.set(server, {
        role: roles.out.get(server) ?? 'hub',
        partners: into,
        why: `it reaches ${out} of ${servers} machines`,
      });
    }
  }
  return { hubs, fanIn };
}

/** Of pairs coded as `machine * servers + partner`, how many different partners each machine has. */
function distinctPartners(servers: number, coded: Float64Array): Int32Array {
  const result = new Int32Array(servers);
  let previous = -1;
  for (const pair of coded.toSorted()) {
    if (pair === previous) continue;
    previous = pair;
    const machine = Math.floor(pair / servers);
    result[machine] = (result[machine] ?? 0) + 1;
  }
  return result;
}

function tally(side: Map<number, Map<string, number>>, server: number, role: string): void {
  const roles = side.get(server) ?? new Map<string, number>();
  roles.set(role, (roles.get(role) ?? 0) + 1);
  side.set(server, roles);
}

/** The role of most of the administrative flows of the few machines that `wanted` picks; ties go to the first in the alphabet. */
function noiseRoles(
  servers: number,
  traffic: Traffic,
  wanted: (server: number) => boolean,
): { readonly into: ReadonlyMap<number, string>; readonly out: ReadonlyMap<number, string> } {
  const into = new Map<number, Map<string, number>>();
  const out = new Map<number, Map<string, number>>();
  const picked = Uint8Array.from({ length: servers }, (_, server) => (wanted(server) ? 1 : 0));
  for (let flow = 0; flow < traffic.from.length; flow += 1) {
    const from = traffic.from[flow] ?? 0;
    const to = traffic.to[flow] ?? 0;
    if (picked[from] !== 1 && picked[to] !== 1) continue;
    const role = noiseAt(traffic.port[flow] ?? -1)?.role;
    if (role === undefined) continue;
    if (picked[to] === 1) tally(into, to, role);
    if (picked[from] === 1) tally(out, from, role);
  }
  return { into: most(into), out: most(out) };
}

function most(tallies: ReadonlyMap<number, ReadonlyMap<string, number>>): ReadonlyMap<number, string> {
  const result = new Map<number, string>();
  for (const [server, roles] of tallies) {
    const [best] = [...roles].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (best !== undefined) result.set(server, best[0]);
  }
  return result;
}
