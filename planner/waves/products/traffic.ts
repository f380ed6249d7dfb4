import type { Finding } from '../../model/finding.js';
import type { Flow } from '../../model/flow.js';
import type { ServerLookup } from './lookup.js';
import { noiseOf, portKind, type Noise, type PortKind } from './ports.js';
import { nameParts } from './names.js';
import type { NoisePort } from '../wave-plan.js';

/** What one machine is observed or said to have to do with another one. Parallel columns, because there may be millions. */
export interface Traffic {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** -1 = unknown. */
  readonly port: Int32Array;
  readonly count: Float64Array;
  /** Kilobytes a day, whole numbers so that sums do not depend on the order; -1 = not measured. */
  readonly kb: Float64Array;
  readonly noise: readonly NoisePort[];
  /** Pairs of machines from explicit columns. */
  readonly declared: readonly (readonly [number, number])[];
  /** Pairs of machines that write to one disk. */
  readonly disks: readonly (readonly [number, number])[];
  readonly findings: readonly Finding[];
}

export const kindOf = (port: number): PortKind => portKind(port < 0 ? undefined : port);
export const noiseAt = (port: number): Noise | undefined => (port < 0 ? undefined : noiseOf(port));

/** Flows between two machines of the inventory; what leads outside says nothing about products. */
export function readTraffic(lookup: ServerLookup, flows: readonly Flow[]): Traffic {
  const from = new Int32Array(flows.length);
  const to = new Int32Array(flows.length);
  const port = new Int32Array(flows.length);
  const count = new Float64Array(flows.length);
  const kb = new Float64Array(flows.length);
  const noise = new Map<number, number>();
  let kept = 0;
  for (const flow of flows) {
    const source = flow.from === undefined ? undefined : lookup.byId(flow.from);
    const target = flow.to === undefined ? undefined : lookup.byId(flow.to);
    if (source === undefined || target === undefined || source === target) continue;
    from[kept] = source;
    to[kept] = target;
    port[kept] = flow.port ?? -1;
    count[kept] = Math.max(1, Math.round(flow.count));
    kb[kept] = flow.gbPerDay === undefined ? -1 : Math.max(0, Math.round(flow.gbPerDay * 1e6));
    kept += 1;
    if (flow.port !== undefined && noiseOf(flow.port) !== undefined)
      noise.set(flow.port, (noise.get(flow.port) ?? 0) + 1);
  }
  return {
    from: from.subarray(0, kept),
    to: to.subarray(0, kept),
    port: port.subarray(0, kept),
    count: count.subarray(0, kept),
    kb: kb.subarray(0, kept),
    noise: [...noise]
      .map(([number, seen]) => ({ port: number, why: noiseOf(number)?.why ?? '', flows: seen }))
      .toSorted((a, b) => a.port - b.port),
    ...declaredPairs(lookup),
    disks: diskPairs(lookup),
  };
}

function declaredPairs(lookup: ServerLookup): Pick<Traffic, 'declared' | 'findings'> {
  const declared: [number, number][] = [];
  const findings: Finding[] = [];
  for (const [index, server] of lookup.servers.entries()) {
    for (const name of server.dependsOn) {
      const target = lookup.byName(name);
      if (target === undefined) {
        findings.push({
          severity: 'warning',
          code: 'unknown-dependency',
          file: server.source.file,
          row: server.source.row,
          value: name,
          server: server.id,
          message: 'depends on a machine that is not in the inventory',
          remedy: 'write the name of a machine of the inventory, or add that machine',
        });
      } else if (target !== index) declared.push([index, target]);
    }
  }
  return { declared, findings };
}

const ownLabel = /^(?:hard disk|disk|drive|volume|scsi|sata|ide|[a-z]:|\/dev\/)|^(?:xvd|sd|vd|hd|nvme)[a-z0-9]*$/i;

/**
 * Machines whose shared disks are one disk. A label that every machine uses for itself (`sdb`, `Hard disk 2`) counts only among machines
 * of one name stem (`sql01`, `sql02`); a path or a LUN counts everywhere.
 */
function diskPairs(lookup: ServerLookup): [number, number][] {
  const last = new Map<string, number>();
  const pairs: [number, number][] = [];
  for (const [index, server] of lookup.servers.entries()) {
    for (const { label, sizeGiB, shared } of server.disks) {
      if (shared !== true) continue;
      const scope = ownLabel.test(label) ? nameParts(server.name).stem : '';
      const key = `${scope}|${label}|${sizeGiB}`;
      const other = last.get(key);
      if (other !== undefined && other !== index) pairs.push([other, index], [index, other]);
      last.set(key, index);
    }
  }
  return pairs;
}
