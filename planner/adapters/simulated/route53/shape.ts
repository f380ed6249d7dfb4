import { labelsOf } from '../../dns/names.js';
import { policiesOf } from './record-set.js';
import { isKnownType } from './values.js';
import { done, type Edit, refuse, type Result } from './types.js';

/** Seconds: the largest TTL of RFC 2181. */
const longestTtl = 2_147_483_647;

/**
 * What Route 53 refuses about a request before it looks at the zone: the error is `InvalidInput`, of the whole request. Wordings as seen in
 * public, where they are.
 */
export function shapeOf(edits: readonly Edit[]): Result<undefined> {
  if (edits.length === 0) return refuse('InvalidInput', 'Invalid request: Expected at least one Change');
  for (const edit of edits) {
    const fault = shapeFault(edit);
    if (fault !== undefined) return refuse('InvalidInput', `Invalid request: ${fault} in ${whichOf(edit)}`);
  }
  return done(undefined);
}

const whichOf = ({ Action, ResourceRecordSet: { Name, Type, SetIdentifier } }: Edit): string =>
  `Change with [Action=${Action}, Name=${Name}, Type=${Type}, SetIdentifier=${SetIdentifier ?? 'null'}]`;

function shapeFault({ ResourceRecordSet: recordSet }: Edit): string | undefined {
  const { Name, Type, TTL, ResourceRecords, AliasTarget, SetIdentifier, Weight } = recordSet;
  if (!isKnownType(Type)) return `Expected a known record type but found ${Type}`;
  const labels = labelsOf(Name);
  if (labels === undefined || labels.length === 0) return 'Expected a domain name';
  if (labels.slice(1).includes('*') && Type === 'NS') return 'Expected no wildcard';
  const plain = TTL !== undefined && ResourceRecords !== undefined;
  const half = TTL !== undefined || ResourceRecords !== undefined;
  const oneOf = 'Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]';
  if (AliasTarget === undefined && !plain) return `${oneOf}, but found none`;
  if (AliasTarget !== undefined && half) return `${oneOf}, but found more than one`;
  if (ResourceRecords?.length === 0) return 'Expected at least one ResourceRecord';
  if (TTL !== undefined && !whole(TTL, longestTtl)) return `Expected a TTL from 0 to ${longestTtl}`;
  const policies = policiesOf(recordSet);
  if (policies.length > 1) return `Expected at most one routing policy, but found ${policies.join(' and ')}`;
  if (SetIdentifier === undefined && policies.length > 0) return 'Missing field SetIdentifier';
  if (SetIdentifier !== undefined && policies.length === 0) return 'Missing field of a routing policy';
  if (SetIdentifier !== undefined && (SetIdentifier.length === 0 || SetIdentifier.length > 128))
    return 'Expected a SetIdentifier of 1 to 128 characters';
  if (Weight !== undefined && !whole(Weight, 255)) return 'Expected a Weight from 0 to 255';
  return undefined;
}

const whole = (value: number, maximum: number): boolean => Number.isInteger(value) && value >= 0 && value <= maximum;
