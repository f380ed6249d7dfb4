import { readTemplate } from '../../modules/policy/index.js';
import type { Template } from '../../modules/policy/index.js';

type Section = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack's JSON, as little of it as a rule needs. */
export interface Written {
  readonly resource?: Section;
  readonly data?: Section;
  /** Class of the environment in the provider's tags. Default production. */
  readonly class?: string;
  /** Arguments of the provider, in place of the usual ones. */
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly '//'?: unknown;
}

/** A stack as rules read it. */
export function aStack(
  { resource = {}, data = {}, class: kind = 'production', provider, ...rest }: Written,
  name = 'shop-prod',
): Template {
  const usual = {
    region: 'us-east-1',
    allowed_account_ids: ['111122223333'],
    default_tags: [{ tags: { company: 'acme', environment: 'prod', class: kind } }],
  };
  return readTemplate(name, { terraform: {}, provider: { aws: [provider ?? usual] }, resource, data, ...rest });
}
