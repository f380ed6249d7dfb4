import type { BootPlan } from './boot-plan.js';

const dimension = 'AutoScalingGroupName';

const bootLog = {
  linux: '/var/log/cloud-init-output.log',
  windows: String.raw`C:\ProgramData\Amazon\EC2Launch\log\*.log`,
} as const;

/** What the agent measures: CloudWatch's own metrics know nothing of memory and file systems. */
function measured({ os, group, disks }: BootPlan): Readonly<Record<string, unknown>> {
  const of = { append_dimensions: { [dimension]: group } };
  if (os === 'windows')
    return {
      LogicalDisk: { measurement: ['% Free Space'], resources: ['*'], ...of },
      Memory: { measurement: ['% Committed Bytes In Use'], ...of },
    };
  return {
    disk: {
      measurement: ['used_percent'],
      resources: ['/', ...disks.map(({ mount }) => mount)],
      drop_device: true,
      ...of,
    },
    mem: { measurement: ['used_percent'], ...of },
  };
}

/**
 * Configuration of the CloudWatch agent: the log of the boot and the files named, memory and free space of disks, by group.
 * Source: Amazon CloudWatch User Guide, "Manually create or edit the CloudWatch agent configuration file".
 */
export function agentConfiguration(plan: BootPlan): string {
  const { os, logGroup, logs } = plan;
  const files = Object.entries({ boot: bootLog[os], ...logs }).map(([name, path]) => ({
    file_path: path,
    log_group_name: logGroup,
    log_stream_name: `{instance_id}/${name}`,
  }));
  return JSON.stringify({
    metrics: {
      namespace: 'CWAgent',
      aggregation_dimensions: [[dimension]],
      metrics_collected: measured(plan),
    },
    logs: {
      logs_collected: {
        files: { collect_list: files },
        ...(os === 'windows' && {
          windows_events: {
            collect_list: ['System', 'Application'].map((name) => ({
              event_name: name,
              event_levels: ['CRITICAL', 'ERROR', 'WARNING'],
              event_format: 'text',
              log_group_name: logGroup,
              log_stream_name: `{instance_id}/${name}`,
            })),
          },
        }),
      },
    },
  });
}
