/** How clients reach a product: NLB with Elastic IPs, ALB, routes, TLS, the way to the datacenter. */
export { ingressLimits } from './alarms.js';
export { ApplicationBalancer, tlsPolicy } from './application.js';
export type { ApplicationOverrides } from './application.js';
export { Ingress } from './ingress.js';
export type { IngressProps } from './ingress.js';
export { NetworkBalancer } from './network.js';
export { resolveIngress } from './resolve.js';
export type { Exposure, IngressSettings, IngressSpec, PassThrough } from './resolve.js';
export { patternsOf, priorityOf } from './routes.js';
export type { Route, RouteSpec, Routes, RouteTo } from './routes.js';
export { TargetGroup } from './target-group.js';
export type { TargetRef } from './target-group.js';
export type { HealthCheck, Target, TargetSpec } from './targets.js';
