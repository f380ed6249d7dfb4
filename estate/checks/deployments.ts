import type { Deployment } from '../model.js';
import type { Database } from '../schema/data.js';
import { levelsOf, storageLimits } from '../schema/data.js';
import type { Environment } from '../schema/environments.js';
import { formatSize } from '../units.js';
import { zoneOf } from '../zones.js';
import type { Scene } from './scene.js';
import { choices } from './scene.js';

/** What `allowDestroy` takes of a product besides its data: a data store of that name could not be allowed by itself. */
const taken = new Set(['ingress', 'kill-switch', 'repositories']);

type Problem = (
  below: readonly string[],
  code: 'reference' | 'conflict' | 'value' | 'missing',
  message: string,
  remedy: string,
) => void;

/** What one product is in one environment: everything that it names exists there and fits. */
export function checkDeployment(scene: Scene, deployment: Deployment, environment: Environment): void {
  const { product, environment: env } = deployment;
  const problem: Problem = (below, code, message, remedy) =>
    scene.problemIn(product, env, below, code, message, remedy);
  checkIngress(scene, deployment, environment, problem);
  checkUses(deployment, problem);
  checkVariables(deployment, problem);
  for (const fleet of Object.values(deployment.fleets)) {
    if (deployment.services[fleet.name] !== undefined)
      problem(
        ['fleets', fleet.name],
        'conflict',
        'a service has the same name',
        'rename one of them, so that `to` is clear',
      );
    if (fleet.kind === 'rehosted' && !environment.azs.includes(fleet.az))
      problem(['fleets', fleet.name, 'az'], 'reference', `${env} has no ${fleet.az}`, choices(environment.azs, ''));
  }
  for (const store of Object.values(deployment.data)) {
    if (taken.has(store.name))
      problem(
        ['data', store.name],
        'conflict',
        `allowDestroy calls another part of the product ${store.name}`,
        'choose another name',
      );
    if ('storage' in store) checkStorage(store, problem);
    if (store.kind === 'mail' && !environment.mail.includes(store.domain)) {
      const message = `environments.${env}.mail does not list ${store.domain}`;
      const remedy = `write environments.${env}.mail: [${store.domain}]`;
      if (environment.class === 'production') problem(['data', store.name, 'domain'], 'reference', message, remedy);
      else
        scene.warningIn(product, env, ['data', store.name, 'domain'], `${message}: nothing can be sent there`, remedy);
    }
  }
}

function checkStorage(store: Database, problem: Problem): void {
  const [min, max] = storageLimits(store.kind);
  if (store.storage < min || store.storage > max)
    problem(
      ['data', store.name, 'storage'],
      'value',
      `RDS does not take ${formatSize(store.storage)}`,
      `write ${formatSize(min)} to ${formatSize(max)}`,
    );
}

function checkIngress(scene: Scene, deployment: Deployment, environment: Environment, problem: Problem): void {
  const { ingress, services, fleets, names, environment: env } = deployment;
  if (ingress.kind === 'none') {
    if (names.length > 0)
      problem(
        ['ingress'],
        'conflict',
        'public names need an ingress',
        'write ingress: { kind: static, to: { "/": web } }, or remove `names`',
      );
    return;
  }
  for (const [path, target] of Object.entries(ingress.to)) {
    if (target.kind === 'legacy') continue;
    const service = services[target.name];
    const found = service ?? fleets[target.name];
    const at = ['ingress', 'to', path];
    if (found === undefined)
      problem(
        at,
        'reference',
        `no service or fleet "${target.name}" in this product`,
        choices([...Object.keys(services), ...Object.keys(fleets)], 'write it below services or fleets'),
      );
    else if (service?.kind === 'job')
      problem(at, 'reference', `${target.name} is a job and answers nothing`, 'name a service or fleet with a port');
    else if (found.port === undefined)
      problem(at, 'reference', `${target.name} has no port`, `write port: 8080 at ${target.name}`);
  }
  ingress.azs.forEach((az, i) => {
    if (!environment.azs.includes(az))
      problem(['ingress', 'azs', String(i)], 'reference', `${env} has no ${az}`, choices(environment.azs, ''));
  });
  if (ingress.host !== undefined) {
    if (names.length > 0)
      problem(
        ['ingress', 'host'],
        'conflict',
        `${env} has public names`,
        'write it below overrides, for an environment without public names',
      );
    checkHost(scene, ingress.host, env, ['ingress', 'host'], problem);
  } else if (names.length === 0 && environment.class === 'production' && knowsTarget(scene, deployment.product)) {
    problem(
      ['ingress'],
      'missing',
      `without a name ${env} would speak HTTP only, which production never does`,
      'write names, or host: a name in a Route 53 zone',
    );
  }
}

