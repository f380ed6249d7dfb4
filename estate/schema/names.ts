import { pattern } from '../words.js';

/** The names of things. They become resource addresses, so that their form is narrow and a rename needs `was`. */
const name = (type: string, form: RegExp, example: string) =>
  pattern(
    type,
    form,
    `write a name like ${example}: lower-case letters, digits and dashes, at most ${form.source.match(/,(\d+)\}/)?.[1] ?? ''} after the first letter`,
  );

export const companyName = name('company name', /^[a-z][a-z0-9-]{1,19}$/, 'utah-outfitters');
export const environmentName = pattern(
  'environment name',
  /^[a-z][a-z0-9]{0,9}$/,
  'write a name like prod: a lower-case letter, then up to 9 lower-case letters or digits',
);
export const productName = name('product name', /^[a-z][a-z0-9-]{0,23}$/, 'storefront');
export const serviceName = name('service name', /^[a-z][a-z0-9-]{0,23}$/, 'web');
export const fleetName = name('fleet name', /^[a-z][a-z0-9-]{0,23}$/, 'worker');
export const dataName = name('data name', /^[a-z][a-z0-9-]{0,23}$/, 'db');
export const diskName = name('disk name', /^[a-z][a-z0-9-]{0,23}$/, 'scratch');
export const groupName = name('group name', /^[a-z][a-z0-9-]{0,31}$/, 'ops');
export const partnerName = name('partner name', /^[a-z][a-z0-9-]{0,31}$/, 'bes');
export const ruleName = name('name', /^[a-z][a-z0-9-]{0,31}$/, 'errors');
export const variableName = pattern(
  'variable name',
  /^[A-Z][A-Z0-9_]{0,63}$/,
  'write a name like PAYMENT_KEY: capital letters, digits and underscores',
);
export const availabilityZone = pattern('availability zone', /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'write us-east-1a');
export const regionName = pattern('AWS region', /^[a-z]{2}(-[a-z]+)+-\d$/, 'write us-east-1');
