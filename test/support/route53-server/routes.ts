import type { Outcome, Refusal, SimulatedRoute53 } from '../../../planner/adapters/simulated/route53.js';
import {
  createHealthCheck,
  deleteHealthCheck,
  getHealthCheck,
  healthCheckStatus,
  updateHealthCheck,
} from './health-checks.js';
import {
  createProtections,
  deleteProtections,
  listProtections,
} from '../../../planner/adapters/simulated/route53/protections.js';
import { changeXml, healthCheckXml, number, optional, readConfig, readProtections, zoneXml } from './bodies.js';
import { readBatch, writeRecordSet } from './record-sets.js';
import { child, documentOf, type Element, parseXml, tag, textOf } from './xml.js';

export interface Request {
  readonly method: string;
  /** Path and query. */
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** `broken`: the connection is reset instead of an answer. */
export type Response = { readonly status: number; readonly body: string; readonly type?: string } | 'broken';

interface Call {
  readonly route53: SimulatedRoute53;
  readonly now: number;
  /** What the pattern of the path caught. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly xml: () => Element;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly status?: number;
  readonly answer: (call: Call) => Outcome<string>;
}

const then = <T>(outcome: Outcome<T>, write: (value: T) => string): Outcome<string> =>
  outcome.kind === 'done' ? { kind: 'done', value: write(outcome.value) } : outcome;

const base = '/2013-04-01';
const zonePath = `${base}/hostedzone/([^/]+)`;

/** The API by method and path. */
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${base}/hostedzone$`),
    answer: ({ route53, now }) =>
      then(route53.hostedZones(now), (zones) =>
        documentOf('ListHostedZonesResponse', [
          tag('HostedZones', zones.map(zoneXml)),
          tag('IsTruncated', false),
          tag('MaxItems', 100),
        ]),
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^${base}/hostedzonesbyname$`),
    answer: ({ route53, now, query }) =>
      then(route53.hostedZonesByName(optional(query.get('dnsname')), now), (zones) =>
        documentOf('ListHostedZonesByNameResponse', [
          tag('HostedZones', zones.map(zoneXml)),
          tag('IsTruncated', false),
          tag('MaxItems', 100),
        ]),
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^${zonePath}$`),
    answer: ({ route53, now, id }) =>
      then(route53.hostedZone(id, now), (zone) =>
        documentOf('GetHostedZoneResponse', [
          zoneXml(zone),
          zone.visibility === 'private'
            ? tag('VPCs', [tag('VPC', [tag('VPCRegion', 'us-east-1'), tag('VPCId', 'vpc-1')])])
            : tag('DelegationSet', [
                tag(
                  'NameServers',
                  zone.nameServers.map((server) => tag('NameServer', server)),
                ),
              ]),
        ]),
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^${zonePath}/rrset$`),
    answer: ({ route53, now, id, query }) => {
      const start = {
        name: optional(query.get('name')),
        type: optional(query.get('type')),
        setIdentifier: optional(query.get('identifier')),
      };
      const max = number(query.get('maxitems')) ?? 300;
      return then(route53.recordSets(id, start, max, now), ({ recordSets, next }) =>
        documentOf('ListResourceRecordSetsResponse', [
          tag('ResourceRecordSets', recordSets.map(writeRecordSet)),
          tag('IsTruncated', next !== undefined),
          tag('NextRecordName', next?.Name),
          tag('NextRecordType', next?.Type),
          tag('NextRecordIdentifier', next?.SetIdentifier),
          tag('MaxItems', max),
        ]),
      );
    },
  },
  {
    method: 'POST',
    path: new RegExp(`^${zonePath}/rrset/?$`),
    answer: ({ route53, now, id, xml }) => {
      const { edits, comment } = readBatch(xml());
      return then(route53.change(id, edits, comment, now), (change) =>
        documentOf('ChangeResourceRecordSetsResponse', [changeXml(change)]),
      );
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${base}/change/([^/]+)$`),
    answer: ({ route53, now, id }) =>
      then(route53.getChange(id, now), (change) => documentOf('GetChangeResponse', [changeXml(change)])),
  },
  {
    method: 'POST',
    path: new RegExp(`^${zonePath}/rrsetprotection$`),
    answer: ({ route53, now, id, xml }) =>
      then(createProtections(route53, id, readProtections(xml()), now), () =>
        documentOf('CreateResourceRecordSetProtectionsResponse', []),
      ),
  },
  {
    method: 'POST',
    path: new RegExp(`^${zonePath}/rrsetprotection/delete$`),
    answer: ({ route53, now, id, xml }) =>
      then(deleteProtections(route53, id, readProtections(xml()), now), () =>
        documentOf('DeleteResourceRecordSetProtectionsResponse', []),
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^${zonePath}/rrsetprotection$`),
    answer: ({ route53, now, id }) =>
      then(listProtections(route53, id, now), (protections) =>
        documentOf('ListResourceRecordSetProtectionsResponse', [
          tag(
            'ResourceRecordSetProtections',
            protections.map(({ name, type, comment }) =>
              tag('ResourceRecordSetProtection', [
                tag('RecordName', name),
                tag('RecordType', type),
                tag('Comment', comment === '' ? undefined : comment),
              ]),
            ),
          ),
        ]),
      ),
  },
  {
    method: 'POST',
    path: new RegExp(`^${base}/healthcheck$`),
    status: 201,
    answer: ({ route53, now, xml }) => {
      const request = xml();
      const config = readConfig(child(request, 'HealthCheckConfig'));
      return then(createHealthCheck(route53, textOf(request, 'CallerReference') ?? '', config, now), (check) =>
        documentOf('CreateHealthCheckResponse', [healthCheckXml(check)]),
      );
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${base}/healthcheck/([^/]+)/status$`),
    answer: ({ route53, now, id }) =>
      then(healthCheckStatus(route53, id, now), (status) =>
        documentOf('GetHealthCheckStatusResponse', [
          tag('HealthCheckObservations', [
            tag('HealthCheckObservation', [
              tag('Region', 'us-east-1'),
              tag('IPAddress', '192.0.2.250'),
              tag('StatusReport', [tag('Status', status), tag('CheckedTime', new Date(now).toISOString())]),
            ]),
          ]),
        ]),
      ),
  },
  {
    method: 'GET',
    path: new RegExp(`^${base}/healthcheck/([^/]+)$`),
    answer: ({ route53, now, id }) =>
      then(getHealthCheck(route53, id, now), (check) => documentOf('GetHealthCheckResponse', [healthCheckXml(check)])),
  },
  {
    method: 'POST',
    path: new RegExp(`^${base}/healthcheck/([^/]+)$`),
    answer: ({ route53, now, id, xml }) => {
      const request = xml();
      const { Type: _none, ...config } = readConfig(request);
      return then(updateHealthCheck(route53, id, number(textOf(request, 'HealthCheckVersion')), config, now), (check) =>
        documentOf('UpdateHealthCheckResponse', [healthCheckXml(check)]),
      );
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`^${base}/healthcheck/([^/]+)$`),
    answer: ({ route53, now, id }) =>
      then(deleteHealthCheck(route53, id, now), () => documentOf('DeleteHealthCheckResponse', [])),
  },
];

/**
 * How a refused batch looks: `wrapped` as Route 53 answers today, `bare` as its reference shows it and as it was seen in the wild.
 */
export type ErrorBody = 'wrapped' | 'bare';

/** What the service answers to one request. */
export function respond(
  route53: SimulatedRoute53,
  { method, url, body }: Pick<Request, 'method' | 'url' | 'body'>,
  now: number,
  errors: ErrorBody,
): Response {
  for (const route of routes) {
    const [path, id = ''] = route.path.exec(decodeURIComponent(url.pathname)) ?? [];
    if (path === undefined || route.method !== method) continue;
    const outcome = answered(route, { route53, now, id, query: url.searchParams, xml: () => parseXml(body) });
    if (outcome.kind === 'broken') return 'broken';
    return outcome.kind === 'done'
      ? { status: route.status ?? 200, body: outcome.value }
      : { status: outcome.refusal.status, body: refusalXml(outcome.refusal, errors) };
  }
  return {
    status: 404,
    body: refusalXml({ code: 'UnknownOperation', status: 404, messages: [url.pathname] }, 'wrapped'),
  };
}

function answered(route: Route, call: Call): Outcome<string> {
  try {
    return route.answer(call);
  } catch (error) {
    return { kind: 'refused', refusal: { code: 'MalformedInput', status: 400, messages: [String(error)] } };
  }
}

const unprocessed = 'InvalidResourceRecordSetProtectionBatch';

/** @param message `ProtectionNotFound www.example.com. A` */
function protectionError(message: string): string {
  const [code = '', name = '', type = ''] = message.split(' ');
  return tag('ProtectionError', [
    tag('RecordName', name),
    tag('RecordType', type),
    tag('Code', code),
    tag('Message', message),
  ]);
}

export function refusalXml({ code, status, messages }: Refusal, errors: ErrorBody): string {
  if (code === 'InvalidChangeBatch' && errors === 'bare')
    return documentOf('InvalidChangeBatch', [
      tag(
        'Messages',
        messages.map((message) => tag('Message', message)),
      ),
    ]);
  const text = code === 'InvalidChangeBatch' ? `[${messages.join(', ')}]` : messages.join(', ');
  return documentOf('ErrorResponse', [
    tag('Error', [
      tag('Type', status < 500 ? 'Sender' : 'Receiver'),
      tag('Code', code),
      // The reason of each entry stands in a list of its own.
      tag('Message', code === unprocessed ? 'One or more entries could not be processed.' : text),
      ...(code === unprocessed ? [tag('Errors', messages.map(protectionError))] : []),
    ]),
    tag('RequestId', '00000000-0000-4000-8000-000000000000'),
  ]);
}
