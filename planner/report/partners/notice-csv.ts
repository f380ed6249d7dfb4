import type { Notice } from '../../partners/notice.js';
import { csvRow } from '../csv-row.js';

const head = [
  'partner',
  'product',
  'direction',
  'address',
  'state',
  'port',
  'endpoint',
  'addBy',
  'removeAfter',
  'addressSet',
];

/** One row an address and port, for the partner's firewall tool: new ones to add, old ones to keep for now. */
export function* noticeCsv(notices: readonly Notice[]): Generator<string> {
  yield csvRow(head);
  for (const notice of notices) {
    const { partner, product, direction, dates, addressSet, endpoints, ports } = notice;
    const uses =
      direction === 'ingress' ? ports.map((port) => [port, '']) : endpoints.map((endpoint) => ['', endpoint]);
    const addresses = [
      ...notice.addresses.map((address) => [address, 'new']),
      ...notice.oldAddresses.map((ip) => [ip.includes(':') ? `${ip}/128` : `${ip}/32`, 'old']),
    ];
    for (const [address = '', state = ''] of addresses)
      for (const [port = '', endpoint = ''] of uses)
        yield csvRow([
          partner,
          product,
          direction,
          address,
          state,
          port,
          endpoint,
          dates.addBy,
          state === 'old' ? dates.removeAfter : '',
          addressSet,
        ]);
  }
}
