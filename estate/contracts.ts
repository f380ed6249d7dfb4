import type { Field, Fields, ObjectOf, Read, Shape, Tell } from './shape.js';
import { defaulted, invalid, isEmpty, listOf, mapOf, mismatch, object, optional, required } from './shape.js';
import type { MapValue, Value } from './value.js';
import { ipv4, line, oneOf, text } from './words.js';

/** One Elastic IP. */
export interface Allocation {
  readonly ip: string;
  readonly allocation: string;
}

/** The single output of `<env>-addresses`. Availability zone to address. */
export interface AddressesContract {
  readonly schema: 'addresses/v1';
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly egress: Readonly<Record<string, Allocation>>;
  /** By product. */
  readonly ingress: Readonly<Record<string, Readonly<Record<string, Allocation>>>>;
  readonly stateful: readonly string[];
}

/** A record that people must enter at a legacy zone (ACM, DKIM, SPF). */
export interface RecordToEnter {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly why?: string;
}

export interface CertificateContract {
  readonly arn: string;
  readonly names: readonly string[];
  readonly validation: readonly RecordToEnter[];
}

/** The single output of `<env>-foundation`. */
export interface FoundationContract {
  readonly schema: 'foundation/v1';
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  /** Tier to availability zone to subnet id. */
  readonly subnets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cluster: string;
  readonly kmsKey: string;
  readonly parameterPath: string;
  readonly alarmTopic: string;
  readonly logBucket: string;
  readonly flowLogs: {
    readonly kind: string;
    readonly group?: string;
    readonly bucket?: string;
    readonly fields: string;
  };
  readonly zones: Readonly<Record<string, { readonly id: string; readonly nameServers: readonly string[] }>>;
  /** By product. */
  readonly certificates: Readonly<Record<string, CertificateContract>>;
  readonly records: readonly RecordToEnter[];
  readonly stateful: readonly string[];
}

export interface IngressContract {
  readonly kind: 'static' | 'public' | 'internal' | 'none';
  readonly nlb?: { readonly arn: string; readonly dnsName: string; readonly zoneId: string };
  /** `metric` is the dimension of CloudWatch, `app/…`. A public ALB also says where it is reached. */
  readonly alb?: { readonly arn: string; readonly metric: string; readonly dnsName?: string; readonly zoneId?: string };
  readonly targetGroups: Readonly<Record<string, string>>;
}

/** The single output of `<product>-<env>`. */
export interface ProductContract {
  readonly schema: 'product/v1';
  readonly product: string;
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly ingress: IngressContract;
  readonly killSwitch?: { readonly healthCheck: string; readonly object: string };
  readonly services: Readonly<Record<string, { readonly cluster: string; readonly service: string }>>;
  /** `schedule` is `GROUP/NAME` of EventBridge Scheduler. */
  readonly jobs: Readonly<Record<string, { readonly schedule: string }>>;
  readonly fleets: Readonly<Record<string, { readonly group: string; readonly launchTemplate: string }>>;
  readonly alarms: readonly string[];
  readonly names: readonly string[];
  readonly records: readonly RecordToEnter[];
  readonly stateful: readonly string[];
}

export type StackContract = AddressesContract | FoundationContract | ProductContract;

/** A map of which only the known keys are read: the writer may be newer than the reader. */
function open<const F extends Fields>(type: string, fields: F): Shape<ObjectOf<F>> {
  const closed = object(type, fields);
  return {
    ...closed,
    read(value, tell) {
      if (value.kind !== 'map') return mismatch(value, type, 'deploy the stack again and write its outputs', tell);
      const known: MapValue = {
        ...value,
        entries: new Map([...value.entries].filter(([key]) => Object.hasOwn(fields, key))),
      };
      return closed.read(known, tell);
    },
  };
}

