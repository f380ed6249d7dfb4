import type { Path } from '../problem.js';
import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import type { Shape } from '../shape.js';
import type { Value } from '../value.js';
import { integer, line } from '../words.js';
import { cutover } from './cutover.js';
import { dataStore } from './data.js';
import { fleet } from './fleets.js';
import { ingress } from './ingress.js';
import { dataName, environmentName, fleetName, productName, serviceName, variableName } from './names.js';
import { publicName } from './public-names.js';
import { service } from './services.js';
import { dnsName } from '../words.js';
import { partial } from '../partial.js';

/** What an environment may change about a product. */
export const deployedFields = {
  ingress: optional(ingress, 'how clients reach it', 'kind: none'),
  services: optional(mapOf(serviceName, service), 'containers', 'none'),
  fleets: optional(mapOf(fleetName, fleet), 'virtual machines', 'none'),
  data: optional(mapOf(dataName, dataStore), 'databases, caches, queues, buckets, file systems, mail', 'none'),
  secrets: defaulted(
    listOf(variableName, { unique: true }),
    [],
    'names only; people put the value at /<environment>/<product>/<NAME>, never here',
  ),
};

/** What one environment deploys, before defaults; read from the product with that environment's overrides on top. */
export const deployed = object('product', deployedFields);

const overridden = partial(deployed);

/** The same in all environments. */
export const productFields = {
  was: optional(productName, 'its name before: renames instead of destroying'),
  owner: optional(line, 'who answers for it'),
  environments: required(
    listOf(environmentName, { min: 1, unique: true }),
    'environments that it runs in, in the order of promotion',
  ),
  replaces: defaulted(
    listOf(line, { unique: true }),
    [],
    'servers of the inventory that it replaces; a server belongs to one product',
  ),
  wave: optional(integer('wave', 1, 999), 'a pin: the wave that it moves in', 'the planner chooses'),
  names: optional(mapOf(dnsName, publicName), 'public names, of the environment in `cutover.env`', 'none'),
  cutover: optional(cutover, 'how it is cut over', 'all defaults'),
};

/** A part that is read later, when it has been merged with what lies below it. */
function later(shape: Shape<unknown>): Shape<Value> {
  return { type: shape.type, json: shape.json, ...(shape.fields && { fields: shape.fields }), read: (value) => value };
}

const laterFields = {
  ingress: optional(later(deployedFields.ingress.shape), deployedFields.ingress.doc, deployedFields.ingress.otherwise),
  services: optional(
    later(deployedFields.services.shape),
    deployedFields.services.doc,
    deployedFields.services.otherwise,
  ),
  fleets: optional(later(deployedFields.fleets.shape), deployedFields.fleets.doc, deployedFields.fleets.otherwise),
  data: optional(later(deployedFields.data.shape), deployedFields.data.doc, deployedFields.data.otherwise),
  secrets: optional(later(deployedFields.secrets.shape), deployedFields.secrets.doc, 'none'),
  overrides: optional(
    mapOf(environmentName, overridden),
    'what is different in an environment: same shape as ingress, services, fleets, data and secrets; maps merged by key, lists replaced, an empty value leaves the key out',
    'nothing',
  ),
};

export const product = checked(object('product', { ...productFields, ...laterFields }), (value, problem) => {
  for (const env of Object.keys(value.overrides ?? {}))
    if (!value.environments.includes(env)) {
      const path: Path = ['overrides', env];
      problem(
        path,
        `${env} is not an environment of this product`,
        `write one of: ${value.environments.join(', ')}`,
        'reference',
      );
    }
});