/** False while `cutover.env` is wrong: then nobody can say whose the public names are. */
export function knowsTarget({ estate }: Scene, name: string): boolean {
  const product = estate.products[name];
  return product !== undefined && product.environments.includes(product.cutover.env);
}

/** True when some zone around a name is written, though it could not be read: it has its own problem. */
export function hasBrokenZone({ written }: Scene, name: string): boolean {
  return name.split('.').some((_, i, labels) => written(['zones', labels.slice(i).join('.')]));
}

/** A host that a stack makes lies in a Route 53 zone that this environment may write. */
export function checkHost(scene: Scene, host: string, env: string, at: readonly string[], problem: Problem): void {
  const { zones } = scene.estate;
  const zone = zoneOf(host, Object.values(zones));
  const usable = Object.values(zones).filter(
    (one) => one.at === 'route53' && (one.origin === 'existing' || one.environment === env),
  );
  const remedy = choices(
    usable.map((one) => `a name below ${one.name}`),
    `write zones: { aws.example.com: { at: route53, in: ${env} } } and a name below it`,
  );
  if (zone === undefined) {
    if (!hasBrokenZone(scene, host)) problem(at, 'reference', `${host} lies in no zone of this file`, remedy);
  } else if (zone.at === 'legacy')
    problem(at, 'reference', `${host} lies in ${zone.name}, which the old provider answers for`, remedy);
  else if (zone.origin === 'made' && zone.environment !== env && scene.written(['environments', zone.environment]))
    problem(at, 'reference', `${zone.name} belongs to ${zone.environment}, not to ${env}`, remedy);
}

/** Services and fleets with their places: both use data in the same way. */
function usersOf(services: Deployment['services'], fleets: Deployment['fleets']) {
  return [
    ...Object.values(services).map((user) => ({ at: ['services', user.name], user })),
    ...Object.values(fleets).map((user) => ({ at: ['fleets', user.name], user })),
  ];
}

function checkUses({ services, fleets, data }: Deployment, problem: Problem): void {
  for (const { at: owner, user } of usersOf(services, fleets))
    for (const [name, level] of Object.entries(user.uses)) {
      const at = [...owner, 'uses', name];
      const store = data[name];
      if (store === undefined)
        problem(
          at,
          'reference',
          `no data "${name}" in this product`,
          choices(Object.keys(data), `write it below data; another product's data is reached through its service`),
        );
      else if (!levelsOf[store.kind].includes(level))
        problem(at, 'reference', `a ${store.kind} is not used by ${level}`, choices(levelsOf[store.kind], ''));
    }
}

const suffixes: Readonly<Record<string, readonly string[]>> = {
  postgres: ['HOST', 'PORT', 'NAME', 'SECRET_ARN'],
  mysql: ['HOST', 'PORT', 'NAME', 'SECRET_ARN'],
  mariadb: ['HOST', 'PORT', 'NAME', 'SECRET_ARN'],
  sqlserver: ['HOST', 'PORT', 'SECRET_ARN'],
  valkey: ['HOST', 'PORT', 'USER'],
  memcached: ['HOST', 'PORT'],
  queue: ['URL'],
  bucket: ['BUCKET'],
  files: ['PATH'],
  mail: ['DOMAIN', 'CONFIGURATION_SET'],
};

/** The variables that an application gets for one entry of `uses`. */
export function variablesOf(name: string, kind: string): readonly string[] {
  const prefix = name.toUpperCase().replaceAll('-', '_');
  return (suffixes[kind] ?? []).map((suffix) => `${prefix}_${suffix}`);
}

/** No two sources may set one variable: the application would get either. */
function checkVariables({ services, fleets, data, secrets }: Deployment, problem: Problem): void {
  for (const { at: owner, user } of usersOf(services, fleets)) {
    const from = new Map<string, string>(secrets.map((name) => [name, 'secrets']));
    const set = (variable: string, source: string, at: readonly string[]) => {
      const other = from.get(variable);
      if (other !== undefined) problem(at, 'conflict', `${variable} is also set by ${other}`, 'rename one of them');
      from.set(variable, source);
    };
    for (const name of Object.keys(user.uses)) {
      const store = data[name];
      if (store === undefined) continue;
      for (const variable of variablesOf(name, store.kind)) set(variable, `uses.${name}`, [...owner, 'uses', name]);
    }
    if ('env' in user) for (const name of Object.keys(user.env)) set(name, 'env', [...owner, 'env', name]);
  }
}
