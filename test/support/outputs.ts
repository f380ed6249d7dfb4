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

export function outputsOf(addresses: AddressesOf): Outputs {
  const read = readOutputs([{ name: 'prod-addresses.json', text: addressesFile(addresses) }]);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.outputs;
}
