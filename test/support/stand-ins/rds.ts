import type { StandIn } from './gateway.js';

/**
 * Keeps what MiniStack does not tell of an instance: the snapshot that it was restored from.
 *
 * @param restored instance to snapshot; each restoration is added
 */
export function rds(restored: Map<string, string>): StandIn {
  return [
    {
      on: ({ action }) => action === 'RestoreDBInstanceFromDBSnapshot',
      answer: async ({ parameters }, forward) => {
        const answer = await forward();
        const { DBInstanceIdentifier: instance, DBSnapshotIdentifier: snapshot } = parameters;
        if (answer.status === 200 && typeof instance === 'string' && typeof snapshot === 'string')
          restored.set(instance, snapshot);
        return answer;
      },
    },
  ];
}
