import type { ChangeWindow, Estate } from '../../estate/index.js';
import { type Day, formatDay, parseDay } from '../model/day.js';
import { nextOpenDay, weekdays } from '../waves/schedule/calendar.js';
import type { PartnerDuty } from './duties.js';
import type { Direction, NoticeDates, Recorded } from './facts.js';
import { standingOf } from './standing.js';

/** Everything that a notice says, for one partner, product and direction. */
export interface Notice {
  readonly company: string;
  readonly environment: string;
  readonly partner: string;
  readonly partnerTitle: string;
  readonly contacts: readonly string[];
  readonly product: string;
  readonly direction: Direction;
  /** Public names, which stay as they are. */
  readonly hosts: readonly string[];
  /** `203.0.113.11/32`, sorted: exactly what the hash is computed over. */
  readonly addresses: readonly string[];
  readonly addressSet: string;
  /** Addresses of today; empty where the estate does not say them. */
  readonly oldAddresses: readonly string[];
  /** ingress: ports that they open towards us. */
  readonly ports: readonly number[];
  /** ingress: their networks, as far as we know. */
  readonly networks: readonly string[];
  /** egress: what of theirs we reach, `sftp.bes.example:22`. */
  readonly endpoints: readonly string[];
  readonly dates: NoticeDates;
  /** When they change their firewall; empty = any time. */
  readonly windows: readonly ChangeWindow[];
  /** Answers on the new addresses before anyone is moved. */
  readonly test?: { readonly host: string; readonly path: string; readonly status: number };
  /** Names of the certificate that the new addresses answer with; none where we call them. */
  readonly certificate: readonly string[];
  /** Where the answer goes; empty = their usual contact. */
  readonly replyTo: readonly string[];
}

const dayMs = 86_400_000;
const days = (milliseconds: number): number => Math.ceil(milliseconds / dayMs);

/**
 * Days of a notice that leaves the house on `today`. Add by = the first day of their windows when the lead time is over. The old addresses
 * stay at least until all steps, bakes and the rollback window after that are over, counted from the plan's start where that is later.
 */
export function noticeDates(estate: Estate, duty: PartnerDuty, today: Day): NoticeDates {
  const ready = today + days(duty.leadTime);
  const open = weekdays.filter((name) => duty.who.windows.some((window) => window.days.includes(name)));
  const addBy = nextOpenDay(ready, [], open) ?? ready;
  const start = estate.plan.start === undefined ? undefined : parseDay(estate.plan.start);
  const policy = estate.products[duty.product]?.cutover;
  const { step = 0, final = 0, drain = 0 } = policy?.bake ?? {};
  const whole = step * (policy?.steps.length ?? 0) + final + drain + (policy?.keepLegacy ?? 0);
  return {
    bothFrom: formatDay(today),
    addBy: formatDay(addBy),
    removeAfter: formatDay(Math.max(addBy, start ?? addBy) + days(whole)),
  };
}

/** @throws never; undefined while the addresses are not deployed. Once a notice was sent, its dates stay. */
export function makeNotice(
  estate: Estate,
  duty: PartnerDuty,
  facts: readonly Recorded[],
  now: number,
): Notice | undefined {
  const { who, product, direction, environment, addresses } = duty;
  const built = estate.products[product];
  if (addresses === undefined || built === undefined) return undefined;
  const { sent, notice } = standingOf(duty, facts, addresses.hash, now);
  const opens = who.products[product];
  const ingress = built.in[environment]?.ingress;
  const hosts = Object.keys(built.names);
  const { preview } = built.cutover;
  const incoming = direction === 'ingress';
  return {
    company: estate.company,
    environment,
    partner: who.name,
    partnerTitle: who.title,
    contacts: who.contacts,
    product,
    direction,
    hosts,
    addresses: addresses.lines,
    addressSet: addresses.hash,
    oldAddresses: incoming ? oldAddresses(Object.values(built.names)) : [],
    ports: incoming ? (opens?.ingress?.ports ?? []) : [],
    networks: incoming ? (opens?.ingress?.from ?? []) : [],
    endpoints: incoming ? [] : (opens?.egress?.to ?? []).map(({ host, port }) => `${host}:${port}`),
    dates:
      sent !== undefined && notice !== undefined ? notice.dates : noticeDates(estate, duty, Math.floor(now / dayMs)),
    windows: who.windows,
    ...(incoming &&
      preview !== undefined && {
        test: {
          host: preview,
          path: ingress === undefined || ingress.kind === 'none' ? '/' : ingress.health,
          status: 200,
        },
      }),
    certificate: incoming ? [...hosts, ...(preview === undefined ? [] : [preview])] : [],
    replyTo: estate.environments[environment]?.alarms ?? [],
  };
}

type Names = Estate['products'][string]['names'];

const oldAddresses = (names: readonly Names[string][]): readonly string[] => [
  ...new Set(names.flatMap(({ legacy }) => (legacy?.kind === 'addresses' ? [...legacy.ipv4, ...legacy.ipv6] : []))),
];

/** The line that a partner sends back: copied, not written anew. */
export const replyLine = ({ partner, product, direction, addressSet }: Notice): string =>
  `CONFIRM ${partner} ${product} ${direction} ${addressSet}`;
