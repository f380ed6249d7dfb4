import { lookup } from 'node:dns/promises';
import { addressFamily, type FoundationContract, type Outputs } from '../../estate/index.js';
import type { PartnerDuty } from '../partners/duties.js';
import { type Finding, findingOf } from '../partners/evidence.js';
import { type FlowRecord, type OwnAddress, readFlows, seenIncoming, seenOutgoing } from '../partners/flows.js';
import { asked, type Asked, readingClient } from './aws/client.js';
import { loadBalancerFinding, type LogSpan } from './evidence-access-logs.js';

/** Pages of a log group that are read for one question; a page is at most 10,000 records or 1 MiB. */
const mostPages = 200;

export interface EvidenceOptions extends LogSpan {
  readonly outputs: Outputs;
  /** Addresses of a partner's host; default the machine's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** What the logs of the environment show about one partner. What cannot be asked is `unknown`, with the reason. */
export async function gatherEvidence(duty: PartnerDuty, options: EvidenceOptions): Promise<Finding> {
  const { outputs, now, over } = options;
  const unknown = (why: string): Finding => ({ duty, kind: 'unknown', why });
  const foundation = outputs.foundations[duty.environment];
  if (duty.addressSet === undefined) return unknown(`${duty.environment}-addresses is not deployed`);
  if (foundation === undefined) return unknown(`${duty.environment}-foundation is not deployed: there are no logs yet`);
  const gates = await gatesOf(duty, options);
  if (gates.kind !== 'ok') return unknown(`the addresses could not be asked for: ${gates.message}`);
  const idle = gates.value.filter((gate) => gate.interface === '');
  if (idle.length > 0)
    return unknown(`${idle.map(({ ip }) => ip).join(', ')} not in use yet: deploy what answers there first`);
  const question = await questionOf(duty, options);
  if (typeof question === 'string') return unknown(question);
  const log = await readFlowLog(foundation, question.pattern(gates.value), options);
  if (log.kind !== 'ok') return unknown(`the flow log could not be read: ${log.message}`);
  const from = new Date(now - over).toISOString();
  const query = `${foundation.flowLogs.group ?? ''} ${from} to ${new Date(now).toISOString()}: ${question.text}`;
  const finding = findingOf(duty, question.seen(log.value.flows, gates.value), query);
  if (finding.kind === 'seen' || finding.kind === 'refused' || duty.direction === 'egress') return finding;
  const requests = await loadBalancerFinding(duty, foundation, options);
  if (requests === undefined && !log.value.whole)
    return unknown('the flow log has more records than are read, and nothing was found in the first of them');
  return requests ?? finding;
}

/** Our addresses of this duty with the interfaces that have them; an address without one is idle. */
async function gatesOf(
  { environment, product, direction }: PartnerDuty,
  { place, outputs }: EvidenceOptions,
): Promise<Asked<readonly OwnAddress[]>> {
  const contract = outputs.addresses[environment];
  const allocations = Object.values((direction === 'egress' ? contract?.egress : contract?.ingress[product]) ?? {});
  const { DescribeAddressesCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const client = new EC2Client(readingClient(place));
  const answer = await asked(() =>
    client.send(
      new DescribeAddressesCommand({
        Filters: [{ Name: 'allocation-id', Values: allocations.map(({ allocation }) => allocation) }],
      }),
    ),
  );
  if (answer.kind !== 'ok') return answer;
  const found = answer.value.Addresses ?? [];
  return {
    kind: 'ok',
    value: allocations.map(({ ip, allocation }) => ({
      ip,
      interface: found.find(({ AllocationId }) => AllocationId === allocation)?.NetworkInterfaceId ?? '',
    })),
  };
}

/** What to look for: a coarse pattern for CloudWatch, and what judges the records that it lets through. */
interface Question {
  readonly text: string;
  pattern(gates: readonly OwnAddress[]): Pattern;
  seen(flows: readonly FlowRecord[], gates: readonly OwnAddress[]): ReturnType<typeof seenIncoming>;
}

/** Field to what it may be. */
type Pattern = Readonly<Record<string, readonly string[]>>;

async function questionOf(
  { who, product, direction }: PartnerDuty,
  { resolve = resolved }: EvidenceOptions,
): Promise<Question | string> {
  const opens = who.products[product];
  if (direction === 'ingress') {
    const { from = [], ports = [] } = opens?.ingress ?? {};
    if (from.length === 0)
      return `partners.${who.name}.products.${product}.ingress.from is empty: nobody knows where they come from`;
    return {
      text: `SYN from ${from.join(' ')} to port ${ports.join(' ')}`,
      pattern: (gates) => ({ 'interface-id': gates.map((gate) => gate.interface), dstport: ports.map(String) }),
      seen: (flows, gates) => seenIncoming(flows, gates, ports, from),
    };
  }
  const endpoints = new Set<string>();
  for (const { host, port } of opens?.egress?.to ?? []) {
    const ips = await resolve(host).catch(() => []);
    if (ips.length === 0) return `${host} does not resolve from here`;
    for (const ip of ips) endpoints.add(`${ip}:${port}`);
  }
  return {
    text: `answers of ${[...endpoints].join(' ')}`,
    pattern: (gates) => ({ 'interface-id': gates.map((gate) => gate.interface) }),
    seen: (flows, gates) => seenOutgoing(flows, gates, endpoints),
  };
}

async function resolved(host: string): Promise<readonly string[]> {
  if (addressFamily(host) !== undefined) return [host];
  return (await lookup(host, { all: true, family: 4 })).map(({ address }) => address);
}

/** `[a="x" || a="y", b, …]`: CloudWatch's pattern for records of fields with spaces between. */
export function filterPattern(fields: string, wanted: Pattern): string {
  const names = fields.trim().split(/[\s,]+/);
  const columns = names.map((name, at) => {
    const field = `f${at}`;
    const values = wanted[name] ?? [];
    // Only what cannot end the pattern; everything else is judged by us.
    const safe = values.every((value) => /^[\w.-]+$/.test(value)) ? values : [];
    return safe.length === 0 ? field : safe.map((value) => `${field} = "${value}"`).join(' || ');
  });
  return `[${columns.join(', ')}]`;
}

interface FlowLog {
  readonly flows: readonly FlowRecord[];
  /** false: there was more than is read for one question. */
  readonly whole: boolean;
}

async function readFlowLog(
  { flowLogs }: FoundationContract,
  wanted: Pattern,
  { place, now, over }: EvidenceOptions,
): Promise<Asked<FlowLog>> {
  const { group, fields } = flowLogs;
  if (group === undefined)
    return { kind: 'invalid', message: 'the flow log is not in CloudWatch Logs, and nothing else is read' };
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new CloudWatchLogsClient(readingClient(place));
  return asked(async () => {
    const messages: string[] = [];
    let next: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime: now - over,
          endTime: now,
          filterPattern: filterPattern(fields, wanted),
          ...(next !== undefined && { nextToken: next }),
        }),
      );
      messages.push(...(answer.events ?? []).flatMap(({ message }) => message ?? []));
      next = answer.nextToken;
      if (next === undefined) break;
    }
    return { flows: readFlows(messages, fields), whole: next === undefined };
  });
}
