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

  /** What MiniStack takes although Route 53 refuses it: docs/emulator.md has the list for people. */
  const taken: readonly string[] = [];

  it('refuses what Route 53 refuses, but for what docs/emulator.md lists', async () => {
    const accepted: string[] = [];
    const reasons: string[] = [];
    for (const { title, batch, reason } of rejections) {
      const edits = batch.flatMap(({ Action, ResourceRecordSet }): Change[] =>
        Action === 'UPSERT' ? [] : [{ Action, ResourceRecordSet }],
      );
      if (edits.length < batch.length || title === 'an unknown type') continue;
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
      else if (reply.kind !== 'rejected' || reply.reason !== reason)
        reasons.push(`${title}: ${reply.kind} ${reply.kind === 'rejected' ? reply.reason : reply.message}`);
    }
    expect({ accepted, reasons }).toEqual({ accepted: taken, reasons: [] });
  });
});
