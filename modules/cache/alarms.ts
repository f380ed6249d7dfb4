import type { EnvironmentClass } from '../core/index.js';
import type { AlarmOverrides, AlarmRule } from '../monitoring/alarms.js';
import type { CacheKind } from './settings.js';

const busyAbovePercent: Readonly<Record<EnvironmentClass, number>> = {
  production: 75,
  staging: 90,
  development: 95,
  ephemeral: 95,
};

/** The rules of one node, before they are told apart by it. */
function ofNode(
  kind: CacheKind,
  node: Readonly<Record<string, string>>,
  environmentClass: EnvironmentClass,
  nodes: number,
): Record<string, AlarmRule> {
  const of = (name: string, statistic: string, rest: Omit<AlarmRule, 'metric'>): AlarmRule => ({
    metric: { namespace: 'AWS/ElastiCache', name, dimensions: node, statistic },
    periodSeconds: 300,
    ...rest,
  });
  const evictions = of('Evictions', 'Sum', {
    comparison: '>',
    threshold: environmentClass === 'production' ? 1000 : 10_000,
    missing: 'notBreaching',
    description: 'The cache throws out what it still needs: it is full. Set expiry times, or take a larger type.',
  });
  const busy = {
    comparison: '>',
    threshold: busyAbovePercent[environmentClass],
    missing: environmentClass === 'production' ? 'breaching' : 'ignore',
    description: 'The cache is busy, or sends no metrics. Look for slow commands in its log, or take a larger type.',
  } as const;
  if (kind === 'memcached') return { cpu: of('CPUUtilization', 'Average', busy), evictions };
  return {
    cpu: of('EngineCPUUtilization', 'Average', busy),
    memory: of('DatabaseMemoryUsagePercentage', 'Maximum', {
      comparison: '>',
      threshold: 85,
      missing: 'ignore',
      description: 'Over 85 % of the memory is used. Set expiry times, or take a larger type.',
    }),
    evictions,
    ...(nodes > 1 && {
      lag: of('ReplicationLag', 'Maximum', {
        comparison: '>',
        threshold: 30,
        missing: 'ignore',
        description: 'A replica is over 30 s behind: a failover now would lose that much. Look for large writes.',
      }),
    }),
  };
}

/** `001`, `002`: as ElastiCache numbers the members of a replication group; memcached numbers nodes `0001`. */
const numbers = (nodes: number, digits: number) =>
  Array.from({ length: nodes }, (_, i) => String(i + 1).padStart(digits, '0'));

/** The default alarms of a cache: each of every node, `cpu-001`. */
export function cacheAlarms(
  identifier: string,
  {
    kind,
    environmentClass,
    nodes,
  }: { readonly kind: CacheKind; readonly environmentClass: EnvironmentClass; readonly nodes: number },
): Readonly<Record<string, AlarmRule>> {
  return Object.fromEntries(
    numbers(nodes, kind === 'memcached' ? 4 : 3).flatMap((number) => {
      const dimensions =
        kind === 'memcached'
          ? { CacheClusterId: identifier, CacheNodeId: number }
          : { CacheClusterId: `${identifier}-${number}` };
      return Object.entries(ofNode(kind, dimensions, environmentClass, nodes)).map(([name, rule]) => [
        `${name}-${number}`,
        rule,
      ]);
    }),
  );
}

/** `cpu` stands for `cpu-001` and `cpu-002`. */
export function forEveryNode(overrides: AlarmOverrides, rules: Readonly<Record<string, AlarmRule>>): AlarmOverrides {
  return Object.fromEntries(
    Object.entries(overrides).flatMap(([name, override]) => {
      const nodes = Object.keys(rules).filter((rule) => rule.replace(/-\d+$/, '') === name);
      return (nodes.length > 0 ? nodes : [name]).map((node) => [node, override]);
    }),
  );
}
