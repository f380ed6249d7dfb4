import { ipv6Of, type MovingName, type Scope } from './scope.js';
import type { LegacyStage } from './entries.js';
import { recordLine } from './record-sets.js';
import { dotted, legacyRecords } from './traffic.js';

/** What a person does at a step, with this product's own addresses and commands. One line each. */
export type Instructions = readonly string[];

const legacyAddresses = ({ names }: Scope): readonly string[] =>
  names.flatMap(({ legacy }) => (legacy.kind === 'cname' ? [legacy.target] : legacy.ipv4));

/** Where the new side is reached: fixed addresses, else the load balancer's name. */
const newSide = ({ addresses, names }: Scope): readonly string[] =>
  addresses.length > 0 ? addresses : names.map(({ target }) => target.dnsName).slice(0, 1);

const urlOf = ({ name }: MovingName, { health = '/' }: Scope): string => `https://${name}${health}`;

/** The legacy side can pass connections on, end to end encrypted: for clients that keep the old address. */
export function forwarder(scope: Scope): Instructions {
  const [name] = scope.names;
  if (name === undefined) return [];
  const old = legacyAddresses(scope);
  const backends = newSide(scope).map(
    (address, i) => `  server aws${i + 1} ${address}:443 check send-proxy-v2${i === 0 ? '' : ' backup'}`,
  );
  return [
    `Prepare a TCP forwarder on ${old.join(', ')} that passes port 443 on to ${newSide(scope).join(', ')} (HAProxy):`,
    'frontend cutover',
    '  mode tcp',
    ...old.map((address) => `  bind ${address}:443`),
    '  default_backend aws',
    'backend aws',
    '  mode tcp',
    ...backends,
    'Leave out send-proxy-v2 unless the target group parses PROXY protocol; without it the client address is the forwarder.',
    `Test it on another port: curl -sS -o /dev/null -w '%{http_code}\\n' --connect-to ${name.name}:443:${old[0] ?? ''}:8443 ${urlOf(name, scope)}`,
    'Then switch it off. It stays off until drain: while it is on, traffic that was sent back to legacy arrives in AWS again.',
  ];
}

/** The way back that needs no Route 53 call: the object is what the health check of the AWS members asks for. */
export function killSwitch({ killSwitch: lever, names, region }: Scope): Instructions {
  if (lever === undefined) return [];
  const answers = names.map(({ record }) => `dig +short ${record} A`);
  return [
    `Test the kill switch both ways. It is health check ${lever.healthCheck}, which asks for ${lever.object}.`,
    `Off: aws s3 rm ${lever.object} --region ${region}`,
    `Within about 90 s: aws route53 get-health-check-status --health-check-id ${lever.healthCheck} says Failure.`,
    `On: printf on | aws s3 cp - ${lever.object} --region ${region}, and it says Success again.`,
    `Once traffic is on AWS, "off" brings every answer back to legacy: ${answers.join('; ')}`,
  ];
}

/** A rollback on a dummy name: rights, batches and the people at the keyboard, before it counts. */
export function drill({ names: [name], zones, product, env }: Scope): Instructions {
  const zone = zones.find(({ id }) => id === name?.zone);
  if (name === undefined || zone === undefined) return [];
  const dummy = `_cutover-drill.${name.record}`;
  const change = (action: string, value: string): string =>
    `aws route53 change-resource-record-sets --hosted-zone-id ${zone.id} --change-batch '{"Changes":[{"Action":"${action}","ResourceRecordSet":{"Name":"${dummy}","Type":"TXT","TTL":60,"ResourceRecords":[{"Value":"\\"${value}\\""}]}}]}'`;
  return [
    `Rehearse a rollback on the dummy name ${dummy}, with the role that will do it:`,
    `1. ${change('CREATE', 'legacy')}`,
    `2. ${change('DELETE', 'aws')}  must be refused: the values do not match. That is what protects every batch of the run.`,
    `3. ${change('DELETE', 'legacy')}`,
    `4. Everyone who may be on call has run: plan-migration cutover rehearse ${product} --env ${env} --fault bad-deploy`,
  ];
}

/** What becomes of clients that come over IPv6, before anything is changed: weights cannot share out "no answer", and AWS answers IPv4 only. */
export function ipv6({ names }: Scope): Instructions {
  const answers = names
    .map(({ name, legacy }) => ({ name, ipv6: ipv6Of(legacy) }))
    .filter((each) => each.ipv6.length > 0);
  if (answers.length === 0) return [];
  const addresses = answers.flatMap((each) => each.ipv6).join(', ');
  return [
    ...answers.map(
      (each) => `${each.name} answers AAAA ${each.ipv6.join(' ')} today; its load balancer on AWS has IPv4 only.`,
    ),
    'Until shift-100 whoever takes AAAA stays on legacy, whatever the share: 50 % is half of the IPv4 answers.',
    'With shift-100 AAAA goes. Clients with both kinds of address take A; clients with IPv6 alone get no answer any more.',
    `Count them now: requests over IPv6 at ${addresses}, and who of them has no IPv4. Partners who allow an IPv6 address of ours have to be told.`,
  ];
}

/** Off, and seen to be off. */
export function forwarderTest(scope: Scope): Instructions {
  const [name] = scope.names;
  const old = legacyAddresses(scope);
  if (name === undefined) return [];
  return [
    `Switch the forwarder on ${old.join(', ')} off, first of all.`,
    `Then legacy has to answer by itself: curl -sSv -o /dev/null --connect-to ${name.name}:443:${old[0] ?? ''}:443 ${urlOf(name, scope)}`,
  ];
}

/** What the old provider should hold again after an abort; nobody waits for it, because the CNAME answers legacy too. */
export function restoreAtProvider({ names }: Scope, asked: Readonly<Record<string, LegacyStage>>): Instructions {
  return names.flatMap(({ name, delegated, legacy }) => {
    if (delegated === undefined || (asked[name] ?? 'asRead') === 'asRead') return [];
    const records = legacyRecords(dotted(name), legacy).map((record) =>
      enterRecord(name, delegated.zone, recordLine(record)),
    );
    return [`Put back what ${delegated.zone} held, whenever it suits:`, ...records];
  });
}

/** Nothing measures legacy traffic: a person looks. */
export function drained(scope: Scope): Instructions {
  return [
    `Switch the forwarder on ${legacyAddresses(scope).join(', ')} on, so that clients with the old address go on working.`,
    `Then confirm how many requests still reach ${legacyAddresses(scope).join(', ')} in a day, and from whom.`,
    'A rollback from here on begins with: switch the forwarder off.',
  ];
}

/** The end of legacy: names of the servers, and what must be true of each. */
export function shutdown({ servers, names, partners }: Scope): Instructions {
  const old = names.flatMap(({ legacy }) => (legacy.kind === 'cname' ? [] : legacy.ipv4));
  const who = [...new Set(partners.map(({ partner }) => partner))];
  return [
    ...(old.length === 0 ? [] : [`Switch the forwarder on ${old.join(', ')} off.`]),
    ...(who.length === 0 || old.length === 0
      ? []
      : [`Tell ${who.join(', ')} that the old addresses ${old.join(', ')} may be removed.`]),
    ...servers.map((server) => `Shut down ${server} once its network counters show no product traffic for a day.`),
  ];
}

/** What people enter at the old provider, exact. */
export const enterRecord = (name: string, zone: string, record: string): string =>
  `Enter in zone ${zone}: ${dotted(name)} ${record}`;
