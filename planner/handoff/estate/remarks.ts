import type { PlannedServer } from '../../plan/plan.js';
import type { Target } from '../../sizing/recommendation.js';
import { oneLine } from './names.js';
import type { Remark } from './part.js';

const unwritten: Readonly<Record<string, Omit<Remark, 'server'>>> = {
  ses: {
    text: 'becomes SES',
    example:
      'data: { relay: { kind: mail, domain: example.com } } # the domain that it sends from, also below environments.*.mail',
    remedy:
      'write the domain that it sends from below environments.*.mail, and a data store of kind mail that names it',
  },
  lb: {
    text: 'is a load balancer, and `ingress` takes its place',
    example: 'ingress: { kind: static, to: { "/": web } }',
    remedy: 'write `ingress` of the product: what is reached, on which path, under which name',
  },
  cloudwatch: { text: 'becomes CloudWatch alarms, which every stack makes', example: undefined, remedy: undefined },
};

/** Why nothing is written for a server. */
export function remark({ server, recommendation }: PlannedServer, target: Target): Remark {
  const known = unwritten[target.kind];
  if (known !== undefined) return { server: server.id, ...known };
  const why = 'why' in target && target.why !== '' ? target.why : recommendation.reason;
  return {
    server: server.id,
    text: `has no target: ${oneLine(why, 120)}`,
    example: undefined,
    remedy: 'decide what it becomes: write a fleet, a service or a data store, or name it in plan.leave',
  };
}
