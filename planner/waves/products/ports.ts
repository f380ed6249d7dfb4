/**
 * Ports that say nothing about products: everybody logs in, resolves names and is watched. Joining machines over them makes one product of
 * the whole datacenter (AWS prescriptive guidance: shared services "create false groups"). The flows stay visible with the reason given here.
 * Microsoft's move-group planner drops 22, 53, 123, 135, 445 and 3389; the rest are the registered ports of the same kinds of services.
 */
const noise: readonly { readonly role: string; readonly why: string; readonly ports: readonly number[] }[] = [
  { role: 'jump', why: 'remote administration', ports: [22, 3389, 5985, 5986, 5900] },
  { role: 'dns', why: 'name resolution', ports: [53] },
  { role: 'ntp', why: 'time', ports: [123] },
  { role: 'dhcp', why: 'address assignment', ports: [67, 68] },
  { role: 'ad', why: 'directory and sign-in', ports: [88, 389, 464, 636, 3268, 3269, 9389] },
  { role: 'files', why: 'Windows networking and file shares', ports: [135, 137, 138, 139, 445] },
  { role: 'monitoring', why: 'monitoring', ports: [161, 162, 1270, 5666, 5723, 9100, 9182, 10050, 10051, 12489] },
  { role: 'logging', why: 'log collection', ports: [514, 601, 5044, 6514, 9997] },
  {
    role: 'backup',
    why: 'backup',
    ports: [1500, 1501, 1556, 6160, 6162, 8400, 8403, 9392, 10000, 13720, 13724, 13782],
  },
];

/** Stores and queues whose clients wait for every answer: such traffic rarely stands the way over a WAN. */
const storePorts: ReadonlySet<number> = new Set([
  // SQL Server, Oracle, Sybase, Db2, MySQL, PostgreSQL, Informix, SAP HANA
  1433, 1434, 1521, 1526, 5000, 50000, 3306, 5432, 5433, 9088, 30015,
  // memcached, Redis, Cassandra, MongoDB, Couchbase, Elasticsearch
  11211, 6379, 9042, 27017, 27018, 8091, 9200, 9300,
  // AMQP, IBM MQ, ActiveMQ, Kafka
  5671, 5672, 1414, 61616, 9092,
  // NFS, iSCSI
  2049, 3260,
]);

export interface Noise {
  readonly role: string;
  readonly why: string;
}

const noiseByPort: ReadonlyMap<number, Noise> = new Map(
  noise.flatMap(({ role, why, ports }) => ports.map((port) => [port, { role, why }] as const)),
);

/** Why a port is left out of the grouping; undefined when it counts. */
export const noiseOf = (port: number): Noise | undefined => noiseByPort.get(port);

/** `store`: data store, cache, queue or file system. `service`: any other known port. `unknown`: no port, or a dynamic one (RFC 6335: 49152 and up). */
export type PortKind = 'store' | 'service' | 'unknown';

export function portKind(port: number | undefined): PortKind {
  if (port === undefined) return 'unknown';
  if (storePorts.has(port)) return 'store';
  return port < 49_152 ? 'service' : 'unknown';
}
