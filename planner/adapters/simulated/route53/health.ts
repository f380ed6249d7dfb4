/** What Route 53 is told about a health check; fields that the simulation does not read are kept as given. */
export interface HealthCheckConfig {
  readonly Type: string;
  /** Seconds between two probes of one checker: 10 or 30 (default). */
  readonly RequestInterval?: number;
  /** Probes in a row until the verdict changes: 1 to 10, default 3. */
  readonly FailureThreshold?: number;
  /** A disabled check always counts as healthy (before it is inverted). */
  readonly Disabled?: boolean;
  readonly Inverted?: boolean;
  readonly [other: string]: unknown;
}

export type Endpoint = 'up' | 'down';

export interface HealthCheck {
  readonly id: string;
  readonly callerReference: string;
  readonly config: HealthCheckConfig;
  /** Counts updates; `UpdateHealthCheck` may demand one. */
  readonly version: number;
  /** What the checkers would find now. */
  readonly endpoint: Endpoint;
  /** What they found before, and since when (milliseconds) it is otherwise. */
  readonly before: Endpoint;
  readonly since: number;
}

/** Milliseconds from a change at the endpoint until the verdict follows: so many failed probes in a row. */
export const lagOf = ({ RequestInterval = 30, FailureThreshold = 3 }: HealthCheckConfig): number =>
  RequestInterval * FailureThreshold * 1000;

/** The verdict of a health check at a time. */
export function isHealthy({ config, endpoint, before, since }: HealthCheck, now: number): boolean {
  const seen = now >= since + lagOf(config) ? endpoint : before;
  const healthy = config.Disabled === true || seen === 'up';
  return config.Inverted === true ? !healthy : healthy;
}

/** The check after its endpoint came up or went down. */
export function turned(check: HealthCheck, endpoint: Endpoint, now: number): HealthCheck {
  if (endpoint === check.endpoint) return check;
  const before = now >= check.since + lagOf(check.config) ? check.endpoint : check.before;
  return { ...check, endpoint, before, since: now };
}
