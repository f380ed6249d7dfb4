import type {
  AddressesContract,
  Deployment,
  Environment,
  FoundationContract,
  Product,
  ProductContract,
} from '../../estate/index.js';
import { Secrets } from '../../modules/secrets/index.js';
import { allowedDeletions } from '../deletion.js';
import { environmentTags } from '../environment-tags.js';
import { identityOf } from '../identity.js';
import type { Scene } from '../stack.js';
import { EstateStack } from '../stack.js';
import { certificateNames, issuedCertificate } from './certificate.js';
import { Data } from './data.js';
import { environmentRef, ingressAllocations } from './environment.js';
import { aliasOf, ingressContract, makeIngress } from './ingress.js';
import { Records, ownedNames } from './records.js';

/** `<product>-<env>`: one product in one environment. */
export function productStack(
  product: Product,
  environment: Environment,
  deployment: Deployment,
  scene: Scene,
): EstateStack {
  const { estate } = scene;
  const identity = identityOf(product);
  const stack = new EstateStack(`${product.name}-${environment.name}`, {
    ...scene,
    key: `${identity}-${environment.name}`,
    accounts: [environment.account],
    tags: environmentTags(estate, environment, product),
  });
  const foundation = stack.reads<FoundationContract>(`${environment.name}-foundation`);
  const ref = environmentRef(estate, environment, foundation);
  const { ingress: written } = deployment;
  const deletion = allowedDeletions(estate, stack.node.id, [
    ...Object.values(deployment.data).map(identityOf),
    'ingress',
  ]);
  const data = new Data(stack, 'data', deployment.data, { environment: ref, product: identity, deletion });
  const secrets = new Secrets(stack, 'secrets', { environment: ref, product: identity, names: deployment.secrets });
  const certificate =
    certificateNames(deployment).length === 0
      ? undefined
      : issuedCertificate(stack, product.name, foundation.at('certificates').at(product.name).at('arn').text());
  const ingress = makeIngress(stack, deployment, {
    environment: ref,
    product: identity,
    allocations:
      written.kind === 'static'
        ? ingressAllocations(stack.reads<AddressesContract>(`${environment.name}-addresses`), product.name, written.azs)
        : {},
    ...(certificate !== undefined && { certificate }),
    ...(deletion['ingress'] !== undefined && { deletion: deletion['ingress'] }),
  });
  if (ingress !== undefined)
    new Records(stack, 'records', deployment, { estate, foundation, target: aliasOf(ingress) });
  const contract: ProductContract = {
    schema: 'product/v1',
    product: product.name,
    environment: environment.name,
    account: environment.account,
    region: estate.region,
    ingress: ingressContract(written.kind, ingress),
    services: {},
    fleets: {},
    alarms: [...data.alarms, ...(ingress?.alarmArns ?? [])],
    names: ownedNames(deployment).map(({ name }) => name),
    records: [],
    stateful: data.stateful,
  };
  void secrets;
  stack.finish(contract, environment);
  return stack;
}
