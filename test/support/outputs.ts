import { readOutputs, type Outputs } from '../../estate/index.js';

/** Addresses by zone, as `prod-addresses` outputs them. */
const allocations = (ips: readonly string[]): object =>
  Object.fromEntries(ips.map((ip, at) => [`us-east-1${'abcdef'[at] ?? 'z'}`, { ip, allocation: `eipalloc-${at}` }]));

export interface AddressesOf {
  readonly egress?: readonly string[];
  /** By product. */
  readonly ingress?: Readonly<Record<string, readonly string[]>>;
  readonly account?: string;
}

/** `outputs/prod-addresses.json`. */
export const addressesFile = ({ egress = [], ingress = {}, account = '111122223333' }: AddressesOf): string =>
  JSON.stringify({
    'prod-addresses': {
      contract: {
        schema: 'addresses/v1',
        environment: 'prod',
        account,
        region: 'us-east-1',
        egress: allocations(egress),
        ingress: Object.fromEntries(Object.entries(ingress).map(([product, ips]) => [product, allocations(ips)])),
        stateful: [],
      },
    },
  });

/** The addresses of the example, as its stacks would give them. */
export const utahAddresses: AddressesOf = {
  egress: ['203.0.113.21', '203.0.113.22'],
  ingress: { storefront: ['203.0.113.12', '203.0.113.11'], portal: ['203.0.113.13', '203.0.113.14'] },
};

export interface FoundationOf {
  readonly company: string;
  readonly zones?: Readonly<Record<string, { readonly id: string; readonly nameServers: readonly string[] }>>;
  /** Names of the certificate, by product. */
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  /** Fields of the flow logs, as AWS names them. */
  readonly flowFields?: string;
}

/** `outputs/prod-foundation.json`. */
export const foundationFile = ({ company, zones = {}, certificates, flowFields = 'srcaddr' }: FoundationOf): string =>
  JSON.stringify({
    'prod-foundation': {
      contract: {
        schema: 'foundation/v1',
        environment: 'prod',
        account: '111122223333',
        region: 'us-east-1',
        vpc: 'vpc-1',
        subnets: {},
        cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/prod',
        kmsKey: 'arn:aws:kms:us-east-1:111122223333:key/1',
        parameterPath: '/prod',
        alarmTopic: 'arn:aws:sns:us-east-1:111122223333:alarms',
        logBucket: `${company}-prod-logs`,
        flowLogs: { kind: 'cloudwatch', group: '/prod/flow', fields: flowFields },
        zones,
        certificates: Object.fromEntries(
          Object.entries(certificates).map(([product, names]) => [
            product,
            { arn: 'arn:aws:acm:us-east-1:111122223333:certificate/1', names, validation: [] },
          ]),
        ),
        records: [],
        stateful: [],
      },
    },
  });

/** The foundation of the example. */
export const utahFoundation = foundationFile({
  company: 'utah-outfitters',
  zones: { 'cut.utah-aws.example': { id: 'Z1', nameServers: ['ns-1.example'] } },
  certificates: { storefront: ['shop.utah-outfitters.example', 'shop-new.cut.utah-aws.example'] },
  flowFields:
    'interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol tcp-flags flow-direction action start end packets bytes subnet-id log-status',
});

export function outputsOf(addresses: AddressesOf, ...others: readonly string[]): Outputs {
  const texts = [addressesFile(addresses), ...others];
  const read = readOutputs(texts.map((text, at) => ({ name: `${at}.json`, text })));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.outputs;
}
