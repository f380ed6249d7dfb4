import type { AddressesContract, Environment, Estate, FoundationContract } from '../estate/index.js';
import { Access, bindRoles } from '../modules/access/index.js';
import { Backup } from '../modules/backup/index.js';
import { Environment as SharedParts } from '../modules/environment/index.js';
import { Network } from '../modules/network/index.js';
import { natZones } from './addresses.js';
import { watchCertificates } from './certificate-alarms.js';
import { allowedDeletions } from './deletion.js';
import { environmentTags } from './environment-tags.js';
import { FoundationDns } from './foundation-dns.js';
import type { Scene } from './stack.js';
import { EstateStack } from './stack.js';

/** Availability zone to the allocation of its way out, as `<env>-addresses` has deployed it. */
function natAddresses(stack: EstateStack, environment: Environment): Readonly<Record<string, string>> {
  const zones = natZones(environment);
  if (zones.length === 0) return {};
  const egress = stack.reads<AddressesContract>(`${environment.name}-addresses`).at('egress');
  return Object.fromEntries(zones.map((zone) => [zone, egress.at(zone).at('allocation').text()]));
}

/** `<env>-foundation`: what the products of an environment share. */
export function foundationStack(environment: Environment, scene: Scene): EstateStack {
  const { estate } = scene;
  const { account, azs, cidr, nat, legacyNetwork } = environment;
  const stack = new EstateStack(`${environment.name}-foundation`, {
    ...scene,
    accounts: [account],
    tags: environmentTags(estate, environment),
  });
  const here = {
    company: estate.company,
    environment: environment.name,
    class: environment.class,
    account,
    region: estate.region,
  };
  const shared = new SharedParts(stack, 'environment', {
    ...here,
    alarms: environment.alarms,
    deletion: allowedDeletions(estate, stack.node.id, ['key', 'logs']),
  });
  const network = new Network(stack, 'network', {
    ...here,
    cidr,
    azs,
    nat,
    addresses: natAddresses(stack, environment),
    kmsKey: shared.key.arn,
    alarmTopic: shared.ref.alarmTopic,
    ...(legacyNetwork !== undefined && { legacyNetwork }),
  });
  const dns = new FoundationDns(stack, 'dns', {
    estate,
    environment,
    stack: stack.node.id,
    vpc: network.vpc.id,
  });
  const backup = makeBackup(stack, environment, shared);
  const access = new Access(stack, 'access', { ...here, groups: estate.groups, access: environment.access });
  bindRoles(stack, access.boundary.arn);
  watchCertificates(stack, shared.ref, dns.certificates);
  stack.finish(foundationContract(estate, environment, { network, shared, dns, backup }), environment);
  return stack;
}

interface Parts {
  readonly network: Network;
  readonly shared: SharedParts;
  readonly dns: FoundationDns;
  readonly backup: Backup | undefined;
}

/** Daily backups of disks and file systems; an ephemeral environment has nothing worth keeping. */
function makeBackup(stack: EstateStack, { class: kind }: Environment, { ref }: SharedParts): Backup | undefined {
  if (kind === 'ephemeral') return undefined;
  const deletion = allowedDeletions(stack.estate, stack.node.id, ['backups'])['backups'];
  return new Backup(stack, 'backup', {
    environment: ref,
    alarmTopic: ref.alarmTopic,
    ...(deletion !== undefined && { deletion }),
  });
}

function foundationContract(
  estate: Estate,
  { name, account }: Environment,
  { network, shared, dns, backup }: Parts,
): FoundationContract {
  const { ref, flowLogs } = network;
  const { cluster, kmsKey, parameterPath, alarmTopic, logBucket } = shared.ref;
  return {
    schema: 'foundation/v1',
    environment: name,
    account,
    region: estate.region,
    vpc: ref.vpc,
    subnets: ref.subnets,
    cluster,
    kmsKey,
    parameterPath,
    alarmTopic,
    logBucket,
    flowLogs: { kind: 'cloudwatch', group: flowLogs.group.name, fields: flowLogs.fields },
    zones: Object.fromEntries(
      Object.entries(dns.zones).map(([zone, { id, nameServers }]) => [zone, { id, nameServers }]),
    ),
    certificates: dns.certificates,
    records: dns.records,
    stateful: [...shared.stateful, ...dns.stateful, ...(backup?.stateful ?? [])],
  };
}
