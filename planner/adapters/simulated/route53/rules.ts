import type { RecordSet } from '../../../cutover/records.js';
import { isInZone } from '../../dns/names.js';
import { limits } from './limits.js';
import { groupOf, keyOf, normalised, policyOf, sameRecordSet } from './record-set.js';
import { done, type Edit, type RecordSets, refuse, type Result } from './types.js';
import { valueFault } from './values.js';

/** What the rules look at besides the record sets. */
export interface Surroundings {
  readonly zoneId: string;
  /** Name of the zone, in Route 53's form. */
  readonly zoneName: string;
  /** Comments of the protections by `name|type`. */
  readonly protections: ReadonlyMap<string, string>;
}

/**
 * The record sets after a batch, or every reason why it is refused; nothing in between. Changes are judged one after the other, each against
 * what those before it left; a record set may be deleted and then created, in no other order. (Whether AWS forgives another is not documented.)
 */
export function applied(before: RecordSets, edits: readonly Edit[], around: Surroundings): Result<RecordSets> {
  const after = new Map(before);
  const faults: string[] = [...repeated(edits)];
  if (faults.length > 0) return refuse('InvalidChangeBatch', faults);
  for (const { Action, ResourceRecordSet } of edits) {
    const recordSet = normalised(ResourceRecordSet);
    const found =
      protectionFaults(recordSet, around) ??
      (Action === 'DELETE'
        ? deletionFaults(after, recordSet, around)
        : creationFaults(after, recordSet, Action, around));
    faults.push(...found);
    if (found.length > 0) continue;
    if (Action === 'DELETE') after.delete(keyOf(recordSet));
    else after.set(keyOf(recordSet), recordSet);
  }
  return faults.length > 0 ? refuse('InvalidChangeBatch', faults) : done(after);
}

/** One record set may be deleted and then created in a batch; any other repetition is refused. */
function repeated(edits: readonly Edit[]): readonly string[] {
  const actions = new Map<string, { readonly recordSet: RecordSet; readonly actions: string[] }>();
  for (const { Action, ResourceRecordSet } of edits) {
    const recordSet = normalised(ResourceRecordSet);
    const known = actions.get(keyOf(recordSet));
    if (known === undefined) actions.set(keyOf(recordSet), { recordSet, actions: [Action] });
    else known.actions.push(Action);
  }
  return [...actions.values()].flatMap((one) => {
    const { Type, Name } = one.recordSet;
    const sound = one.actions.length === 1 || one.actions.join() === 'DELETE,CREATE';
    return sound ? [] : [`The request contains an invalid set of changes for a resource record set '${Type} ${Name}'`];
  });
}

function protectionFaults(recordSet: RecordSet, { protections }: Surroundings): readonly string[] | undefined {
  const comment = protections.get(groupOf(recordSet));
  if (comment === undefined) return undefined;
  const why = comment === '' ? '' : `: ${comment}`;
  return [`Resource record set [${whichOf(recordSet)}] is protected and cannot be changed${why}`];
}

const whichOf = ({ Name, Type, SetIdentifier }: RecordSet): string =>
  `name='${Name}', type='${Type}'${SetIdentifier === undefined ? '' : `, set identifier='${SetIdentifier}'`}`;

function deletionFaults(now: RecordSets, recordSet: RecordSet, { zoneName }: Surroundings): readonly string[] {
  const current = now.get(keyOf(recordSet));
  const tried = `Tried to delete resource record set [${whichOf(recordSet)}]`;
  if (current === undefined) return [`${tried} but it was not found`];
  if (!sameRecordSet(current, recordSet)) return [`${tried} but the values provided do not match the current values`];
  if (recordSet.Name === zoneName && recordSet.Type === 'SOA')
    return ['A HostedZone must contain exactly one SOA record.'];
  if (recordSet.Name === zoneName && recordSet.Type === 'NS')
    return ['A HostedZone must contain at least one NS record for the zone itself.'];
  return [];
}

