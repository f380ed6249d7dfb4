import type { Format } from '../format.js';
import { ansible } from './ansible.js';
import { azureFlows } from './azure-flows.js';
import { azureImport } from './azure-import.js';
import { azureReport } from './azure-report.js';
import { discoveryAgent } from './discovery-agent.js';
import { discoveryAgentless } from './discovery-agentless.js';
import { discoveryImport } from './discovery-import.js';
import { google } from './google.js';
import { mgn } from './mgn.js';
import { migrationFactory } from './migration-factory.js';
import { nutanix } from './nutanix.js';
import { rvtools } from './rvtools.js';
import { servicenow } from './servicenow.js';
import { tidal } from './tidal.js';
import { vrops } from './vrops.js';

/** Every format that is known, one row each. The plain table (`plain.ts`) takes what none of these recognises. */
export const formats: readonly Format[] = [
  rvtools,
  azureImport,
  azureReport,
  azureFlows,
  ansible,
  migrationFactory,
  mgn,
  discoveryImport,
  discoveryAgentless,
  discoveryAgent,
  google,
  nutanix,
  servicenow,
  vrops,
  tidal,
];
