import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import type { Change } from '../../../../planner/cutover/records.js';
import { type Emulator, miniStack } from '../../../support/emulator.js';
import { adapterTo, conformance } from '../../../support/route53-conformance.js';
import { rejections } from '../../../support/route53-rejections.js';
import { standing } from '../../../support/route53.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await miniStack();
});

afterAll(() => emulator.stop());

const client = (): Route53Client =>
  new Route53Client({
    region: 'us-east-1',
    endpoint: emulator.url,
    credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
  });

/** An empty zone in an empty MiniStack. @returns its id */
async function emptyZone(): Promise<string> {
  await emulator.reset();
  const { HostedZone } = await client().send(
    new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'test' }),
  );
  return (HostedZone?.Id ?? '').replace('/hostedzone/', '');
}

describe('the adapter on MiniStack', () => {
  conformance(async () => {
    const zone = await emptyZone();
    // MiniStack is in sync at the second look.
    return { url: emulator.url, zone, wait: () => undefined };
  });

  /** Of the rules, MiniStack has compare-and-swap alone; docs/emulator.md lists for people what it takes. */
  const refusedForAnotherReason = [
    'two DELETEs of one record set',
    'the CREATE of a record set before its DELETE',
    'the DELETE of the SOA',
  ];

  it('refuses stale batches as Route 53 does, and takes every other bad one', async () => {
    const accepted: string[] = [];
    const others: string[] = [];
    const expected: string[] = [];
    for (const { title, batch, reason } of rejections) {
      const edits = batch.flatMap(({ Action, ResourceRecordSet }): Change[] =>
        Action === 'UPSERT' ? [] : [{ Action, ResourceRecordSet }],
      );
      if (edits.length < batch.length || title === 'an unknown type') continue;
      if (reason !== 'stale' && !refusedForAnotherReason.includes(title)) expected.push(title);
      const zone = await emptyZone();
      await client().send(
        new ChangeResourceRecordSetsCommand({
          HostedZoneId: zone,
          ChangeBatch: {
            Changes: Object.values(standing).map((recordSet) => ({
              Action: 'CREATE',
              ResourceRecordSet: JSON.parse(JSON.stringify(recordSet).replaceAll('ZTEST', zone)),
            })),
          },
        }),
      );
      const { dns } = await adapterTo(emulator.url);
      const reply = await dns.submit(zone, JSON.parse(JSON.stringify(edits).replaceAll('ZTEST', zone)), '');
      if (reply.kind === 'submitted') accepted.push(title);
      else if (reply.kind !== 'rejected' || reply.reason !== reason) others.push(title);
    }
    expect({ accepted, others }).toEqual({ accepted: expected, others: refusedForAnotherReason });
  });
});
