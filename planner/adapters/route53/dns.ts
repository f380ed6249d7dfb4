import type { ChangeStatus, Dns, ProtectedRecord, ProtectionSet, Submission, ZoneRead } from '../../cutover/ports.js';
import type { RecordSet } from '../../cutover/records.js';
import { compareNames, route53Name } from '../dns/names.js';
import type { Position, Reply, Route53Calls } from './calls.js';
import { classOf, submissionOf, textOf, troubleOf } from './failure.js';
import { mayChange, mayRead, Pacer, type PaceOptions } from './pace.js';

/** Characters of a batch's comment at most (Route 53's `ResourceDescription`). */
const longestComment = 256;

/**
 * The port of the engine over the calls of Route 53, real or simulated. Zones are given by id. A batch is sent once; only what was throttled
 * is sent again, because it certainly did nothing. Everything else ambiguous is `unknown`, and the fence tells.
 */
export function route53Dns(calls: Route53Calls, options: PaceOptions): Dns {
  const pacer = new Pacer(options);
  return {
    async read(zone, names): Promise<ZoneRead> {
      const found = new Map<string, readonly RecordSet[]>();
      for (const name of [...new Set(names.map(route53Name))].toSorted(compareNames)) {
        // A fence stands right behind its name, and so on the same page.
        if (found.has(name)) continue;
        const read = await allAt(zone, name, calls, pacer);
        if (read.kind !== 'ok') return troubleOf(read);
        found.set(name, []);
        for (const [other, recordSets] of read.value) found.set(other, recordSets);
      }
      const asked = new Set(names.map(route53Name));
      return {
        kind: 'read',
        recordSets: [...found].flatMap(([name, recordSets]) => (asked.has(name) ? recordSets : [])),
      };
    },
    async submit(zone, batch, comment): Promise<Submission> {
      const reply = await pacer.run(() => calls.change(zone, batch, comment.slice(0, longestComment)), mayChange);
      return reply.kind === 'ok' ? { kind: 'submitted', ...reply.value } : submissionOf(reply);
    },
    async status(changeId): Promise<ChangeStatus> {
      const reply = await pacer.run(() => calls.changeStatus(changeId), mayRead);
      if (reply.kind === 'ok') return { kind: reply.value };
      return reply.kind === 'error' && reply.code === 'NoSuchChange' ? { kind: 'forgotten' } : troubleOf(reply);
    },
    protect: (zone, records, comment) =>
      eachOf(records, 'ProtectionAlreadyExists', (record) =>
        pacer.run(() => calls.protect(zone, record, comment.slice(0, longestComment)), mayChange),
      ),
    unprotect: (zone, records) =>
      eachOf(records, 'ProtectionNotFound', (record) => pacer.run(() => calls.unprotect(zone, record), mayChange)),
  };
}

/**
 * One call for each record, because a call of several is refused as a whole where one of them is so already.
 * @param already how the service says that there is nothing to do
 */
async function eachOf(
  records: readonly ProtectedRecord[],
  already: string,
  ask: (record: ProtectedRecord) => Promise<Reply<true>>,
): Promise<ProtectionSet> {
  for (const record of records) {
    const reply = await ask(record);
    if (reply.kind === 'ok') continue;
    const message = textOf(reply);
    if (message.includes(already)) continue;
    return classOf(reply) === 'credentials' ? { kind: 'credentials', message } : { kind: 'refused', message };
  }
  return { kind: 'done' };
}

/**
 * Every record set of one name: the list goes on to other names, and is read until it does. What is listed whole on the way is given too; what is
 * not listed there says nothing about itself, because nobody but Route 53 knows its order to the last character.
 */
async function allAt(
  zone: string,
  name: string,
  calls: Route53Calls,
  pacer: Pacer,
): Promise<Reply<ReadonlyMap<string, readonly RecordSet[]>>> {
  const found = new Map<string, RecordSet[]>();
  for (let start: Position | undefined = { name }; start !== undefined;) {
    const from: Position = start;
    const page = await pacer.run(() => calls.recordSets(zone, from), mayRead);
    if (page.kind !== 'ok') return page;
    for (const recordSet of page.value.recordSets) {
      const known = found.get(recordSet.Name);
      if (known === undefined) found.set(recordSet.Name, [recordSet]);
      else known.push(recordSet);
    }
    const { next } = page.value;
    // The name at which the page breaks off is not whole.
    if (next !== undefined && next.name !== name) found.delete(next.name);
    start = next?.name === name ? next : undefined;
  }
  return { kind: 'ok', value: found };
}
