import type { RecordSet } from '../../../planner/cutover/records.js';
import type { Edit } from '../../../planner/adapters/simulated/route53.js';
import { child, type Element, tag, textOf } from './xml.js';

const numbers = new Set(['TTL', 'Weight', 'Bias']);
const flags = new Set(['EvaluateTargetHealth', 'MultiValueAnswer']);

/** A record set as the wire has it. */
export function readRecordSet(element: Element): RecordSet {
  const fields = element.children
    .filter(({ name }) => name !== 'ResourceRecords')
    .map((field) => [field.name, valueOf(field)] as const);
  const records = child(element, 'ResourceRecords')?.children.map((one) => ({ Value: textOf(one, 'Value') ?? '' }));
  return {
    Name: textOf(element, 'Name') ?? '',
    Type: textOf(element, 'Type') ?? '',
    ...Object.fromEntries(fields),
    ...(records === undefined ? {} : { ResourceRecords: records }),
  };
}

function valueOf(field: Element): unknown {
  if (field.children.length > 0) return Object.fromEntries(field.children.map((one) => [one.name, valueOf(one)]));
  if (numbers.has(field.name)) return Number(field.text);
  return flags.has(field.name) ? field.text === 'true' : field.text;
}

export function readBatch(request: Element): { readonly edits: readonly Edit[]; readonly comment: string } {
  const batch = child(request, 'ChangeBatch');
  const edits = (child(batch, 'Changes')?.children ?? []).map((change): Edit => {
    const action = textOf(change, 'Action');
    const recordSet = child(change, 'ResourceRecordSet');
    if ((action !== 'CREATE' && action !== 'DELETE' && action !== 'UPSERT') || recordSet === undefined)
      throw new Error('ChangeBatch is not valid, expected ChangeResourceRecordSetsRequest');
    return { Action: action, ResourceRecordSet: readRecordSet(recordSet) };
  });
  return { edits, comment: textOf(batch, 'Comment') ?? '' };
}

export function writeRecordSet({ ResourceRecords, ...fields }: RecordSet): string {
  return tag('ResourceRecordSet', [
    ...Object.entries(fields).map(([name, value]) => writeField(name, value)),
    ResourceRecords === undefined
      ? ''
      : tag(
          'ResourceRecords',
          ResourceRecords.map(({ Value }) => tag('ResourceRecord', [tag('Value', Value)])),
        ),
  ]);
}

const writeField = (name: string, value: unknown): string =>
  typeof value === 'object' && value !== null
    ? tag(
        name,
        Object.entries(value).map(([inner, one]) => writeField(inner, one)),
      )
    : tag(name, String(value));