const anyKey: Shape<string> = {
  type: 'name',
  json: { type: 'string' },
  read: (value) => (value.kind === 'scalar' ? value.source : invalid),
};
const mapBy = <T>(item: Shape<T>) => mapOf(anyKey, item);
const must = <T>(shape: Shape<T>): Field<T, true> => required(shape, 'deploy the stack again and write its outputs');
const list = defaulted(listOf(text), [], 'list');

const header = { environment: must(line), account: must(line), region: must(line) };
const allocation = open('address', { ip: must(ipv4), allocation: must(line) });
const record = open('record', { name: must(line), type: must(line), value: must(text), why: optional(text, 'reason') });
const records = defaulted(listOf(record), [], 'records');

const addresses = open('addresses/v1', {
  schema: must(oneOf('addresses/v1')),
  ...header,
  egress: defaulted(mapBy(allocation), {}, 'source addresses'),
  ingress: defaulted(mapBy(mapBy(allocation)), {}, 'service addresses'),
  stateful: list,
});

const foundation = open('foundation/v1', {
  schema: must(oneOf('foundation/v1')),
  ...header,
  vpc: must(line),
  subnets: must(mapBy(mapBy(line))),
  cluster: must(line),
  kmsKey: must(line),
  parameterPath: must(line),
  alarmTopic: must(line),
  logBucket: must(line),
  flowLogs: must(
    open('flow logs', {
      kind: must(line),
      group: optional(line, 'log group'),
      bucket: optional(line, 'bucket'),
      fields: must(line),
    }),
  ),
  zones: defaulted(mapBy(open('zone', { id: must(line), nameServers: list })), {}, 'zones'),
  certificates: defaulted(
    mapBy(open('certificate', { arn: must(line), names: list, validation: records })),
    {},
    'certificates',
  ),
  records,
  stateful: list,
});

const product = open('product/v1', {
  schema: must(oneOf('product/v1')),
  product: must(line),
  ...header,
  ingress: must(
    open('ingress', {
      kind: must(oneOf('static', 'public', 'internal', 'none')),
      nlb: optional(open('load balancer', { arn: must(line), dnsName: must(line), zoneId: must(line) }), 'NLB'),
      alb: optional(
        open('load balancer', {
          arn: must(line),
          metric: must(line),
          dnsName: optional(line, 'name'),
          zoneId: optional(line, 'zone'),
        }),
        'ALB',
      ),
      targetGroups: defaulted(mapBy(line), {}, 'target groups'),
    }),
  ),
  killSwitch: optional(open('kill switch', { healthCheck: must(line), object: must(line) }), 'kill switch'),
  services: defaulted(mapBy(open('service', { cluster: must(line), service: must(line) })), {}, 'services'),
  jobs: defaulted(mapBy(open('job', { schedule: must(line) })), {}, 'jobs'),
  fleets: defaulted(mapBy(open('fleet', { group: must(line), launchTemplate: must(line) })), {}, 'fleets'),
  alarms: list,
  names: list,
  records,
  stateful: list,
});

const bySchema: Readonly<Record<string, Shape<StackContract>>> = {
  'addresses/v1': addresses,
  'foundation/v1': foundation,
  'product/v1': product,
};

/** Reads one stack's `contract` output by its `schema`. */
export function readContract(value: Value, tell: Tell): Read<StackContract> {
  const named = value.kind === 'map' ? value.entries.get('schema')?.value : undefined;
  const name = named?.kind === 'scalar' && !isEmpty(named) ? String(named.value) : '';
  const shape = Object.hasOwn(bySchema, name) ? bySchema[name] : undefined;
  if (shape === undefined) {
    const known = Object.keys(bySchema).join(', ');
    tell(
      named?.at ?? value.at,
      [...value.path, 'schema'],
      'value',
      `"${name}" is not a schema known here (${known})`,
      'use the version of dc-exit that wrote it, or deploy the stack again',
    );
    return invalid;
  }
  return shape.read(value, tell);
}
