import type { Endpoint, Estate, UseLevel } from '../../estate/index.js';
import type { Deletion, EnvironmentRef, Use } from '../../modules/core/index.js';
import type { Secrets } from '../../modules/secrets/index.js';
import type { Ingress } from '../../modules/ingress/index.js';
import type { TargetRef } from '../../modules/ingress/index.js';
import type { Data } from './data.js';

/** What services and fleets of a product are made with. */
export interface Parts {
  readonly environment: EnvironmentRef;
  readonly product: string;
  /** ARN of the permission boundary of their roles. */
  readonly boundary: string;
  readonly data: Data;
  readonly secrets: Secrets;
  readonly ingress?: Ingress;
  /** Of the repositories of its images. Default by the environment's class. */
  readonly imagesDeletion?: Deletion;
  /** What partners open to us: destinations outside AWS, by name. */
  readonly egress: Readonly<Record<string, { readonly port: number; readonly cidr?: string }>>;
}

/** The target group that a service or fleet registers in, where the ingress names it. */
export function targetOf({ ingress }: Parts, name: string): TargetRef | undefined {
  return ingress !== undefined && Object.hasOwn(ingress.application.targetGroups, name)
    ? ingress.target(name)
    : undefined;
}

/** What a consumer gets of the product's data. */
export function usesOf({ data }: Parts, wanted: Readonly<Record<string, UseLevel>>): Readonly<Record<string, Use>> {
  return data.uses(wanted);
}

const isAddress = (host: string) => /^\d+\.\d+\.\d+\.\d+$/.test(host);

/** A rule's name and what it opens: security groups know networks, not names, so that a host by name means its port anywhere. */
function rule(partner: string, { host, port }: Endpoint) {
  const at = isAddress(host) ? { port, cidr: `${host}/32` } : { port };
  return [`${partner}-${isAddress(host) ? host.replaceAll('.', '-') : 'any'}-${port}`, at] as const;
}

/** Where a product may connect to at its partners. */
export function partnerEgress(estate: Estate, product: string): Parts['egress'] {
  return Object.fromEntries(
    Object.values(estate.partners).flatMap(({ name, products }) =>
      (products[product]?.egress?.to ?? []).map((endpoint) => rule(name, endpoint)),
    ),
  );
}
