import type { SimulatedRoute53 } from '../../planner/adapters/simulated/route53.js';
import { zoneXml } from './route53-server/bodies.js';
import type { Request, Response } from './route53-server/routes.js';
import { documentOf, parseXml, tag, textOf } from './route53-server/xml.js';

/** The change that made a zone. */
const made = 'C0000000000ZONE';
const madeXml = tag('ChangeInfo', [
  tag('Id', `/change/${made}`),
  tag('Status', 'INSYNC'),
  tag('SubmittedAt', '2027-01-01T00:00:00Z'),
]);

/**
 * What Terraform asks of Route 53 besides what a cutover does: zones are made, and tags kept. For `others` of the server of the simulated
 * Route 53, so that stacks and cutover meet in one.
 */
export function terraformRoute53(route53: SimulatedRoute53): (request: Request) => Response | undefined {
  const tags = new Map<string, ReadonlyMap<string, string>>();
  return ({ method, url, body }) => {
    const path = url.pathname.replace(/^\/2013-04-01/, '');
    if (method === 'POST' && path === '/hostedzone') return zoneMade(route53, body);
    if (method === 'GET' && path === `/change/${made}`)
      return { status: 200, body: documentOf('GetChangeResponse', [madeXml]) };
    const [, type = '', id = ''] = /^\/tags\/(hostedzone|healthcheck)\/([^/]+)$/.exec(path) ?? [];
    if (type === '') return undefined;
    const key = `${type}/${id}`;
    if (method === 'POST') {
      tags.set(key, changedTags(tags.get(key) ?? new Map(), body));
      return { status: 200, body: documentOf('ChangeTagsForResourceResponse', []) };
    }
    return {
      status: 200,
      body: documentOf('ListTagsForResourceResponse', [
        tag('ResourceTagSet', [
          tag('ResourceType', type),
          tag('ResourceId', id),
          tag(
            'Tags',
            [...(tags.get(key) ?? [])].map(([name, value]) => tag('Tag', [tag('Key', name), tag('Value', value)])),
          ),
        ]),
      ]),
    };
  };
}

function zoneMade(route53: SimulatedRoute53, body: string): Response {
  const request = parseXml(body);
  const config = request.children.find(({ name }) => name === 'HostedZoneConfig');
  const zone = route53.addZone({
    name: textOf(request, 'Name') ?? '',
    ...(textOf(config, 'Comment') !== undefined && { comment: textOf(config, 'Comment') ?? '' }),
  });
  return {
    status: 201,
    body: documentOf('CreateHostedZoneResponse', [
      zoneXml(zone),
      madeXml,
      tag('DelegationSet', [
        tag(
          'NameServers',
          zone.nameServers.map((server) => tag('NameServer', server)),
        ),
      ]),
    ]),
  };
}

function changedTags(known: ReadonlyMap<string, string>, body: string): ReadonlyMap<string, string> {
  const request = parseXml(body);
  const children = (name: string) => request.children.find((one) => one.name === name)?.children ?? [];
  const kept = new Map(known);
  for (const { text } of children('RemoveTagKeys')) kept.delete(text);
  for (const one of children('AddTags')) kept.set(textOf(one, 'Key') ?? '', textOf(one, 'Value') ?? '');
  return kept;
}
