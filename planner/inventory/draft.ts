import type { OperatingSystem } from '../model/server.js';
import { clearFacts, emptyFacts } from './facts.js';
import type { Facts } from './format.js';
import { osOf, osWithVersion } from './os.js';

/** A row while it is being read: facts, and what only together gives one. */
export interface Draft {
  readonly facts: Facts;
  sockets: number | undefined;
  coresPerSocket: number | undefined;
  cores: number | undefined;
  threadsPerCore: number | undefined;
  storageFree: number | undefined;
  osName: string | undefined;
  osBetter: string | undefined;
  osVersion: string | undefined;
  bits: 32 | undefined;
  /** Free space by place in `facts.disks`. */
  diskFree: number[] | undefined;
  template: boolean;
  placeholder: boolean;
}

export const emptyDraft = (): Draft => ({
  facts: emptyFacts(),
  sockets: undefined,
  coresPerSocket: undefined,
  cores: undefined,
  threadsPerCore: undefined,
  storageFree: undefined,
  osName: undefined,
  osBetter: undefined,
  osVersion: undefined,
  bits: undefined,
  diskFree: undefined,
  template: false,
  placeholder: false,
});

/** Makes a draft ready for the next row. */
export function clearDraft(draft: Draft): void {
  clearFacts(draft.facts);
  draft.sockets = undefined;
  draft.coresPerSocket = undefined;
  draft.cores = undefined;
  draft.threadsPerCore = undefined;
  draft.storageFree = undefined;
  draft.osName = undefined;
  draft.osBetter = undefined;
  draft.osVersion = undefined;
  draft.bits = undefined;
  draft.diskFree = undefined;
  draft.template = false;
  draft.placeholder = false;
}

const x86 = new Map<string, OperatingSystem>();

/** A 32-bit system whose name does not say so. */
function with32Bits(os: OperatingSystem): OperatingSystem {
  let narrow = x86.get(os.name);
  if (narrow === undefined) {
    narrow = { ...os, bits: 32 };
    if (x86.size > 10_000) x86.clear();
    x86.set(os.name, narrow);
  }
  return narrow;
}

/** Puts together what several columns say: vCPUs from sockets, cores and threads, used space from free space, the system from name and version. */
export function finish(draft: Draft): Facts {
  const { facts, sockets, coresPerSocket, cores, storageFree } = draft;
  if (facts.vcpus === undefined && (sockets !== undefined || cores !== undefined)) {
    const threads = draft.threadsPerCore ?? 1;
    facts.vcpus = cores === undefined ? (sockets ?? 1) * (coresPerSocket ?? 1) * threads : cores * threads;
  }
  if (storageFree !== undefined && facts.storageGiB !== undefined)
    facts.storageUsedGiB ??= Math.max(0, facts.storageGiB - storageFree);
  const name = draft.osBetter ?? draft.osName;
  if (facts.os === undefined) {
    if (name !== undefined && draft.osVersion !== undefined) facts.os = osWithVersion(name, draft.osVersion);
    else if (name !== undefined || draft.osVersion !== undefined) facts.os = osOf(name ?? draft.osVersion ?? '');
  }
  if (draft.bits === 32 && facts.os !== undefined && facts.os.bits === undefined) facts.os = with32Bits(facts.os);
  if (draft.diskFree !== undefined) {
    for (const [slot, free] of draft.diskFree.entries()) {
      const at = facts.disks[slot];
      if (at?.sizeGiB !== undefined && free !== undefined) at.usedGiB ??= Math.max(0, at.sizeGiB - free);
    }
  }
  return facts;
}
