import { closeSync, openSync, writeSync } from 'node:fs';
import { zipSync, strToU8 } from 'fflate';

/** A small linear congruential generator: the same seed makes the same estate. */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const systems = [
  'CentOS 7 (64-bit)',
  'Ubuntu 22.04 LTS',
  'Windows Server 2019 Standard',
  'Red Hat Enterprise Linux 8',
  'Debian 12',
];
const header = [
  'Server name',
  'FQDN',
  'IP address',
  'UUID',
  'Operating system',
  'vCPU',
  'RAM (GB)',
  'Disk 1 (GB)',
  'Disk 2 (GB)',
  'CPU avg %',
  'CPU peak %',
  'Memory avg %',
  'Memory peak %',
  'Disk IOPS peak',
  'Network peak (Mbps)',
  'Power',
  'Application',
  'Environment',
  'Owner',
  'Criticality',
  'Software',
  'Folder',
  'Notes',
  'Rack',
  'Serial',
  'Warranty',
  'Vendor',
];

function cells(index: number, random: (below: number) => number): (string | number)[] {
  const vcpus = 2 ** random(5);
  const product = random(4000);
  const cpu = 2 + random(40);
  const memory = 20 + random(50);
  return [
    `srv${index}`,
    `srv${index}.dc.example`,
    `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    `42${index.toString(16).padStart(6, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    systems[random(systems.length)] ?? '',
    vcpus,
    vcpus * 2 ** random(4),
    20 + random(200),
    random(3) === 0 ? 100 + random(2000) : '',
    cpu,
    cpu + random(50),
    memory,
    memory + random(25),
    random(4000),
    random(800),
    random(40) === 0 ? 'off' : 'on',
    `app-${product}`,
    random(3) === 0 ? 'test' : 'prod',
    `team-${product % 90}`,
    ['low', 'medium', 'high'][random(3)] ?? '',
    random(6) === 0 ? 'PostgreSQL 14' : 'nginx',
    `/dc/app-${product}`,
    `rack row ${random(60)}, "left" side`,
    `R${random(60)}`,
    `SN-${index}`,
    `20${20 + random(9)}-0${1 + random(9)}-11`,
    'Example Systems',
  ];
}

const quoted = (cell: string | number): string => {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Writes `count` servers of 27 columns as CSV, a fifth of the text quoted as exports do. */
export function writeServers(path: string, count: number): void {
  const random = generator(count);
  const file = openSync(path, 'w');
  let lines = [header.map(quoted).join(',')];
  for (let index = 1; index <= count; index += 1) {
    lines.push(cells(index, random).map(quoted).join(','));
    if (lines.length >= 5000 || index === count) {
      writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  closeSync(file);
}

type Sheet = readonly [name: string, rows: readonly (readonly (string | number)[])[]];

const uuid = (index: number) => `4211aaaa-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

/** An RVTools-like workbook of `count` machines: vInfo, vCPU, vMemory, vDisk, vPartition, vNetwork, vHost. */
export function rvtools(count: number): Uint8Array {
  const random = generator(count);
  const each = <T>(make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index + 1));
  const machines = each((index) => ({
    name: `vm${index}`,
    vcpus: 2 ** random(4),
    memory: 1024 * 2 ** random(6),
    disk: 20_480 + 1024 * random(300),
  }));
  const sheets: Sheet[] = [
    [
      'vInfo',
      [
        [
          'VM',
          'Powerstate',
          'Template',
          'DNS Name',
          'CPUs',
          'Memory',
          'NICs',
          'Disks',
          'Primary IP Address',
          'Folder',
          'Provisioned MiB',
          'In Use MiB',
          'Annotation',
          'Host',
          'OS according to the configuration file',
          'OS according to the VMware Tools',
          'VM ID',
          'VM UUID',
        ],
        ...machines.map((vm, at) => [
          vm.name,
          'poweredOn',
          'False',
          `${vm.name}.dc.example`,
          vm.vcpus,
          vm.memory,
          1,
          1,
          `10.9.${at >> 8}.${at & 255}`,
          '/dc/apps',
          vm.disk,
          vm.disk / 2,
          'note',
          `esx${at % 20}`,
          'CentOS 7 (64-bit)',
          'CentOS 7 (64-bit)',
          `vm-${at}`,
          uuid(at),
        ]),
      ],
    ],
    [
      'vCPU',
      [
        ['VM', 'CPUs', 'Sockets', 'Cores p/s', 'Max', 'Overall', 'VM UUID'],
        ...machines.map((vm, at) => [
          vm.name,
          vm.vcpus,
          1,
          vm.vcpus,
          2600 * vm.vcpus,
          random(2600 * vm.vcpus),
          uuid(at),
        ]),
      ],
    ],
    [
      'vMemory',
      [
        ['VM', 'Size MiB', 'Consumed', 'Active', 'Swapped', 'Ballooned', 'VM UUID'],
        ...machines.map((vm, at) => [vm.name, vm.memory, vm.memory / 2, random(vm.memory), 0, 0, uuid(at)]),
      ],
    ],
    [
      'vDisk',
      [
        ['VM', 'Disk', 'Capacity MiB', 'Raw', 'Thin', 'VM UUID'],
        ...machines.map((vm, at) => [vm.name, 'Hard disk 1', vm.disk, 'False', 'True', uuid(at)]),
      ],
    ],
    [
      'vPartition',
      [
        ['VM', 'Disk', 'Capacity MiB', 'Consumed MiB', 'Free MiB', 'VM UUID'],
        ...machines.map((vm, at) => [vm.name, '/', vm.disk, vm.disk / 3, (vm.disk * 2) / 3, uuid(at)]),
      ],
    ],
    [
      'vNetwork',
      [
        ['VM', 'Network', 'Mac Address', 'IPv4 Address', 'VM UUID'],
        ...machines.map((vm, at) => [
          vm.name,
          'VM Network',
          '00:50:56:00:00:01',
          `10.9.${at >> 8}.${at & 255}`,
          uuid(at),
        ]),
      ],
    ],
    [
      'vHost',
      [
        ['Host', 'CPU Model', 'Speed', '# CPU', '# Cores'],
        ...Array.from({ length: 20 }, (_, at) => [`esx${at}`, 'Intel(R) Xeon(R) Gold 6148', 2400, 2, 40]),
      ],
    ],
  ];
  return workbook(sheets);
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));
}

/** The least of an xlsx file that spreadsheet programs accept: inline strings and numbers. */
function workbook(sheets: readonly Sheet[]): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageNs = 'http://schemas.openxmlformats.org/package/2006';
  const entries: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="${packageNs}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(([name], at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${packageNs}/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`,
    ),
  };
  for (const [at, [, rows]] of sheets.entries()) {
    const body = rows.map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((cell, c) => (typeof cell === 'number' ? `<c r="${columnName(c)}${r + 1}"><v>${cell}</v></c>` : `<c r="${columnName(c)}${r + 1}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`)).join('')}</row>`,
    );
    entries[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(
      `${head}<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData></worksheet>`,
    );
  }
  return zipSync(entries, { level: 1 });
}
