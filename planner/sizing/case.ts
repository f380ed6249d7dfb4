import type { Server } from '../model/server.js';
import type { Sized } from './demand.js';
import type { VolumeSet } from './market.js';
import type { CpuScore } from './normalise.js';
import type { Role } from './roles.js';
import type { SqlServer } from './sql-server.js';
import type { Obstacle, System } from './system.js';

/** Everything found out about one server before anything is chosen for it. */
export interface Case {
  readonly server: Server;
  readonly role: Role | undefined;
  readonly sqlServer: SqlServer | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly system: System;
  readonly sized: Sized | undefined;
  readonly score: CpuScore | undefined;
  readonly volumes: VolumeSet;
}
