import type { Account } from './account.js';
import type { Fault, ReadContext } from './format.js';
import { formats } from './formats/index.js';
import type { Joined } from './machines.js';
import type { Place } from './place.js';
import { report } from './place.js';
import type { World } from './table.js';
import { Unreadable } from './source/unreadable.js';

/**
 * Reads a JSON document by the format that recognises it.
 *
 * @returns what must wait until all server lists have been read
 * @throws Unreadable when no format does
 */
export function readDocument(
  { file, document }: { readonly file: string; readonly document: unknown },
  table: number,
  account: Account,
  world: World,
): readonly (() => void)[] {
  const format = formats.find((candidate) => candidate.document?.recognise(document) === true);
  if (format?.document === undefined) {
    throw new Unreadable(
      'unknown-document',
      'is JSON of no known kind',
      'give Ansible facts (ansible -m setup --tree DIR), or a CSV of the servers',
    );
  }
  account.describe(format.id, [], [], new Set());
  const place: Place = { file, sheet: undefined, format: format.id, table, large: false, hasSeries: true };
  const later: (() => void)[] = [];
  const reject = (row: number, fault: Fault, original: string) => {
    report(world.log, 'error', place, row, fault);
    account.reject([original]);
  };
  const settle = (row: number, joined: Joined, original: unknown) => {
    if (typeof joined === 'string') account.take(joined);
    else if ('ignore' in joined) account.ignore(joined.ignore);
    else reject(row, joined.reject, JSON.stringify(original));
  };
  const context: ReadContext = {
    file,
    sheet: undefined,
    note: (severity, row, fault) => report(world.log, severity, place, row, fault),
  };
  format.document.read(
    document,
    {
      server: (row, facts) => settle(row, world.machines.server(facts, place, row), facts),
      attach: (row, facts) => later.push(() => settle(row, world.machines.attach(facts, place, row), facts)),
      flow: (row, flow) =>
        later.push(() => {
          const fault = world.flows.add(flow, place);
          if (fault === undefined) account.take('attached');
          else reject(row, fault, JSON.stringify(flow));
        }),
      ignore: (_row, because) => account.ignore(because),
      reject,
    },
    context,
  );
  return later;
}
