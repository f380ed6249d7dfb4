import type { Asked, Rule, StandIn } from './gateway.js';
import { json } from './gateway.js';

type Fields = Readonly<Record<string, unknown>>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What names a target: every target, policy and scheduled action has these three. */
const targetKeys = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'] as const;

/** Fits when it has all that the request names. */
const fits = (item: Fields, asked: Fields, keys: readonly string[]) =>
  keys.every((key) => asked[key] === undefined || item[key] === asked[key]);

class Store {
  readonly #items = new Map<string, Fields>();
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  put(account: string, fields: Fields, added: Fields): void {
    const key = this.#key(account, fields);
    this.#items.set(key, { ...added, ...this.#items.get(key), ...fields, account });
  }

  remove(account: string, fields: Fields): boolean {
    return this.#items.delete(this.#key(account, fields));
  }

  list({ account, parameters }: Asked, names: string, key: string): readonly Fields[] {
    const named = Array.isArray(parameters[names]) ? parameters[names] : undefined;
    return [...this.#items.values()].flatMap(({ account: owner, ...item }) =>
      owner === account && fits(item, parameters, targetKeys) && (named?.includes(item[key]) ?? true) ? [item] : [],
    );
  }

  #key(account: string, fields: Fields): string {
    return [account, ...this.#keys.map((key) => text(fields[key]))].join(' ');
  }
}

const missing = (what: string) =>
  json({ __type: 'ObjectNotFoundException', message: `no ${what} is registered for it` }, 400);

const on = (action: string, answer: (asked: Asked) => ReturnType<typeof json>): Rule => ({
  on: (asked) => asked.action === action,
  answer,
});
const arn = ({ account }: Asked, kind: string, name: unknown) =>
  `arn:aws:application-autoscaling:us-east-1:${account}:${kind}/${text(name)}`;

/** Application Auto Scaling, which neither emulator has: keeps targets, policies and scheduled actions, and scales nothing. */
export function applicationAutoScaling(): StandIn {
  const tags = new Map<string, unknown>();
  const targets = new Store(targetKeys);
  const policies = new Store([...targetKeys, 'PolicyName']);
  const schedules = new Store([...targetKeys, 'ScheduledActionName']);
  const ofTarget = (asked: Asked) => targets.list(asked, 'ResourceIds', 'ResourceId').length > 0;
  return [
    on('RegisterScalableTarget', (asked) => {
      const ScalableTargetARN = arn(asked, 'scalable-target', asked.parameters['ResourceId']);
      const { Tags, ...target } = asked.parameters;
      if (Tags !== undefined) tags.set(ScalableTargetARN, Tags);
      targets.put(asked.account, target, { ScalableTargetARN });
      return json({ ScalableTargetARN });
    }),
    on('DescribeScalableTargets', (asked) =>
      json({ ScalableTargets: targets.list(asked, 'ResourceIds', 'ResourceId') }),
    ),
    on('DeregisterScalableTarget', ({ account, parameters }) =>
      targets.remove(account, parameters) ? json({}) : missing('target'),
    ),
    on('PutScalingPolicy', (asked) => {
      if (!ofTarget(asked)) return missing('target');
      const PolicyARN = arn(asked, 'scalingPolicy', asked.parameters['PolicyName']);
      policies.put(asked.account, asked.parameters, { PolicyARN });
      return json({ PolicyARN, Alarms: [] });
    }),
    on('DescribeScalingPolicies', (asked) =>
      json({ ScalingPolicies: policies.list(asked, 'PolicyNames', 'PolicyName') }),
    ),
    on('DeleteScalingPolicy', ({ account, parameters }) =>
      policies.remove(account, parameters) ? json({}) : missing('policy'),
    ),
    on('PutScheduledAction', (asked) => {
      if (!ofTarget(asked)) return missing('target');
      const ScheduledActionARN = arn(asked, 'scheduledAction', asked.parameters['ScheduledActionName']);
      schedules.put(asked.account, asked.parameters, { ScheduledActionARN });
      return json({});
    }),
    on('DescribeScheduledActions', (asked) =>
      json({ ScheduledActions: schedules.list(asked, 'ScheduledActionNames', 'ScheduledActionName') }),
    ),
    on('DeleteScheduledAction', ({ account, parameters }) =>
      schedules.remove(account, parameters) ? json({}) : missing('scheduled action'),
    ),
    on('ListTagsForResource', ({ parameters }) => json({ Tags: tags.get(text(parameters['ResourceARN'])) ?? {} })),
    on('TagResource', ({ parameters }) => {
      tags.set(text(parameters['ResourceARN']), parameters['Tags']);
      return json({});
    }),
    on('UntagResource', () => json({})),
  ];
}
