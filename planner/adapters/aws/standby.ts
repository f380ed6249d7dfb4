import type { StandbyUnit } from '../../cutover/scope.js';
import type { Trouble } from '../../cutover/ports.js';
import type { Standby } from '../../cutover/world.js';
import { asked, type AwsPlace, readingClient } from './client.js';

/**
 * Starts and stops what stands by until `shift-100`. Services and fleets are scaled, jobs are switched on and off; asking twice is the same as
 * asking once. A job's `id` is `GROUP/NAME` of its schedule.
 */
export function awsStandby(place: AwsPlace): Standby {
  const settings = readingClient(place);

  const scalers: {
    readonly [Kind in StandbyUnit['kind']]: (
      unit: Extract<StandbyUnit, { readonly kind: Kind }>,
      running: boolean,
    ) => Promise<void>;
  } = {
    async service({ cluster, id, count }, running) {
      const { ECSClient, UpdateServiceCommand } = await import('@aws-sdk/client-ecs');
      await new ECSClient(settings).send(
        new UpdateServiceCommand({ cluster, service: id, desiredCount: running ? count : 0 }),
      );
    },
    async fleet({ id, count }, running) {
      const { AutoScalingClient, UpdateAutoScalingGroupCommand } = await import('@aws-sdk/client-auto-scaling');
      const least = running ? count : 0;
      // The maximum belongs to the stack. The minimum keeps scaling policies from starting what shall stand by, or stopping what runs.
      await new AutoScalingClient(settings).send(
        new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: id, MinSize: least, DesiredCapacity: least }),
      );
    },
    async job({ id }, running) {
      const { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } = await import('@aws-sdk/client-scheduler');
      const client = new SchedulerClient(settings);
      const [GroupName = '', Name = ''] = id.split('/');
      const { ScheduleExpression, FlexibleTimeWindow, Target, ScheduleExpressionTimezone, Description, KmsKeyArn } =
        await client.send(new GetScheduleCommand({ GroupName, Name }));
      // An update replaces the whole schedule: all of it is sent back but the state.
      await client.send(
        new UpdateScheduleCommand({
          GroupName,
          Name,
          ScheduleExpression,
          FlexibleTimeWindow,
          Target,
          State: running ? 'ENABLED' : 'DISABLED',
          ...(ScheduleExpressionTimezone !== undefined && { ScheduleExpressionTimezone }),
          ...(Description !== undefined && { Description }),
          ...(KmsKeyArn !== undefined && { KmsKeyArn }),
        }),
      );
    },
  };

  async function scale(unit: StandbyUnit, running: boolean): Promise<void> {
    if (unit.kind === 'service') return scalers.service(unit, running);
    return unit.kind === 'fleet' ? scalers.fleet(unit, running) : scalers.job(unit, running);
  }

  return {
    async scale(unit, to): Promise<{ readonly kind: 'done' } | Trouble> {
      const answer = await asked(() => scale(unit, to === 'running'));
      return answer.kind === 'ok' ? { kind: 'done' } : { ...answer, message: `${unit.name}: ${answer.message}` };
    },
  };
}