function creationFaults(
  now: RecordSets,
  recordSet: RecordSet,
  action: 'CREATE' | 'UPSERT',
  around: Surroundings,
): readonly string[] {
  const { Name, Type, SetIdentifier } = recordSet;
  if (!isInZone(Name, around.zoneName))
    return [`RRSet with DNS name ${Name} is not permitted in zone ${around.zoneName}`];
  const values = valueFaults(recordSet);
  if (values.length > 0) return values;
  if (Type === 'SOA' && Name !== around.zoneName)
    return [`RRSet of type SOA with DNS name ${Name} is not permitted in zone ${around.zoneName}`];
  if (action === 'CREATE' && now.has(keyOf(recordSet)))
    return [`Tried to create resource record set [${whichOf(recordSet)}] but it already exists`];
  const others = [...now.values()].filter((other) => other.Name === Name && keyOf(other) !== keyOf(recordSet));
  const cname = cnameFault(recordSet, others, around.zoneName);
  if (cname !== undefined) return [cname];
  const group = groupFault(
    recordSet,
    others.filter((other) => other.Type === Type),
  );
  if (group !== undefined) {
    const named = SetIdentifier === undefined ? '' : `, SetIdentifier ${SetIdentifier}`;
    return [`RRSet with DNS name ${Name}, type ${Type}${named} cannot be created as ${group}`];
  }
  return aliasFaults(now, recordSet, around);
}

function valueFaults({ Type, ResourceRecords = [], SetIdentifier, Name }: RecordSet): readonly string[] {
  const values = ResourceRecords.map(({ Value }) => Value);
  const faults = values.flatMap((value) => valueFault(Type, value) ?? []);
  if (new Set(values).size < values.length) faults.push(`Duplicate Resource Record: '${values.join(', ')}'`);
  if (Type === 'CNAME' && values.length > 1) {
    const named = SetIdentifier === undefined ? '' : ` and SetIdentifier ${SetIdentifier}`;
    faults.push(`RRSet of type CNAME with DNS name ${Name}${named} must have exactly one value`);
  }
  return faults;
}

function cnameFault({ Name, Type }: RecordSet, others: readonly RecordSet[], zone: string): string | undefined {
  if (Type === 'CNAME') {
    if (Name === zone) return `RRSet of type CNAME with DNS name ${Name} is not permitted at apex in zone ${zone}`;
    return others.some((other) => other.Type !== 'CNAME')
      ? `RRSet of type CNAME with DNS name ${Name} is not permitted as it conflicts with other records with the same DNS name in zone ${zone}`
      : undefined;
  }
  return others.some((other) => other.Type === 'CNAME')
    ? `RRSet of type ${Type} with DNS name ${Name} is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone}`
    : undefined;
}

/** All record sets of one name and type follow one routing policy, weighted ones with one TTL. */
function groupFault(recordSet: RecordSet, members: readonly RecordSet[]): string | undefined {
  const policy = policyOf(recordSet);
  if (members.length === 0) return undefined;
  if (policy === 'simple') return 'other RRSets exist with the same name and type.';
  if (members.some((member) => policyOf(member) !== policy))
    return `a non-${policy} set exists with the same name and type.`;
  const ttls = new Set([recordSet, ...members].flatMap(({ TTL }) => TTL ?? []));
  if (policy === 'weighted' && ttls.size > 1) return 'weighted sets must contain the same TTL.';
  if (policy === 'weighted' && members.length >= limits.weightedMembers)
    return `there are already ${limits.weightedMembers} weighted sets with the same name and type.`;
  return undefined;
}

/** An alias to a record of this zone needs that record, of its own type. */
function aliasFaults(now: RecordSets, recordSet: RecordSet, { zoneId, zoneName }: Surroundings): readonly string[] {
  const { AliasTarget, Name: own, Type } = recordSet;
  if (AliasTarget?.HostedZoneId !== zoneId) return [];
  const target = AliasTarget.DNSName;
  const tried = `Tried to create an alias that targets ${target}, type ${Type} in zone ${zoneId}`;
  if (!isInZone(target, zoneName)) return [`${tried}, but the alias target name does not lie within the target zone`];
  // Nor can it be its own.
  const found = target !== own && [...now.values()].some(({ Name, Type: type }) => Name === target && type === Type);
  return found ? [] : [`${tried}, but that target was not found`];
}
