import type { HostedZone, ResourceRecordSet, Route53ClientConfig, RRType } from '@aws-sdk/client-route-53';
import type { RecordSet } from '../../cutover/records.js';
import { route53Name } from '../dns/names.js';
import type { Reply, Route53Calls, ZoneSummary } from './calls.js';
import { failureOf } from './sdk-failure.js';

export interface Route53SdkOptions {
  /** Named profile of the shared AWS configuration. */
  readonly profile?: string | undefined;
  /** Region of the estate: it decides the partition, and so the endpoint. Route 53 itself is global. */
  readonly region: string;
  /** For tests: endpoint, credentials. */
  readonly config?: Route53ClientConfig;
}

export interface OpenRoute53 extends Route53Calls {
  readonly close: () => void;
}

/** Milliseconds to connect, and to the end of an answer. */
const timeouts = { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true } as const;

/**
 * Route 53 through the AWS SDK. Credentials come from the SDK's default chain; `AWS_ENDPOINT_URL` is honoured. One attempt per call: the SDK
 * would send a batch again after a reset connection, and report the first one's success as "already exists".
 */
export async function openRoute53({ profile, region, config }: Route53SdkOptions): Promise<OpenRoute53> {
  const sdk = await import('@aws-sdk/client-route-53');
  const client = new sdk.Route53Client({
    region,
    maxAttempts: 1,
    requestHandler: timeouts,
    ...(profile === undefined ? {} : { profile }),
    ...config,
  });
  return {
    recordSets: (zone, { name, type, setIdentifier }) =>
      replied(async () => {
        const page = await client.send(
          new sdk.ListResourceRecordSetsCommand({
            HostedZoneId: zone,
            StartRecordName: name,
            StartRecordType: type === undefined ? undefined : typeOf(type, sdk.RRType),
            StartRecordIdentifier: setIdentifier,
            MaxItems: 300,
          }),
        );
        const { NextRecordName, NextRecordType, NextRecordIdentifier } = page;
        // An answer without a list is none: taken for an empty one, it would say that nothing is there.
        if (page.ResourceRecordSets === undefined) return undefined;
        return {
          recordSets: page.ResourceRecordSets.map(asRead),
          next:
            page.IsTruncated === true && NextRecordName !== undefined
              ? { name: route53Name(NextRecordName), type: NextRecordType, setIdentifier: NextRecordIdentifier }
              : undefined,
        };
      }),
    change: (zone, batch, comment) =>
      replied(async () => {
        const { ChangeInfo } = await client.send(
          new sdk.ChangeResourceRecordSetsCommand({
            HostedZoneId: zone,
            ChangeBatch: {
              Comment: comment,
              Changes: batch.map(({ Action, ResourceRecordSet }) => ({
                Action,
                ResourceRecordSet: asSent(ResourceRecordSet, sdk.RRType),
              })),
            },
          }),
        );
        if (ChangeInfo?.Id === undefined || ChangeInfo.SubmittedAt === undefined) return undefined;
        return { changeId: bareId(ChangeInfo.Id), at: ChangeInfo.SubmittedAt.toISOString() };
      }),
    changeStatus: (changeId) =>
      replied(async () => {
        const { ChangeInfo } = await client.send(new sdk.GetChangeCommand({ Id: changeId }));
        return ChangeInfo?.Status === undefined ? undefined : ChangeInfo.Status === 'INSYNC' ? 'insync' : 'pending';
      }),
    zonesNamed: (name) =>
      replied(async () => {
        const { HostedZones } = await client.send(new sdk.ListHostedZonesByNameCommand({ DNSName: name }));
        return HostedZones?.map(summary).filter((zone) => zone.name === route53Name(name));
      }),
    zone: (id) =>
      replied(async () => {
        const { HostedZone, DelegationSet } = await client.send(new sdk.GetHostedZoneCommand({ Id: id }));
        return HostedZone === undefined
          ? undefined
          : { ...summary(HostedZone), nameServers: DelegationSet?.NameServers ?? [] };
      }),
    protect: (zone, { name, type }, Comment) =>
      replied(async () => {
        const Protections = [{ RecordName: name, RecordType: typeOf(type, sdk.RRType), Comment }];
        await client.send(new sdk.CreateResourceRecordSetProtectionsCommand({ HostedZoneId: zone, Protections }));
        return true as const;
      }),
    unprotect: (zone, { name, type }) =>
      replied(async () => {
        const Protections = [{ RecordName: name, RecordType: typeOf(type, sdk.RRType) }];
        await client.send(new sdk.DeleteResourceRecordSetProtectionsCommand({ HostedZoneId: zone, Protections }));
        return true as const;
      }),
    close: () => client.destroy(),
  };
}

/** @param ask gives undefined where the answer lacks what every answer of Route 53 has */
async function replied<T>(ask: () => Promise<T | undefined>): Promise<Reply<T>> {
  try {
    const value = await ask();
    return value === undefined
      ? { kind: 'broken', message: 'an answer that is not from Route 53: what was asked for is not in it' }
      : { kind: 'ok', value };
  } catch (error) {
    return failureOf(error);
  }
}

/** Ids come with `/change/` or `/hostedzone/` before them. */
const bareId = (id = ''): string => id.slice(id.lastIndexOf('/') + 1);

const summary = ({ Id, Name, Config }: HostedZone): ZoneSummary => ({
  id: bareId(Id),
  name: route53Name(Name ?? ''),
  visibility: Config?.PrivateZone === true ? 'private' : 'public',
});

/** What the SDK read, without fields that are not there: the journal, and a DELETE, repeat it exactly. */
function asRead({ Name, Type, ...fields }: ResourceRecordSet): RecordSet {
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...present, Name: route53Name(Name ?? ''), Type: Type ?? '' };
}

/** What was read is sent back field for field. */
const asSent = ({ ResourceRecords, ...fields }: RecordSet, known: typeof RRType): ResourceRecordSet => ({
  ...fields,
  ...(ResourceRecords === undefined ? {} : { ResourceRecords: ResourceRecords.map(({ Value }) => ({ Value })) }),
  Type: typeOf(fields.Type, known),
});

function typeOf(type: string, known: typeof RRType): RRType {
  const found = Object.values(known).find((one) => one === type);
  if (found === undefined) throw new Error(`Route 53 has no record type "${type}"`);
  return found;
}
