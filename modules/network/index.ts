/** A VPC in tiers, its ways out, its way to the datacenter, and what it records. */
export { natGatewayAlarms, vpnAlarms } from './alarms.js';
export { Endpoints } from './endpoints.js';
export type { EndpointsProps } from './endpoints.js';
export { flowLogFields, FlowLogs } from './flow-logs.js';
export type { FlowLogsProps } from './flow-logs.js';
export { LegacyLink } from './legacy-link.js';
export type { LegacyLinkProps } from './legacy-link.js';
export { Network } from './network.js';
export type { ExtraRoute, NetworkProps, RouteTables } from './network.js';
export { resolveNetwork } from './resolve.js';
export type { InterfaceEndpoint, LegacyNetwork, NetworkPlan, ResolvedNetwork } from './resolve.js';
