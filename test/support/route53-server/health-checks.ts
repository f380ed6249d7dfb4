import { createHash } from 'node:crypto';
import {
  type HealthCheck,
  type HealthCheckConfig,
  type Outcome,
  type SimulatedRoute53,
} from '../../../planner/adapters/simulated/route53.js';
import { isHealthy } from '../../../planner/adapters/simulated/route53/health.js';
import { done, refuse } from '../../../planner/adapters/simulated/route53/types.js';

const missing = (id: string) => refuse('NoSuchHealthCheck', `A health check with id ${id} does not exist.`, 404);

export const findHealthCheck = (route53: SimulatedRoute53, id: string): HealthCheck | undefined =>
  route53.healthChecks.find((check) => check.id === id);

/** The same reference with the same settings gives the same check; with others it is refused. */
export function createHealthCheck(
  route53: SimulatedRoute53,
  callerReference: string,
  config: HealthCheckConfig,
  now: number,
): Outcome<HealthCheck> {
  return route53.call('CreateHealthCheck', now, () => {
    const known = route53.healthChecks.find((check) => check.callerReference === callerReference);
    if (known !== undefined)
      return JSON.stringify(known.config) === JSON.stringify(config)
        ? done(known)
        : refuse(
            'HealthCheckAlreadyExists',
            'A health check with this CallerReference exists with other settings.',
            409,
          );
    const check: HealthCheck = {
      id: createHash('md5')
        .update(callerReference)
        .digest('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      callerReference,
      config,
      version: 1,
      endpoint: 'up',
      before: 'up',
      since: now,
    };
    route53.putHealthCheck(check);
    return done(check);
  });
}

export const getHealthCheck = (route53: SimulatedRoute53, id: string, now: number): Outcome<HealthCheck> =>
  route53.call('GetHealthCheck', now, () => {
    const check = findHealthCheck(route53, id);
    return check === undefined ? missing(id) : done(check);
  });

/** @param version the one that the caller knows; another one is refused */
export const updateHealthCheck = (
  route53: SimulatedRoute53,
  id: string,
  version: number | undefined,
  config: Partial<HealthCheckConfig>,
  now: number,
): Outcome<HealthCheck> =>
  route53.call('UpdateHealthCheck', now, () => {
    const check = findHealthCheck(route53, id);
    if (check === undefined) return missing(id);
    if (version !== undefined && version !== check.version)
      return refuse('HealthCheckVersionMismatch', `The health check has version ${check.version}.`, 409);
    const updated = { ...check, version: check.version + 1, config: { ...check.config, ...config } };
    route53.putHealthCheck(updated);
    return done(updated);
  });

export const deleteHealthCheck = (route53: SimulatedRoute53, id: string, now: number): Outcome<undefined> =>
  route53.call('DeleteHealthCheck', now, () => {
    if (findHealthCheck(route53, id) === undefined) return missing(id);
    route53.removeHealthCheck(id);
    return done(undefined);
  });

/** What the checkers found, in the words of the API. */
export const healthCheckStatus = (route53: SimulatedRoute53, id: string, now: number): Outcome<string> =>
  route53.call('GetHealthCheckStatus', now, () => {
    const check = findHealthCheck(route53, id);
    if (check === undefined) return missing(id);
    return done(isHealthy(check, now) ? 'Success: HTTP Status Code 200, OK' : 'Failure: connection refused');
  });
