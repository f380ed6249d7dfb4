import { defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import { dnsName, oneOf, pattern, word } from '../words.js';
import { environment } from './environments.js';
import { companyName, environmentName, groupName, partnerName, productName, regionName } from './names.js';
import { partner } from './partners.js';
import { plan } from './plan.js';
import { product } from './products.js';
import { stateStore, zone } from './zones.js';

/** A thing that may be destroyed: `storefront-prod/db`. */
export interface Destroyable {
  readonly stack: string;
  readonly thing: string;
}

const destroyable = word<Destroyable>({
  type: 'thing of a stack',
  json: { pattern: '^[a-z][a-z0-9-]*/.+$' },
  remedy: 'write STACK/THING, as the refusal names it: storefront-prod/db',
  parse: (text) => {
    const [, stack, thing] = /^([a-z][a-z0-9-]{0,40})\/([\w.*-]{1,255})$/.exec(text) ?? [];
    return stack === undefined || thing === undefined ? undefined : { stack, thing };
  },
});

const roleArn = pattern(
  'IAM role or user',
  /^arn:aws[a-z-]*:(iam|sts)::\d{12}:(role|user|assumed-role)\/[\w+=,.@/-]{1,512}$/,
  'write arn:aws:iam::111122223333:role/sso/ops',
);

/** The file as written, with the defaults that depend on nothing. */
export const estateFields = {
  schema: required(oneOf('estate/v1'), 'estate/v1'),
  company: required(companyName, 'prefix and tag of everything'),
  region: required(regionName, 'AWS region of all environments'),
  state: defaulted(
    stateStore,
    { kind: 'local' },
    'local, or s3://BUCKET/PREFIX: Terraform states below tf/, cutover journals below cutover/',
    'local',
  ),
  environments: required(mapOf(environmentName, environment, { min: 1, lenient: true }), 'environments by name'),
  groups: optional(
    mapOf(groupName, listOf(roleArn, { unique: true })),
    'who may assume the roles that `access` makes: group to IAM roles or users',
    'none',
  ),
  zones: optional(mapOf(dnsName, zone, { lenient: true }), 'DNS zones by name', 'none'),
  products: required(mapOf(productName, product, { lenient: true }), 'products by name'),
  partners: optional(
    mapOf(partnerName, partner, { lenient: true }),
    'who allows our addresses, and must be told before they change',
    'none',
  ),
  plan: optional(plan, 'inputs of plan-migration that no inventory holds', 'none'),
  allowDestroy: defaulted(listOf(destroyable), [], 'what may be destroyed: STACK/THING'),
};

export const estateFile = object('estate', estateFields);
