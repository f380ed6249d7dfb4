import type { EnvironmentRef } from '../core/index.js';
import type { Capacity } from './resolve.js';

/** Launch type or capacity provider, as services and schedules take it. */
export function capacityOf(capacity: Capacity) {
  if (capacity.kind === 'fargate' && capacity.price !== 'spot') return { launchType: 'FARGATE' };
  const capacityProvider = capacity.kind === 'ec2' ? capacity.capacityProvider : 'FARGATE_SPOT';
  return { capacityProviderStrategy: [{ capacityProvider, weight: 1 }] };
}

/** In the private subnets, without an address of its own. */
export function networkOf(environment: Pick<EnvironmentRef, 'subnets'>, securityGroup: string) {
  return {
    subnets: Object.values(environment.subnets.private),
    securityGroups: [securityGroup],
    assignPublicIp: false,
  };
}
