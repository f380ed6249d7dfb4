import { acceptancesIn } from './acceptance.js';
import type { Acceptance } from './acceptance.js';
import { blocks, configOf, isConfig } from './values.js';
import type { Config } from './values.js';

/** A resource, data source or provider of a stack. */
export interface Resource {
  /** `aws_s3_bucket`, `data.aws_iam_policy_document`, `provider.aws`. */
  readonly type: string;
  readonly id: string;
  /** `aws_s3_bucket.uploads`; the address in plans. */
  readonly address: string;
  readonly config: Config;
  readonly accepted: readonly Acceptance[];
}

/** The synthesized JSON of one stack, as rules read it. */
export interface Template {
  readonly stack: string;
  readonly resources: readonly Resource[];
  /** Of the whole stack. */
  readonly accepted: readonly Acceptance[];
  /** What the provider's default tags say of the environment. */
  readonly environment: { readonly name?: string; readonly class?: string };
  readonly of: (...types: readonly string[]) => readonly Resource[];
}

const resource = (type: string, id: string, config: Config, address = `${type}.${id}`): Resource => ({
  type,
  id,
  address,
  config,
  accepted: acceptancesIn(config),
});

function ofSection(section: unknown, prefix: string): readonly Resource[] {
  // Terraform takes a list of blocks wherever it takes a block.
  return Object.entries(configOf(section)).flatMap(([type, byId]) =>
    blocks(byId)
      .flatMap((named) => Object.entries(named))
      .flatMap(([id, config]) => blocks(config).map((one) => resource(`${prefix}${type}`, id, one))),
  );
}

/** Providers have no ids; a second one is told apart by its alias. */
function providers(section: unknown): readonly Resource[] {
  return Object.entries(configOf(section)).flatMap(([name, list]) =>
    blocks(list).map((config) => {
      const type = `provider.${name}`;
      const { alias } = config;
      return typeof alias === 'string' ? resource(type, alias, config) : resource(type, name, config, type);
    }),
  );
}

/** The default tags of a provider. */
export function defaultTags(provider: Config): Config {
  return configOf(blocks(provider['default_tags'])[0]?.['tags']);
}

const tag = (tags: Config, name: string): string | undefined =>
  typeof tags[name] === 'string' ? tags[name] : undefined;

/** @throws where it is not the JSON of a stack */
export function readTemplate(stack: string, json: unknown): Template {
  if (!isConfig(json) || !isConfig(json['terraform']))
    throw new Error(`${stack} is not the synthesized JSON of a stack: it has no "terraform"`);
  const made = [
    ...providers(json['provider']),
    ...ofSection(json['resource'], ''),
    ...ofSection(json['data'], 'data.'),
  ];
  const tags = made.filter(({ type }) => type === 'provider.aws').map(({ config }) => defaultTags(config));
  const find = (name: string) => tags.map((one) => tag(one, name)).find((value) => value !== undefined);
  const [name, kind] = [find('environment'), find('class')];
  const byType = new Map<string, Resource[]>();
  for (const one of made) {
    const same = byType.get(one.type);
    if (same === undefined) byType.set(one.type, [one]);
    else same.push(one);
  }
  return {
    stack,
    resources: made,
    accepted: acceptancesIn(json),
    environment: { ...(name !== undefined && { name }), ...(kind !== undefined && { class: kind }) },
    of: (...types) => types.flatMap((type) => byType.get(type) ?? []),
  };
}

/** Whether a value speaks of a resource: by reference, or by the name that is written in both. */
export function refersTo(value: unknown, { type, id, config }: Resource): boolean {
  const written = JSON.stringify(value) ?? '';
  const at = written.indexOf(`${type}.${id}`);
  if (at >= 0 && !/[\w-]/.test(written.charAt(at + type.length + id.length + 1))) return true;
  const names = [config['name'], config['bucket'], config['identifier']].filter((name) => typeof name === 'string');
  return names.some((name) => written === JSON.stringify(name));
}
