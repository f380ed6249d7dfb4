import { gunzipSync } from 'node:zlib';
import type { FoundationContract } from '../../estate/index.js';
import { type AccessRecord, accessFinding, readAccessLog } from '../partners/access-log.js';
import type { PartnerDuty } from '../partners/duties.js';
import type { Finding } from '../partners/evidence.js';
import { asked, type AwsPlace, readingClient } from './aws/client.js';

/** Objects that are read at most, newest first; a load balancer writes one every five minutes and node. */
const mostObjects = 300;
/** An object is a few MiB at most; more than this unpacked is no log. */
const mostBytes = 256 * 1024 * 1024;
const dayMs = 86_400_000;

/** Where logs are looked at, and which part of them. */
export interface LogSpan {
  readonly place: AwsPlace;
  /** Milliseconds since the epoch: what is looked at ends here. */
  readonly now: number;
  /** Milliseconds to look back. */
  readonly over: number;
}

/** Where the load balancer of a product writes: `AWSLogs/` follows the prefix that the stack gives it. */
const prefixOf = (product: string, { account, region }: FoundationContract, day: number): string =>
  `${product}-alb/AWSLogs/${account}/elasticloadbalancing/${region}/${new Date(day).toISOString().slice(0, 10).replaceAll('-', '/')}/`;

/**
 * What the load balancer's access logs show where the flow log does not. They tell that requests of the partner arrived and were answered, not
 * at which of the addresses. Undefined where they show nothing or cannot be read.
 */
export async function loadBalancerFinding(
  duty: PartnerDuty,
  foundation: FoundationContract,
  { place, now, over }: LogSpan,
): Promise<Finding | undefined> {
  const { GetObjectCommand, ListObjectsV2Command, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client(readingClient(place));
  const { logBucket } = foundation;
  const answer = await asked(async () => {
    const keys: string[] = [];
    for (let day = now; day > now - over - dayMs && keys.length < mostObjects; day -= dayMs) {
      const listed = await client.send(
        new ListObjectsV2Command({ Bucket: logBucket, Prefix: prefixOf(duty.product, foundation, day) }),
      );
      keys.push(...(listed.Contents ?? []).flatMap(({ Key }) => Key ?? []).toReversed());
    }
    const records: AccessRecord[] = [];
    for (const Key of keys.slice(0, mostObjects)) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: logBucket, Key }));
      if (Body !== undefined) records.push(...readAccessLog(unpacked(await Body.transformToByteArray())));
    }
    return records.filter(({ at }) => at >= now - over && at <= now);
  });
  return answer.kind === 'ok' ? accessFinding(duty, answer.value, `s3://${logBucket}/${duty.product}-alb/`) : undefined;
}

/** Damaged objects say nothing; they are not worth stopping for. */
function unpacked(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes }).toString('utf8');
  } catch {
    return '';
  }
}
