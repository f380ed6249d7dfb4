/** Elastic IPs that must never be released. */
export { Addresses } from './addresses.js';
export type { Allocation, AddressesProps } from './addresses.js';
export { resolveAddresses } from './resolve.js';
export type { Address, AddressPlan } from './resolve.js';
