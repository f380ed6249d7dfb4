import type { Asked, Rule, StandIn } from './gateway.js';

const textOf = ({ parameters }: Asked, name: string) => {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
};

/** A filter that MiniStack does not know, and so answers with every instance: of several, none would ever be gone. */
const byResourceId: Rule = {
  on: (asked) => textOf(asked, 'Filters.Filter.1.Name') === 'dbi-resource-id',
  answer: async (asked, forward) => {
    const wanted = `<DbiResourceId>${textOf(asked, 'Filters.Filter.1.Values.Value.1') ?? ''}</DbiResourceId>`;
    const answer = await forward();
    const body = answer.body.replaceAll(/<DBInstance>[^]*?<\/DBInstance>/g, (one) => (one.includes(wanted) ? one : ''));
    return { ...answer, body };
  },
};

/**
 * What MiniStack's RDS lacks: instances by their resource id, and a word of the snapshot that one was restored from.
 *
 * @param restored instance to snapshot; each restoration is added
 */
export function rds(restored: Map<string, string>): StandIn {
  return [
    byResourceId,
    {
      on: ({ action }) => action === 'RestoreDBInstanceFromDBSnapshot',
      answer: async (asked, forward) => {
        const answer = await forward();
        const instance = textOf(asked, 'DBInstanceIdentifier');
        const snapshot = textOf(asked, 'DBSnapshotIdentifier');
        if (answer.status === 200 && instance !== undefined && snapshot !== undefined) restored.set(instance, snapshot);
        return answer;
      },
    },
  ];
}
