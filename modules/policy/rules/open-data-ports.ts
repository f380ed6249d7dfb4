import { openPorts } from '../network.js';
import type { Rule } from '../rule.js';

const dataPorts = {
  445: 'SMB',
  1433: 'SQL Server',
  2049: 'NFS',
  3306: 'MySQL',
  5432: 'PostgreSQL',
  5985: 'WinRM',
  6379: 'Valkey, Redis',
  9200: 'OpenSearch',
  11211: 'memcached',
  27017: 'MongoDB',
};

export const openDataPorts: Rule = {
  id: 'open-data-ports',
  title: 'Databases and caches are closed to the internet',
  why: 'A data store that the internet reaches is guessed, scraped and encrypted for ransom.',
  remedy: 'Let only the security groups of its consumers in.',
  severity: 'error',
  also: ['CKV_AWS_260', 'EC2RestrictedCommonPorts'],
  check: (template) => openPorts(template, dataPorts),
};
