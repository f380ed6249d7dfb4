import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SimulatedRoute53 } from '../../planner/adapters/simulated/route53.js';
import { inProcess, type Told } from './in-process.js';
import { addressesFile, foundationFile } from './outputs.js';
import { productFile } from './product-output.js';
import { scratchFolder } from './program.js';
import { startRoute53 } from './route53-server/server.js';
import { stackServices } from './route53-server/stack-services.js';
import { type StsCaller, stsService } from './route53-server/sts.js';
import { simple } from './route53.js';

/** A working folder with a deployed product, and AWS on loopback. The program runs in this process: the same commands, without a start of Node.js each. */
export interface Desk {
  readonly estate: string;
  readonly route53: SimulatedRoute53;
  readonly program: (...args: readonly string[]) => Promise<Told>;
  /** Who asks from now on. */
  readonly become: (role: string, person: string, account?: string) => void;
  /** The credentials of whoever asks are over. */
  readonly expire: () => void;
  readonly stop: () => Promise<void>;
}

const zone = { id: 'Z1DESK0000000', name: 'new.example' } as const;
const account = '111122223333';
const addresses = ['203.0.113.11', '203.0.113.12'] as const;

const estateText = (policy: string): string => `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "${account}", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b], nat: none }
groups: { ops: ["arn:aws:iam::${account}:role/sso/ops"] }
zones:
  ${zone.name}: { at: route53, id: ${zone.id} }
products:
  shop:
    environments: [prod]
    ingress: { kind: static, to: { "/": web } }
    services: { web: { image: shop/web, port: 8080, size: { cpu: 256, memory: 1GiB }, count: 1 } }
    names: { shop.${zone.name}: { legacy: { A: [192.0.2.10], ttl: 1s } } } # who answers today
    cutover: { ttl: 1s, steps: [50, 100], bake: { step: 2s, final: 2s, drain: 2s }, keepLegacy: 1s, ${policy} }
`;

/** @param policy of the cutover, in YAML's flow style */
export async function aDesk(policy = 'approve: { at: [shift-50, shift-100], from: ops }'): Promise<Desk> {
  let caller: StsCaller | 'expired' = {
    account,
    arn: `arn:aws:sts::${account}:assumed-role/ops/jo`,
    userId: 'AROA:jo',
  };
  const route53 = new SimulatedRoute53({ random: () => 0.5, propagationMilliseconds: () => 0 });
  route53.addZone({ ...zone, recordSets: [simple(`shop.${zone.name}.`, 'A', 1, '192.0.2.10')] });
  const api = await startRoute53({
    route53,
    others: [
      stsService(() => caller),
      stackServices({
        addresses: Object.fromEntries(addresses.map((ip, at) => [`eipalloc-${at}`, ip])),
        names: [`shop.${zone.name}`],
      }),
    ],
  });
  const folder = scratchFolder();
  const estate = join(folder, 'estate.yaml');
  writeFileSync(estate, estateText(policy));
  mkdirSync(join(folder, 'outputs'));
  const outputs = {
    'prod-addresses': addressesFile({ ingress: { shop: addresses } }),
    'prod-foundation': foundationFile({ company: 'acme', certificates: { shop: [`shop.${zone.name}`] } }),
    'shop-prod': productFile({ product: 'shop' }),
  };
  for (const [stack, text] of Object.entries(outputs)) writeFileSync(join(folder, 'outputs', `${stack}.json`), text);
  // The SDK reads the environment of the process.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: api.url,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
  });
  return {
    estate,
    route53,
    program: (...args) => inProcess([...args, '--estate', estate]),
    become: (role, person, of = account) => {
      caller = { account: of, arn: `arn:aws:sts::${of}:assumed-role/${role}/${person}`, userId: `AROA:${person}` };
    },
    expire: () => {
      caller = 'expired';
    },
    stop: () => api.stop(),
  };
}

export const estateOf = ({ estate }: Desk): string => readFileSync(estate, 'utf8');
