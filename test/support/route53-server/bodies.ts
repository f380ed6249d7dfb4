import type {
  ChangeInfo,
  HealthCheck,
  HealthCheckConfig,
  SimulatedZone,
} from '../../../planner/adapters/simulated/route53.js';
import type { Protection } from '../../../planner/adapters/simulated/route53/protections.js';
import { child, type Element, tag, textOf } from './xml.js';

export const number = (text: string | null | undefined): number | undefined =>
  text === null || text === undefined ? undefined : Number(text);

export const optional = (text: string | null): string | undefined => text ?? undefined;

export const zoneXml = (zone: SimulatedZone): string =>
  tag('HostedZone', [
    tag('Id', `/hostedzone/${zone.id}`),
    tag('Name', zone.name),
    tag('CallerReference', zone.id),
    tag('Config', [tag('Comment', zone.comment), tag('PrivateZone', zone.visibility === 'private')]),
    tag('ResourceRecordSetCount', zone.recordSets.size),
  ]);

export const changeXml = ({ id, status, submittedAt, comment }: ChangeInfo): string =>
  tag('ChangeInfo', [
    tag('Id', id),
    tag('Status', status),
    tag('SubmittedAt', new Date(submittedAt).toISOString()),
    tag('Comment', comment),
  ]);

export const healthCheckXml = ({ id, callerReference, config, version }: HealthCheck): string =>
  tag('HealthCheck', [
    tag('Id', id),
    tag('CallerReference', callerReference),
    tag(
      'HealthCheckConfig',
      Object.entries(config).map(([name, value]) => tag(name, String(value))),
    ),
    tag('HealthCheckVersion', version),
  ]);

/** Settings of a health check; lists (checker regions) are not read. */
export function readConfig(element: Element | undefined): HealthCheckConfig {
  const fields = (element?.children ?? [])
    .filter(({ children }) => children.length === 0)
    .map(({ name, text }) => [
      name,
      /^\d+$/.test(text) ? Number(text) : text === 'true' || (text === 'false' ? false : text),
    ]);
  const given: Readonly<Record<string, unknown>> = Object.fromEntries(fields);
  return { ...given, Type: String(given['Type']) };
}

export const readProtections = (request: Element): readonly Protection[] =>
  (child(request, 'Protections')?.children ?? []).map((one) => ({
    name: textOf(one, 'RecordName') ?? '',
    type: textOf(one, 'RecordType') ?? '',
    comment: textOf(one, 'Comment') ?? '',
  }));
