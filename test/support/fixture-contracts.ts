import type { AddressesContract, Environment, Estate, FoundationContract } from '../../estate/index.js';

/** The contracts that the environment stacks of an estate would publish, with ids that are made up and the same each time. */
export function fixtureContracts(estate: Estate): Readonly<Record<string, AddressesContract | FoundationContract>> {
  return Object.fromEntries(
    Object.values(estate.environments).flatMap((environment, i) => [
      [`${environment.name}-addresses`, addresses(estate, environment, i)],
      [`${environment.name}-foundation`, foundation(estate, environment)],
    ]),
  );
}

function addresses(estate: Estate, { name, account, azs, nat }: Environment, index: number): AddressesContract {
  let next = 10 + index * 100;
  const allocate = (zones: readonly string[], what: string) =>
    Object.fromEntries(
      zones.map((zone) => {
        next += 1;
        return [zone, { ip: `203.0.113.${next}`, allocation: `eipalloc-${what}${zone.replaceAll('-', '')}` }];
      }),
    );
  const egress = nat === 'none' ? [] : nat === 'single' ? azs.slice(0, 1) : azs;
  const products = Object.values(estate.products).flatMap((product) => {
    const ingress = product.in[name]?.ingress;
    return ingress?.kind === 'static' ? [[product.name, allocate(ingress.azs, product.name)] as const] : [];
  });
  return {
    schema: 'addresses/v1',
    environment: name,
    account,
    region: estate.region,
    egress: allocate(egress, 'egress'),
    ingress: Object.fromEntries(products),
    stateful: [...egress.map((zone) => `egress.${zone}`), ...products.map(([product]) => `ingress.${product}`)],
  };
}

function foundation(estate: Estate, { name, account, azs }: Environment): FoundationContract {
  const { region, company } = estate;
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const subnets = (tier: string) => Object.fromEntries(azs.map((zone) => [zone, `subnet-${tier}${zone.slice(-1)}`]));
  const zones = Object.values(estate.zones).flatMap((zone) =>
    zone.at === 'route53' && zone.origin === 'made' && zone.environment === name ? [zone.name] : [],
  );
  const certificates = Object.values(estate.products).flatMap((product) => {
    const deployment = product.in[name];
    const host = deployment?.ingress.kind === 'none' ? undefined : deployment?.ingress.host;
    const names = [...(deployment?.names ?? []).map((one) => one.name), deployment?.preview, host];
    const known = names.filter((one) => one !== undefined);
    const validation = known.map((one) => ({ name: `_x.${one}`, type: 'CNAME', value: '_y.acm-validations.aws' }));
    const made = { arn: arn('acm', `certificate/${product.name}`), names: known, validation };
    return known.length === 0 ? [] : [[product.name, made] as const];
  });
  return {
    schema: 'foundation/v1',
    environment: name,
    account,
    region,
    vpc: `vpc-${name}`,
    subnets: { public: subnets('public'), private: subnets('private'), data: subnets('data') },
    cluster: arn('ecs', `cluster/${company}-${name}`),
    kmsKey: arn('kms', 'key/11111111-2222-3333-4444-555555555555'),
    parameterPath: `/${name}`,
    alarmTopic: arn('sns', `${company}-${name}-alarms`),
    logBucket: `${company}-${name}-logs-${account}`,
    flowLogs: { kind: 'cloudwatch', group: `/${name}/flow`, fields: 'interface-id srcaddr dstaddr' },
    zones: Object.fromEntries(zones.map((zone) => [zone, { id: 'Z0123456789ABC', nameServers: ['ns-1.example.com'] }])),
    certificates: Object.fromEntries(certificates),
    records: [],
    stateful: zones.map((zone) => `zones.${zone}`),
  };
}
