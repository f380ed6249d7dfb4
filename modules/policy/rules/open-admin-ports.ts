import { openPorts } from '../network.js';
import type { Rule } from '../rule.js';

export const openAdminPorts: Rule = {
  id: 'open-admin-ports',
  title: 'SSH and RDP are closed to the internet',
  why: 'Every address is searched for open SSH and RDP ports within minutes; one weak key or unpatched server is enough.',
  remedy: 'Use Session Manager (no port at all), or name the network that needs it.',
  severity: 'error',
  also: ['CKV_AWS_24', 'CKV_AWS_25', 'EC2RestrictedSSH'],
  check: (template) => openPorts(template, { 22: 'SSH', 3389: 'RDP' }),
};
