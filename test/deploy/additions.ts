import { expect, it } from '@jest/globals';
import { deploy, driftOf } from '../support/deployment.js';
import { editEstate } from '../support/estate-edits.js';
import type { PlannedChange } from '../support/terraform.js';
import { unexpected } from './allowed-drift.js';
import type { Ground } from './ground.js';
import { diff, done, outcome } from './ground.js';

/** What an availability zone more is added to in place: what spans the zones names them in one list. */
const spanning: Readonly<Record<string, string>> = {
  aws_lb: 'subnets',
  aws_autoscaling_group: 'vpc_zone_identifier',
  aws_db_subnet_group: 'subnet_ids',
  aws_elasticache_subnet_group: 'subnet_ids',
  aws_ecs_service: 'network_configuration',
  aws_scheduler_schedule: 'target',
};

/** What of a plan is neither new nor something that the emulators do not return. */
const otherwise = (changes: readonly PlannedChange[]) =>
  unexpected(changes.flatMap(driftOf).filter(({ action }) => action !== 'create'));

const made = (changes: readonly PlannedChange[]) =>
  changes.flatMap(({ type, change: { actions } }) => (actions.join() === 'create' ? [type] : []));

/** Plans of what is deployed, after the estate has grown. */
export function additionsChangeNothingElse(ground: () => Ground, environment: string): void {
  const product = `storefront-${environment}`;
  const foundation = `${environment}-foundation`;

  it('a service, a fleet, a bucket and a destination more: the plan makes them and changes nothing else', async () => {
    editEstate(ground().folder, [
      [['products', 'storefront', 'services', 'api'], { image: 'storefront/api', port: 9090, uses: { db: 'r' } }],
      [['products', 'storefront', 'fleets', 'batch'], { ami: 'base', type: 'm7i.large', count: 1 }],
      [['products', 'storefront', 'data', 'exports'], { kind: 'bucket' }],
      [
        ['partners', 'bes', 'products', 'storefront', 'egress', 'to'],
        ['sftp.bes.example:22', '198.51.100.7:2222'],
      ],
    ]);
    const changes = await diff(ground(), product);
    expect(otherwise(changes)).toEqual([]);
    expect(made(changes)).toEqual(
      expect.arrayContaining([
        'aws_ecs_service',
        'aws_autoscaling_group',
        'aws_s3_bucket',
        'aws_vpc_security_group_egress_rule',
      ]),
    );
  });

  it('an availability zone more: the plan of the foundation makes its subnets and changes nothing else', async () => {
    const { folder, cloud } = ground();
    editEstate(folder, [
      [
        ['environments', environment, 'azs'],
        ['us-east-1a', 'us-east-1c', 'us-east-1b'],
      ],
    ]);
    const changes = await diff(ground(), foundation);
    expect(otherwise(changes)).toEqual([]);
    expect(made(changes).filter((type) => type === 'aws_subnet')).toHaveLength(3);
    expect(outcome(await deploy(folder, foundation, cloud))).toEqual(done);
  });

  it('and its products get it in what spans the zones, where nothing is replaced', async () => {
    const changes = otherwise(await diff(ground(), product));
    expect(
      changes.filter(({ type, attribute, action }) => action !== 'update' || spanning[type] !== attribute),
    ).toEqual([]);
    expect(changes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['aws_autoscaling_group', 'aws_db_subnet_group']),
    );
  });
}
