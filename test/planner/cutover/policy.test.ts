import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../../planner/cutover/records.js';
import { runPolicy, type PolicyDocument, type Statement } from '../../../planner/cutover/policy.js';
import { Play, smallEstate, unattended } from '../../support/cutover.js';
import { member, simple } from '../../support/route53.js';

const { scope } = new Play(smallEstate({ policy: unattended }));
const document = runPolicy(scope);
const { scope: measured } = new Play(
  smallEstate({ policy: [...unattended, 'metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m } }'] }),
);
const [zone] = scope.zones;

/** Whether IAM would allow a batch: one statement must allow all of it. Only what these policies use of IAM. */
function isAllowed(
  { Statement }: PolicyDocument,
  zoneId: string,
  batch: readonly (Change | { readonly Action: 'UPSERT'; readonly ResourceRecordSet: Change['ResourceRecordSet'] })[],
): boolean {
  const asked: Readonly<Record<string, readonly string[]>> = {
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': batch.map(({ ResourceRecordSet }) =>
      ResourceRecordSet.Name.replace(/\.$/, ''),
    ),
    'route53:ChangeResourceRecordSetsRecordTypes': batch.map(({ ResourceRecordSet }) => ResourceRecordSet.Type),
    'route53:ChangeResourceRecordSetsActions': batch.map(({ Action }) => Action),
  };
  const holds = ({ Action, Resource, Condition = {} }: Statement): boolean =>
    Action.includes('route53:ChangeResourceRecordSets') &&
    Resource.includes(`arn:aws:route53:::hostedzone/${zoneId}`) &&
    Object.entries(Condition['ForAllValues:StringEquals'] ?? {}).every(([key, allowed]) =>
      (asked[key] ?? []).every((value) => allowed.includes(value)),
    );
  return Statement.some(holds);
}

const create = (ResourceRecordSet: Change['ResourceRecordSet']): Change => ({ Action: 'CREATE', ResourceRecordSet });

describe('the policy of a run', () => {
  it('allows every batch of a whole run, and of its rollback', async () => {
    const play = new Play(smallEstate({ policy: unattended }));
    const batches: { readonly zone: string; readonly batch: readonly Change[] }[] = [];
    await play.begin();
    await play.play();
    for (const line of play.lines)
      if (line.kind === 'intent' && line.target === 'route53')
        batches.push({ zone: line.zone, batch: line.batch }, { zone: line.zone, batch: line.undo });
    expect(batches.length).toBeGreaterThan(6);
    expect(batches.filter(({ zone: id, batch }) => !isAllowed(runPolicy(play.scope), id, batch))).toEqual([]);
  });

  const id = zone?.id ?? '';
  const record = scope.names[0]?.record ?? '';
  const mine = simple(record, 'A', 60, '192.0.2.10');

  it.each<readonly [string, string, Parameters<typeof isAllowed>[2], boolean]>([
    ['its own name', id, [create(mine)], true],
    [
      'its weighted members and their fence in one batch',
      id,
      [create(member(record, 'legacy', 1, '192.0.2.10')), create(simple(`_cutover.${record}`, 'TXT', 60, '"x"'))],
      true,
    ],
    ['the dummy name of the drill', id, [create(simple(`_cutover-drill.${record}`, 'TXT', 60, '"x"'))], true],
    ['another name', id, [create({ ...mine, Name: 'mail.old.example.' })], false],
    [
      'another name within a batch of its own',
      id,
      [create(mine), create({ ...mine, Name: 'mail.old.example.' })],
      false,
    ],
    ['a name below its own', id, [create({ ...mine, Name: `a.${record}` })], false],
    ['MX at its own name', id, [create({ ...mine, Type: 'MX' })], false],
    ['NS at its own name: a delegation', id, [create({ ...mine, Type: 'NS' })], false],
    ['UPSERT, which overwrites blindly', id, [{ Action: 'UPSERT', ResourceRecordSet: mine }], false],
    ['its name in another zone', 'ZOTHER', [create(mine)], false],
  ])('%s: %#', (_title, zoneId, batch, allowed) => {
    expect(isAllowed(document, zoneId, batch)).toBe(allowed);
  });

  it('demands that the keys are there: "for all values" is true of none', () => {
    const [first] = document.Statement;
    expect(Object.keys(first?.Condition?.['Null'] ?? {})).toEqual(
      Object.keys(first?.Condition?.['ForAllValues:StringEquals'] ?? {}),
    );
  });

  it('has no wildcard among its actions, and everything only where a service knows no resources', () => {
    const more = runPolicy(
      {
        ...scope,
        killSwitch: { healthCheck: 'hc-1', object: 's3://acme-switch/shop' },
        policy: measured.policy,
        standby: [
          {
            kind: 'service',
            name: 'web',
            cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/prod',
            id: 'shop-web',
            count: 2,
          },
          { kind: 'fleet', name: 'worker', id: 'shop-worker', count: 1 },
          { kind: 'job', name: 'night', id: 'prod/shop-night', schedule: 'rate(1 day)' },
        ],
      },
      { journals: { bucket: 'acme-state', prefix: 'dc' } },
    );
    expect(more.Statement.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
    expect(more.Statement.filter(({ Resource }) => Resource.includes('*')).map(({ Sid }) => Sid)).toEqual([
      'GuardAddresses',
      'ReadMetrics',
    ]);
    expect(
      more.Statement.filter(({ Resource, Condition }) => Resource.includes('*') && Condition === undefined),
    ).toEqual([]);
    expect(new Set(more.Statement.map(({ Sid }) => Sid)).size).toBe(more.Statement.length);
    expect(more.Statement.flatMap(({ Resource }) => Resource)).toEqual(
      expect.arrayContaining([
        'arn:aws:ecs:us-east-1:111122223333:service/prod/shop-web',
        'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:*:autoScalingGroupName/shop-worker',
        'arn:aws:scheduler:us-east-1:111122223333:schedule/prod/shop-night',
        'arn:aws:s3:::acme-switch/shop',
        'arn:aws:s3:::acme-state/dc/cutover/*',
      ]),
    );
  });

  it('is of the partition of its region', () => {
    expect(JSON.stringify(runPolicy({ ...scope, region: 'us-gov-west-1' }))).not.toContain('arn:aws:');
  });

  it('changes no record for a product without public names', () => {
    const none = runPolicy({ ...scope, zones: [], names: [] });
    expect(none.Statement.flatMap(({ Action }) => Action)).not.toContain('route53:ChangeResourceRecordSets');
  });
});
