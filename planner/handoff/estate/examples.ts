/**
 * Sections that no inventory can fill, as commented examples. Every name and address in them is one that is reserved for documentation
 * (RFC 2606, RFC 5737), so that nobody takes them for real ones.
 */

/** What an environment may have besides the required keys. */
export const environmentExamples: readonly string[] = [
  'legacyNetwork: { via: vpn, gateway: 192.0.2.1, cidrs: [198.51.100.0/24] } # the way to the datacenter',
  'access: { ops: admin } # groups from below and what they may do here',
  'alarms: [ops@example.com]',
  'mail: [example.com] # domains that mail is sent from',
];

/** What only people know about a product. */
export const productExamples: readonly string[] = [
  'Only people know these keys of a product; add them where they apply:',
  '  owner: ops',
  '  ingress: { kind: static, to: { "/": web }, health: /healthz } # and `port` at the fleet or service that answers',
  '  names: { shop.example.com: { legacy: { A: [192.0.2.10], ttl: 1h } } }',
  '  cutover: { window: { days: [tue, wed], from: "09:00", to: "16:00", zone: America/Denver } }',
];

export const sectionsBeforeProducts: readonly (readonly string[])[] = [
  ['groups: # who may assume the roles that `access` makes', '  ops: ["arn:aws:iam::111122223333:role/sso/ops"]'],
  [
    'zones: # DNS zones of the public names',
    '  example.com: { at: legacy, via: cut.example.net } # the provider of today still answers for it',
    '  cut.example.net: { at: route53, id: Z0123456789EXAMPLE }',
  ],
];

/** @param product any product of the file, so that the example loads when it is uncommented */
export const sectionsAfterProducts = (product: string): readonly (readonly string[])[] => [
  [
    'partners: # who allows our addresses and must be told before they change',
    '  agency:',
    '    name: Example Agency',
    '    contacts: [netops@agency.example]',
    '    leadTime: 45d',
    '    products:',
    `      ${product}: { egress: { to: ["sftp.agency.example:22"] } }`,
  ],
];

export const planExamples: readonly string[] = [
  'start: 2027-02-01 # first day; without it waves are weeks',
  'contractEnd: 2027-08-31 # last day of the datacenter',
  'bill: { monthlyUsd: 6400 } # or { file: bill.csv } with item,scope,server,monthlyUsd,until',
  'freezes: [{ from: 2027-06-25, to: 2027-07-05, why: year end }]',
  'perWave: { servers: 6, hours: 8, personDays: 10 }',
  'link: 200Mbps # the line that data is copied over',
];
