import type { Asked, Rule, StandIn } from './gateway.js';
import { xml } from './gateway.js';

/** What a group has that MiniStack does not keep. */
interface Extra {
  readonly metrics: ReadonlySet<string>;
  readonly suspended: ReadonlySet<string>;
  /** ARNs of target groups that its instances register in. */
  readonly targets: ReadonlySet<string>;
  /** Simple fields as they were last set, e.g. `MaxInstanceLifetime`. */
  readonly fields: Readonly<Record<string, string>>;
}

const nothing: Extra = { metrics: new Set(), suspended: new Set(), targets: new Set(), fields: {} };

/** Taken by MiniStack and not returned. */
const lost = ['MaxInstanceLifetime', 'DefaultInstanceWarmup', 'CapacityRebalance'];

const textOf = ({ parameters }: Asked, name: string) => {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
};
const keyOf = (asked: Asked) => `${asked.account} ${textOf(asked, 'AutoScalingGroupName') ?? ''}`;
const members = ({ parameters }: Asked, list: string) =>
  Object.entries(parameters).flatMap(([key, value]) =>
    key.startsWith(`${list}.member.`) && typeof value === 'string' ? [value] : [],
  );
const done = (action: string) =>
  xml(
    `<${action}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><ResponseMetadata><RequestId>stand-in</RequestId></ResponseMetadata></${action}Response>`,
  );

const without = (from: ReadonlySet<string>, gone: readonly string[]) =>
  new Set([...from].filter((one) => !gone.includes(one)));

const metricXml = (name: string) => `<member><Metric>${name}</Metric><Granularity>1Minute</Granularity></member>`;
const processXml = (name: string) => `<member><ProcessName>${name}</ProcessName></member>`;

function written({ metrics, suspended, targets, fields }: Extra): string {
  return [
    ...Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`),
    `<EnabledMetrics>${[...metrics].map(metricXml).join('')}</EnabledMetrics>`,
    `<SuspendedProcesses>${[...suspended].map(processXml).join('')}</SuspendedProcesses>`,
    `<TargetGroupARNs>${[...targets].map((arn) => `<member>${arn}</member>`).join('')}</TargetGroupARNs>`,
  ].join('');
}

/** What MiniStack's Auto Scaling lacks: metrics of groups, suspended processes, target groups, and fields that it takes and forgets. */
export function autoScaling(): StandIn {
  const extras = new Map<string, Extra>();
  const change = (action: string, next: (before: Extra, asked: Asked) => Extra): Rule => ({
    on: (asked) => asked.action === action,
    answer: (asked) => {
      extras.set(keyOf(asked), next(extras.get(keyOf(asked)) ?? nothing, asked));
      return done(action);
    },
  });
  return [
    change('EnableMetricsCollection', (before, asked) => ({
      ...before,
      metrics: new Set([...before.metrics, ...members(asked, 'Metrics')]),
    })),
    change('DisableMetricsCollection', (before, asked) => ({
      ...before,
      metrics: without(before.metrics, members(asked, 'Metrics')),
    })),
    change('SuspendProcesses', (before, asked) => ({
      ...before,
      suspended: new Set([...before.suspended, ...members(asked, 'ScalingProcesses')]),
    })),
    change('ResumeProcesses', (before, asked) => ({
      ...before,
      suspended: without(before.suspended, members(asked, 'ScalingProcesses')),
    })),
    change('AttachLoadBalancerTargetGroups', (before, asked) => ({
      ...before,
      targets: new Set([...before.targets, ...members(asked, 'TargetGroupARNs')]),
    })),
    change('DetachLoadBalancerTargetGroups', (before, asked) => ({
      ...before,
      targets: without(before.targets, members(asked, 'TargetGroupARNs')),
    })),
    {
      on: ({ action }) => action === 'CreateAutoScalingGroup' || action === 'UpdateAutoScalingGroup',
      answer: async (asked, forward) => {
        const given = lost.flatMap((name) => {
          const value = textOf(asked, name);
          return value === undefined ? [] : [[name, value] as const];
        });
        const before = extras.get(keyOf(asked)) ?? nothing;
        extras.set(keyOf(asked), {
          ...before,
          targets: new Set([...before.targets, ...members(asked, 'TargetGroupARNs')]),
          fields: { ...before.fields, ...Object.fromEntries(given) },
        });
        return forward();
      },
    },
    {
      on: ({ action }) => action === 'DeleteAutoScalingGroup',
      answer: async (asked, forward) => {
        extras.delete(keyOf(asked));
        return forward();
      },
    },
    {
      on: ({ action }) => action === 'DescribeAutoScalingGroups',
      answer: async ({ account }, forward) => {
        const answer = await forward();
        const body = answer.body.replaceAll(
          /<AutoScalingGroupName>([^<]+)<\/AutoScalingGroupName>(?=<AutoScalingGroupARN>)/g,
          (whole, name: string) => `${whole}${written(extras.get(`${account} ${name}`) ?? nothing)}`,
        );
        return { ...answer, body };
      },
    },
  ];
}
