import { textOf } from '../cells.js';
import type { Facts, Format, Header, Outcome, Row } from '../format.js';
import { fromTags } from './portfolio.js';

const tagPrefix = 'mgn:server:tag:';

function open(header: Header) {
  const tags = header.names.flatMap((name, at) =>
    name.toLowerCase().startsWith(tagPrefix) ? [{ at, key: name.slice(tagPrefix.length) }] : [],
  );
  const server = [header.find('mgn:server:user-provided-id'), header.find('mgn:server:fqdn-for-action-framework')];
  return (facts: Facts, row: Row): Outcome => {
    if (server.every((at) => textOf(row.cells[at]) === undefined))
      return { ignore: 'a wave or an application without a server' };
    for (const { at, key } of tags) {
      const value = textOf(row.cells[at]);
      if (value !== undefined) facts.tags = { ...facts.tags, [key]: value };
    }
    fromTags(facts);
    return undefined;
  };
}

/**
 * Inventory of AWS Application Migration Service (import and export). Its `private-ip` is the address the machine gets in AWS, so it identifies
 * nothing here. No sizes: `instance-type` is the size where it is filled in.
 */
export const mgn: Format = {
  id: 'mgn',
  title: 'AWS MGN inventory',
  tables: [
    {
      id: 'inventory',
      role: 'server',
      needs: ['mgn:server:user-provided-id'],
      columns: [
        { field: 'name', headers: ['mgn:server:user-provided-id'] },
        { field: 'fqdn', headers: ['mgn:server:fqdn-for-action-framework'] },
        { field: 'os', headers: ['mgn:server:platform'] },
        { field: 'product', headers: ['mgn:app:name'] },
        { field: 'description', headers: ['mgn:app:description'] },
        { field: 'wave', headers: ['mgn:wave:name'] },
        { field: 'instanceType', headers: ['mgn:launch:instance-type'] },
      ],
      open,
    },
  ],
};
