import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AllocateAddressCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { duration, type Metric } from '../../../estate/index.js';
import { awsFacts } from '../../../planner/adapters/aws-facts.js';
import { gatherEvidence } from '../../../planner/adapters/evidence.js';
import { S3Journals } from '../../../planner/adapters/journal-s3.js';
import { s3Objects } from '../../../planner/adapters/journal-s3-objects.js';
import { cloudWatchMetrics } from '../../../planner/adapters/metrics.js';
import { dutiesOf } from '../../../planner/partners/duties.js';
import { pointSdkAt } from '../../support/aws-stand-in.js';
import { type Emulator, miniStack } from '../../support/emulator.js';
import { outputsOf, utahFoundation } from '../../support/outputs.js';
import { utah } from '../../support/utah.js';

// The real SDK against MiniStack: what our own stand-ins claim about AWS, somebody else claims, too.
jest.setTimeout(180_000);

const place = { region: 'us-east-1' };
let emulator: Emulator;
let restore: () => void;
beforeAll(async () => {
  emulator = await miniStack();
  restore = pointSdkAt(emulator.url);
});
afterAll(async () => {
  restore();
  await emulator.stop();
});

const shop = (name: string): Metric => ({
  of: { kind: 'cloudwatch', namespace: 'Shop', name, statistic: 'Sum' },
  over: duration('15m'),
});

describe('on MiniStack', () => {
  it('a journal in S3 is written under conditions, and a second writer is kept out', async () => {
    await new S3Client(place).send(new CreateBucketCommand({ Bucket: 'utah-state' }));
    const objects = await s3Objects('utah-state', 'cutover', place);
    const open = (host: string, takeOver = false) =>
      new S3Journals(objects).open<{ readonly text: string }>('shop-prod', {
        read: (fields) =>
          typeof fields['text'] === 'string'
            ? { ok: true, entry: { text: fields['text'] } }
            : { ok: false, problem: 'no text' },
        claimant: () => ({ by: host, host, pid: 1, takeOver, now: Date.now(), isAlive: () => true }),
        keepAlive: () => () => undefined,
      });
    const first = await open('a');
    await first.append({ text: 'one' });
    await expect(open('b')).rejects.toMatchObject({ name: 'LeaseHeld' });
    const second = await open('b', true);
    await expect(first.append({ text: 'late' })).rejects.toMatchObject({ name: 'LeaseLost' });
    await second.close();
    const third = await open('c');
    expect((await third.append({ text: 'two' })).n).toBe(3);
    expect(third.entries.map(({ text }) => text)).toEqual(['one', 'late', 'two']);
  });

  it('a metric of CloudWatch is its sum over the minutes, and without points no data', async () => {
    const now = Date.now();
    const client = new CloudWatchClient(place);
    for (const ago of [2, 3])
      await client.send(
        new PutMetricDataCommand({
          Namespace: 'Shop',
          MetricData: [{ MetricName: 'Orders', Value: 4, Timestamp: new Date(now - ago * 60_000) }],
        }),
      );
    const metrics = await cloudWatchMetrics(place);
    const seen = await metrics.seen({ orders: shop('Orders'), none: shop('Refunds') }, undefined, now);
    expect(seen['orders']).toEqual({ kind: 'value', value: 8 });
    expect(seen['none']).toMatchObject({ kind: 'none' });
  });

  it('addresses are guarded by their allocations, and evidence waits for what uses them', async () => {
    const ec2 = new EC2Client(place);
    const made = await Promise.all([1, 2].map(() => ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))));
    const given = made.map(({ PublicIp = '', AllocationId = '' }) => ({ ip: PublicIp, allocation: AllocationId }));
    const ips = given.map(({ ip }) => ip);
    const outputs = outputsOf({ ingress: { storefront: ips } }, utahFoundation);
    const contract = outputs.addresses['prod'];
    if (contract === undefined) throw new Error('no addresses');
    const addresses = {
      ...contract,
      ingress: { storefront: Object.fromEntries(given.map((each, at) => [`us-east-1${'ab'[at] ?? 'c'}`, each])) },
    };
    const facts = awsFacts(place);
    const announced = { product: 'storefront', ingress: ips, egress: [] };
    expect(await facts.addresses(announced, { addresses })).toMatchObject({ kind: 'same' });
    const [first = '', ...rest] = ips;
    expect(await facts.addresses({ ...announced, ingress: [first] }, { addresses })).toMatchObject({ kind: 'changed' });
    expect(rest).toHaveLength(1);

    const logs = new CloudWatchLogsClient(place);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/prod/flow' }));
    await logs.send(new CreateLogStreamCommand({ logGroupName: '/prod/flow', logStreamName: 'eni-a' }));
    await logs.send(
      new PutLogEventsCommand({
        logGroupName: '/prod/flow',
        logStreamName: 'eni-a',
        logEvents: [{ timestamp: Date.now() - 60_000, message: 'eni-a - - - - - - - - - - 1 2 - - - NODATA' }],
      }),
    );
    const all = { ...outputs, addresses: { prod: addresses } };
    const [duty] = dutiesOf(utah(), all, { partners: ['bes'], direction: 'ingress' });
    if (duty === undefined) throw new Error('no duty');
    expect(await gatherEvidence(duty, { place, outputs: all, now: Date.now(), over: 3_600_000 })).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('not in use yet'),
    });
  });
});
