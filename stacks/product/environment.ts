import type { AddressesContract, Environment, Estate, FoundationContract } from '../../estate/index.js';
import type { EnvironmentRef, Tier } from '../../modules/core/index.js';
import type { Remote } from '../reads.js';

/** The environment that a product's stack is placed in, as `<env>-foundation` has deployed it. */
export function environmentRef(
  estate: Estate,
  { name, class: kind, account, cidr, azs }: Environment,
  foundation: Remote<FoundationContract>,
): EnvironmentRef {
  const tier = (of: Tier) => {
    const subnets = foundation.at('subnets').at(of);
    return Object.fromEntries(azs.map((az) => [az, subnets.at(az).text()]));
  };
  const said = (key: 'vpc' | 'cluster' | 'kmsKey' | 'alarmTopic' | 'logBucket') => foundation.at(key).text();
  return {
    company: estate.company,
    name,
    class: kind,
    account,
    region: estate.region,
    cidr,
    // Known without asking: paths of parameters become names of resources, which a plan should show.
    parameterPath: `/${name}`,
    vpc: said('vpc'),
    subnets: { public: tier('public'), private: tier('private'), data: tier('data') },
    cluster: said('cluster'),
    kmsKey: said('kmsKey'),
    alarmTopic: said('alarmTopic'),
    logBucket: said('logBucket'),
  };
}

/** Availability zone to the allocation of the product's service address, as `<env>-addresses` has deployed it. */
export function ingressAllocations(
  addresses: Remote<AddressesContract>,
  product: string,
  azs: readonly string[],
): Readonly<Record<string, string>> {
  const mine = addresses.at('ingress').at(product);
  return Object.fromEntries(azs.map((az) => [az, mine.at(az).at('allocation').text()]));
}
