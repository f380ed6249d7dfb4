import { textOf } from '../cells.js';
import { emptyDisk, emptyFacts } from '../facts.js';
import type { DiskFacts, DocumentSink, Facts, Fault, Format, ReadContext } from '../format.js';
import { osOf } from '../os.js';

type Dict = Readonly<Record<string, unknown>>;

const isDict = (value: unknown): value is Dict => typeof value === 'object' && value !== null && !Array.isArray(value);

const dict = (value: unknown): Dict | undefined => (isDict(value) ? value : undefined);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text that says something; Ansible writes `NA` and `unknown` where it found nothing. */
const text = (value: unknown): string | undefined => (typeof value === 'string' ? textOf(value) : undefined);

/** A positive number, which Solaris gives as text. */
function positive(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

const gibibyte = 2 ** 30;

/** Ansible's report of a host that was down or did not let it in. */
const failed = (record: Dict): boolean =>
  record['unreachable'] === true || (record['failed'] === true && 'msg' in record);

/** The facts of a record: under `ansible_facts`, or the record itself (fact cache, `hostvars`). */
function factsOf(record: Dict): Dict | undefined {
  const inner = dict(record['ansible_facts']);
  if (inner !== undefined) return inner;
  return 'ansible_os_family' in record || 'ansible_system' in record || 'ansible_hostname' in record
    ? record
    : undefined;
}

const isRecord = (value: unknown): value is Dict => isDict(value) && (factsOf(value) !== undefined || failed(value));

/** A host of a document; `record` is undefined where the document holds something else in its place. */
interface Host {
  readonly name: string | undefined;
  readonly record: Dict | undefined;
  readonly original: unknown;
}

const hostOf = (name: string | undefined, value: unknown): Host => ({
  name: name ?? text(dict(value)?.['inventory_hostname']),
  record: isRecord(value) ? value : undefined,
  original: value,
});

/** One record, a list of records, or records by host name (also under `hosts`, `contacted`, `_meta.hostvars`). */
function hostsOf(document: unknown): readonly Host[] {
  if (Array.isArray(document)) return document.map((entry) => hostOf(undefined, entry));
  if (!isDict(document)) return [];
  if (isRecord(document)) return [hostOf(undefined, document)];
  const byName =
    dict(document['hosts']) ?? dict(document['contacted']) ?? dict(dict(document['_meta'])?.['hostvars']) ?? document;
  return Object.entries(byName).map(([name, entry]) => hostOf(name, entry));
}

/** `facts/db01.json`, `facts.zip:db01.json` -> `db01`: `ansible --tree` names the file after the host. */
export const hostOfFile = (file: string): string => (file.split(/[/\\:]/).at(-1) ?? file).replace(/\.jsonl?$/i, '');

const local = (name: string): boolean => /^localhost\b/i.test(name);

/** The name the machine gives itself; the host name of Ansible's inventory where it gives none (Solaris zones). */
function identify(facts: Dict, host: string): Pick<Facts, 'name' | 'fqdn'> {
  const node = text(facts['ansible_nodename']);
  const own = [node, text(facts['ansible_hostname'])].find((name) => name !== undefined && !local(name));
  const fqdn = [text(facts['ansible_fqdn']), node].find((name) => name?.includes('.') === true && !local(name));
  const name = own ?? host;
  return { name: /^[\d.]+$/.test(name) ? name : (name.split('.')[0] ?? name), fqdn };
}

function addresses(facts: Dict): readonly string[] {
  const first = text(dict(facts['ansible_default_ipv4'])?.['address']);
  const all = [
    first,
    ...list(facts['ansible_all_ipv4_addresses']),
    ...list(facts['ansible_ip_addresses']),
    ...list(facts['ansible_all_ipv6_addresses']),
  ];
  return [...new Set(all.flatMap((address) => text(address) ?? []))];
}

function vcpus(facts: Dict): number | undefined {
  const stated = positive(facts['ansible_processor_vcpus']);
  if (stated !== undefined) return stated;
  const sockets = positive(facts['ansible_processor_count']);
  const cores = positive(facts['ansible_processor_cores']);
  if (sockets === undefined && cores === undefined) return undefined;
  return (sockets ?? 1) * (cores ?? 1) * (positive(facts['ansible_processor_threads_per_core']) ?? 1);
}

/** `['0', 'GenuineIntel', 'Intel(R) Xeon(R) …', …]`: the model is the longest entry. */
function cpuModel(facts: Dict): string | undefined {
  const entries = list(facts['ansible_processor']).flatMap((entry) => text(entry) ?? []);
  return entries.toSorted((a, b) => b.length - a.length)[0];
}

/** MB everywhere, bytes on Windows. */
function memoryGiB(facts: Dict): number | undefined {
  const mebibytes = positive(facts['ansible_memtotal_mb']);
  if (mebibytes !== undefined) return mebibytes / 1024;
  const bytes = positive(facts['ansible_totalmem']);
  return bytes === undefined ? undefined : bytes / gibibyte;
}

/** Devices the kernel makes of others, and those without a disk in them. */
const madeUp = /^(?:dm-|loop|md|ram|sr|zram|fd|nbd)/;

/** `sectors` counts 512 bytes whatever `sectorsize` says (sysfs). */
function disks(facts: Dict): DiskFacts[] {
  return Object.entries(dict(facts['ansible_devices']) ?? {}).flatMap(([label, entry]) => {
    const device = dict(entry);
    const sectors = positive(device?.['sectors']);
    if (device === undefined || sectors === undefined || madeUp.test(label) || String(device['removable']) === '1')
      return [];
    return [{ ...emptyDisk(), label, sizeGiB: (sectors * 512) / gibibyte }];
  });
}

const remote = /^(?:nfs|cifs|smb|fuse|tmpfs|devtmpfs|overlay|iso9660|squashfs|autofs|proc|sysfs)/i;

/** Sum of a figure over local file systems, each device once. */
function mounted(facts: Dict, figure: (mount: Dict) => number | undefined): number | undefined {
  const seen = new Map<string, number>();
  for (const entry of list(facts['ansible_mounts'])) {
    const mount = dict(entry);
    const bytes = mount === undefined || remote.test(text(mount['fstype']) ?? '') ? undefined : figure(mount);
    if (mount !== undefined && bytes !== undefined) seen.set(String(mount['device']), bytes);
  }
  if (seen.size === 0) return undefined;
  let sum = 0;
  for (const bytes of seen.values()) sum += bytes;
  return sum / gibibyte;
}

const used = (mount: Dict): number | undefined => {
  const total = positive(mount['size_total']);
  return total === undefined ? undefined : total - (positive(mount['size_available']) ?? 0);
};

function architecture(facts: Dict): Facts['arch'] {
  const name = text(facts['ansible_architecture'])?.toLowerCase();
  if (name === undefined) return undefined;
  if (/^(?:x86|amd64|i\d86|64-bit|32-bit)/.test(name)) return 'x86_64';
  return /^(?:aarch64|arm64)/.test(name) ? 'arm64' : 'other';
}

function operatingSystem(facts: Dict): Facts['os'] {
  const name = text(facts['ansible_os_name']) ?? text(facts['ansible_distribution']) ?? text(facts['ansible_system']);
  if (name === undefined) return undefined;
  const version = text(facts['ansible_distribution_version']);
  const os = osOf(version === undefined || text(facts['ansible_os_name']) !== undefined ? name : `${name} ${version}`);
  const bits = text(facts['ansible_userspace_bits']) === '32' || text(facts['ansible_architecture']) === '32-bit';
  return os !== undefined && bits ? { ...os, bits: 32 } : os;
}

/** Virtual only where the facts say `guest`: Windows without the fact is not known. */
function physical(facts: Dict): boolean | undefined {
  const role = text(facts['ansible_virtualization_role']);
  return role === undefined ? undefined : role !== 'guest';
}

function machine(facts: Dict, host: string): Facts {
  const memoryUsed = positive(dict(dict(facts['ansible_memory_mb'])?.['nocache'])?.['used']);
  const devices = disks(facts);
  return {
    ...emptyFacts(),
    ...identify(facts, host),
    uuid: text(facts['ansible_product_uuid']),
    ips: [...addresses(facts)],
    vcpus: vcpus(facts),
    memoryGiB: memoryGiB(facts),
    disks: devices,
    storageGiB: devices.length > 0 ? undefined : mounted(facts, (mount) => positive(mount['size_total'])),
    storageUsedGiB: mounted(facts, used),
    os: operatingSystem(facts),
    arch: architecture(facts),
    cpuModel: cpuModel(facts),
    power: 'on',
    physical: physical(facts),
    measures: memoryUsed === undefined ? undefined : { memoryGiB: { sample: memoryUsed / 1024 } },
  };
}

function fault(host: string, record: Dict | undefined): Fault {
  if (record === undefined) {
    return {
      code: 'no-facts',
      value: host,
      message: 'is not a record of Ansible facts',
      remedy: 'give the output of `ansible -m setup --tree DIR`, one host a file',
    };
  }
  return {
    code: 'host-unreachable',
    value: host,
    message: `has no facts: Ansible could not reach it (${text(record['msg']) ?? 'no reason given'})`,
    remedy: 'gather its facts again when it is up, or add it to a CSV with its vCPUs and memory',
  };
}

/**
 * Facts of Ansible's `setup` module: one host a file (`ansible -m setup --tree DIR`), or many in one document by host name or as a list.
 */
export const ansible: Format = {
  id: 'ansible-facts',
  title: 'Ansible facts',
  document: {
    recognise: (document) => hostsOf(document).some(({ record }) => record !== undefined),
    read(document: unknown, sink: DocumentSink, context: ReadContext) {
      for (const [index, host] of hostsOf(document).entries()) {
        const name = host.name ?? hostOfFile(context.file);
        const facts = host.record === undefined ? undefined : factsOf(host.record);
        if (facts === undefined) sink.reject(index + 1, fault(name, host.record), JSON.stringify(host.original));
        else sink.server(index + 1, machine(facts, name));
      }
    },
  },
};
