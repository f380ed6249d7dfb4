import type { IgnoredTable } from '../format.js';

const ignored: readonly (readonly [tab: string, because: string, ...needs: (string | readonly string[])[]])[] = [
  ['vCD', 'CD drive', 'VM', 'Device Node', 'Device Type', 'Connected', 'Starts Connected'],
  ['vFloppy', 'floppy drive', 'VM', 'Device Node', 'Connected', 'Starts Connected'],
  ['vTools', 'state of the guest tools', 'VM', 'Tools', ['Tools Version', 'Upgradeable']],
  ['vPort', 'port of a virtual switch', ['VM', 'Host'], 'Port Group', 'Switch', 'VLAN'],
  ['vSwitch', 'virtual switch', 'Host', 'Switch', ['# Ports', 'Ports', 'Free Ports']],
  [
    'dvSwitch',
    'virtual switch',
    'Switch',
    ['Port Group', 'Datacenter', 'Vendor'],
    ['# Ports', 'Ports', 'Max Ports', 'Host members', 'VLAN'],
  ],
  ['dvPort', 'port of a virtual switch', 'Port', 'Switch', 'Type', 'VLAN'],
  [
    'vCluster',
    'cluster',
    ['Cluster', 'Name'],
    ['TotalCpu', 'NumCpuCores', 'NumHosts'],
    ['TotalCpu', 'HA enabled', 'TotalMemory'],
  ],
  [
    'vRP',
    'resource pool',
    ['Resource Pool name', 'Resource pool'],
    ['Resource Pool path', '# VMs'],
    ['# vCPUs', 'CPU limit', 'Mem Configured', '# VMs total'],
  ],
  ['vSource', 'vCenter', 'Name', 'API type', 'API version'],
  ['vHBA', 'adapter of a virtualisation host', 'Host', 'Device', 'Bus', ['WWN', 'Driver', 'Pci']],
  ['vNIC', 'adapter of a virtualisation host', 'Host', 'Network Device', 'Duplex'],
  ['vSC_VMK', 'adapter of a virtualisation host', 'Host', 'Port Group', 'Device', 'Mac Address', 'DHCP'],
  ['vDatastore', 'datastore', 'Name', ['Accessible', 'MHA'], 'Type', ['Capacity MiB', 'Provisioned MiB'], '# Hosts'],
  ['vMultiPath', 'path to storage', 'Host', 'Disk', 'Policy', ['Path 1', 'Oper. State', 'Display name']],
  ['vLicense', 'licence', 'Name', 'Key', ['Cost Unit', 'Labels'], 'Total', 'Used'],
  ['vFileInfo', 'file of a datastore', 'File Name', 'File Type', ['File Size in bytes', 'Path', 'Friendly Path Name']],
  ['vHealth', 'health message', 'Name', 'Message', 'Message type'],
  ['vMetaData', 'description of the export', 'RVTools major version', 'RVTools version'],
];

/** Tabs of RVTools that say nothing about machines. They are named here so that none is taken for a list of servers. */
export const otherTabs: readonly IgnoredTable[] = ignored.map(([id, because, ...needs]) => ({
  id,
  role: 'ignore',
  because,
  needs,
}));
