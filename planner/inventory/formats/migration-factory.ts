import type { Column, Format, MachineField } from '../format.js';

const columns: readonly Column<MachineField>[] = [
  { field: 'name', headers: ['server_name'] },
  { field: 'fqdn', headers: ['server_fqdn'] },
  { field: 'os', headers: ['server_os_family', 'server_os'] },
  { field: 'osVersion', headers: ['server_os_version'] },
  { field: 'wave', headers: ['wave_name'] },
  { field: 'product', headers: ['app_name'] },
  { field: 'environment', headers: ['server_environment'] },
  { field: 'disposition', headers: ['r_type'] },
  { field: 'instanceType', headers: ['instanceType'] },
  { field: 'tags', headers: ['tags'] },
  { field: 'tag', headers: ['server_tier'] },
];

/**
 * Intake form of AWS Cloud Migration Factory: version 1 (`server_os`, `cloudendure_projectname`) and version 2 (`server_os_family`, `r_type`,
 * `tags`). It says nothing about sizes: its machines are kept, and `instanceType` is the size where it is filled in.
 */
export const migrationFactory: Format = {
  id: 'cmf',
  title: 'AWS Cloud Migration Factory intake form',
  tables: [
    {
      id: 'intake',
      role: 'server',
      needs: [
        'wave_name',
        'app_name',
        'aws_accountid',
        'server_name',
        'server_fqdn',
        ['server_os_family', 'server_os'],
      ],
      columns,
    },
  ],
};
