/** Virtual machines: pools that are replaced at will, rehosted servers that keep their disks. */
export { fleetLimits } from './alarms.js';
export { userData } from './boot.js';
export type { BootPlan } from './boot-plan.js';
export { Disks } from './disks.js';
export { Fleet } from './fleet.js';
export type { FleetProps } from './fleet.js';
export { MachineGroup } from './group.js';
export { MachineTemplate } from './launch-template.js';
export { resolveFleet } from './resolve.js';
export type { FleetSettings, ResolvedDisk } from './resolve.js';
export { FleetRole } from './role.js';
export type { Ami, Boot, Disk, FleetEgress, FleetSpec, PoolSpec, RehostedSpec } from './spec.js';
