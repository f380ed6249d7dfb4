import type {
  AddressesContract,
  Deployment,
  Environment,
  FoundationContract,
  Product,
  ProductContract,
} from '../../estate/index.js';
import { bindRoles, boundaryArn } from '../../modules/access/index.js';
import type { EnvironmentRef } from '../../modules/core/index.js';
import { IssuedCertificate, KillSwitch } from '../../modules/dns/index.js';
import type { Ingress } from '../../modules/ingress/index.js';
import { Secrets } from '../../modules/secrets/index.js';
import { allowedDeletions } from '../deletion.js';
import { environmentTags } from '../environment-tags.js';
import { identityOf } from '../identity.js';
import type { Remote } from '../reads.js';
import type { Scene } from '../stack.js';
import { EstateStack } from '../stack.js';
import { certificateNames } from './certificate.js';
import { partnerEgress } from './consumer.js';
import { Data } from './data.js';
import { environmentRef, ingressAllocations } from './environment.js';
import { aliasOf, ingressContract, makeIngress, passThrough } from './ingress.js';
import { Fleets, statefulDisks } from './fleets.js';
import { Records, ownedNames } from './records.js';
import { Services } from './services.js';

/** One product in one environment, and where it is. */
interface Placed {
  readonly product: Product;
  readonly environment: Environment;
  readonly deployment: Deployment;
  readonly ref: EnvironmentRef;
  readonly foundation: Remote<FoundationContract>;
}

/** How clients reach the product, with the certificate that the foundation has asked for. */
function reach(stack: EstateStack, { product, environment, deployment, ref, foundation }: Placed): Ingress | undefined {
  const { ingress } = deployment;
  const identity = identityOf(product);
  const certificate = () =>
    new IssuedCertificate(stack, 'certificate', {
      product: product.name,
      arn: foundation.at('certificates').at(product.name).at('arn').text(),
    }).arn;
  // Connections that go to the datacenter as they are need no certificate of ours.
  const speaksTls =
    certificateNames(deployment).length > 0 && ingress.kind !== 'none' && passThrough(ingress) === undefined;
  const addresses = () => stack.reads<AddressesContract>(`${environment.name}-addresses`);
  const deletion = allowedDeletions(stack.estate, stack.node.id, ['ingress'])['ingress'];
  return makeIngress(stack, deployment, {
    environment: ref,
    product: identity,
    allocations: ingress.kind === 'static' ? ingressAllocations(addresses(), product.name, ingress.azs) : {},
    ...(speaksTls && { certificate: certificate() }),
    ...(deletion !== undefined && { deletion }),
  });
}

/** The way back of a cutover that needs no call to Route 53; only where public names move. */
function killSwitch(stack: EstateStack, { product, deployment, ref }: Placed): KillSwitch | undefined {
  if (deployment.names.length === 0 || deployment.ingress.kind === 'none') return undefined;
  const deletion = allowedDeletions(stack.estate, stack.node.id, ['kill-switch'])['kill-switch'];
  return new KillSwitch(stack, 'kill-switch', {
    environment: ref,
    product: identityOf(product),
    ...(deletion !== undefined && { deletion }),
  });
}

/** `<product>-<env>`: one product in one environment. */
export function productStack(
  product: Product,
  environment: Environment,
  deployment: Deployment,
  scene: Scene,
): EstateStack {
  const { estate } = scene;
  const identity = identityOf(product);
  const tags = environmentTags(estate, environment, product);
  const stack = new EstateStack(`${product.name}-${environment.name}`, {
    ...scene,
    key: `${identity}-${environment.name}`,
    accounts: [environment.account],
    tags,
  });
  const foundation = stack.reads<FoundationContract>(`${environment.name}-foundation`);
  const ref = environmentRef(estate, environment, foundation);
  const placed = { product, environment, deployment, ref, foundation };
  const place = { environment: ref, product: identity };
  const stores = Object.values(deployment.data).map(identityOf);
  const data = new Data(stack, 'data', deployment.data, {
    ...place,
    deletion: allowedDeletions(estate, stack.node.id, stores),
  });
  const secrets = new Secrets(stack, 'secrets', { ...place, names: deployment.secrets });
  const ingress = reach(stack, placed);
  if (ingress !== undefined)
    new Records(stack, 'records', deployment, { estate, foundation, target: aliasOf(ingress) });
  const wayBack = killSwitch(stack, placed);
  const boundary = boundaryArn({
    company: estate.company,
    environment: environment.name,
    account: environment.account,
    region: estate.region,
  });
  const { repositories } = allowedDeletions(estate, stack.node.id, ['repositories']);
  const parts = {
    ...place,
    boundary,
    data,
    secrets,
    egress: partnerEgress(estate, product.name),
    ...(ingress !== undefined && { ingress }),
    ...(repositories !== undefined && { imagesDeletion: repositories }),
  };
  const services = new Services(stack, 'services', deployment.services, parts);
  const disks = statefulDisks(deployment.fleets);
  const fleets = new Fleets(stack, 'fleets', deployment.fleets, {
    ...parts,
    where: environment,
    secretNames: deployment.secrets,
    tags,
    deletion: allowedDeletions(estate, stack.node.id, disks),
  });
  bindRoles(stack, boundary);
  const contract: ProductContract = {
    schema: 'product/v1',
    product: product.name,
    environment: environment.name,
    account: environment.account,
    region: estate.region,
    ingress: ingressContract(deployment.ingress.kind, ingress),
    ...(wayBack !== undefined && {
      killSwitch: { healthCheck: wayBack.healthCheck.id, object: wayBack.object },
    }),
    ...services.contract,
    fleets: fleets.contract,
    alarms: [...data.alarms, ...(ingress?.alarmArns ?? []), ...services.alarms, ...fleets.alarms],
    names: ownedNames(deployment).map(({ name }) => name),
    records: [],
    stateful: [...data.stateful, ...disks],
  };
  stack.finish(contract, environment);
  return stack;
}
