import { booleanOf, textOf } from '../cells.js';
import type { Facts, Format, Header, Outcome, ReadContext, Row } from '../format.js';

function open(header: Header, context: ReadContext) {
  const [virtual, cores] = [header.find('virtual'), header.find('cpu_core_count')];
  return (facts: Facts, row: Row): Outcome => {
    const known = facts.vcpus === undefined || textOf(row.cells[cores]) !== undefined;
    if (known || booleanOf(row.cells[virtual]) !== false) return undefined;
    context.note('warning', row.number, {
      code: 'sockets-only',
      column: 'cpu_count',
      value: String(facts.vcpus),
      message: `counts processors of a physical machine, not cores; ${facts.vcpus} is used as the number of vCPUs`,
      remedy: 'fill in cpu_core_count (cores per processor)',
    });
    return undefined;
  };
}

/**
 * Table `cmdb_ci_server` of ServiceNow (and the tables that extend it), exported with field names. Disks in GB, CPU speed in MHz. RAM should be in MB,
 * but many companies fill it in GB: the column's figures tell.
 */
export const servicenow: Format = {
  id: 'servicenow',
  title: 'ServiceNow cmdb_ci_server',
  tables: [
    {
      id: 'cmdb_ci_server',
      role: 'server',
      needs: [['sys_id', 'sys_class_name'], 'name', ['cpu_count', 'ram', 'disk_space']],
      columns: [
        { field: 'key', headers: ['sys_id'] },
        { field: 'name', headers: ['name'] },
        { field: 'fqdn', headers: ['fqdn'] },
        { field: 'ips', headers: ['ip_address'] },
        { field: 'os', headers: ['os'] },
        { field: 'osVersion', headers: ['os_version'] },
        { field: 'sockets', headers: ['cpu_count'] },
        { field: 'coresPerSocket', headers: ['cpu_core_count'] },
        { field: 'threadsPerCore', headers: ['cpu_core_thread'] },
        { field: 'cpuMHz', headers: ['cpu_speed'], unit: 'MHz' },
        { field: 'cpuModel', headers: ['cpu_name', 'cpu_type'] },
        { field: 'memory', headers: ['ram'], unit: 'guess' },
        { field: 'storage', headers: ['disk_space'], unit: 'GiB' },
        { field: 'disposition', headers: ['install_status'] },
        { field: 'virtual', headers: ['virtual'] },
        { field: 'product', headers: ['u_application', 'application'] },
        { field: 'environment', headers: ['environment', 'used_for', 'u_environment'] },
        { field: 'owner', headers: ['owned_by', 'managed_by', 'assigned_to'] },
        { field: 'criticality', headers: ['busines_criticality', 'business_criticality'] },
        { field: 'description', headers: ['short_description'] },
        { field: 'tag', headers: ['department'] },
      ],
      open,
    },
  ],
};
