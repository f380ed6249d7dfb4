/** Words in machine names, folders and environments that do not name a product. */
const environmentWords: Readonly<Record<string, 'production' | 'staging' | 'development' | 'ephemeral'>> = {
  production: 'production',
  productive: 'production',
  prod: 'production',
  prd: 'production',
  live: 'production',
  p: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  uat: 'staging',
  preprod: 'staging',
  preproduction: 'staging',
  acceptance: 'staging',
  acc: 'staging',
  qa: 'staging',
  test: 'development',
  testing: 'development',
  tst: 'development',
  development: 'development',
  dev: 'development',
  d: 'development',
  t: 'development',
  integration: 'development',
  int: 'development',
  sandbox: 'development',
  lab: 'development',
  training: 'development',
  demo: 'ephemeral',
  temp: 'ephemeral',
  tmp: 'ephemeral',
};

const roleWords: ReadonlySet<string> = new Set(
  (
    'web www app apps application api db database sql mysql pgsql postgres oracle mssql mongo cache redis memcached queue mq rabbit kafka ' +
    'srv server host node vm lb proxy haproxy nginx iis file files fs nas mail smtp ftp sftp etl batch job jobs worker backend frontend be fe ' +
    'win windows lin linux master slave primary secondary replica standby cluster'
  ).split(' '),
);

const genericFolders: ReadonlySet<string> = new Set(
  (
    'vm vms virtual machines servers server datacenter datacenters discovered virtual machine templates root default unassigned ' +
    'applications apps workloads linux windows infrastructure migrated new old misc other general dc site cluster'
  ).split(' '),
);

/** Names of product columns that say "belongs to all": a shared role decides about such machines. */
const sharedWords: ReadonlySet<string> = new Set(
  'infrastructure infra shared shared-services core core-services common platform it-infrastructure network management'.split(
    ' ',
  ),
);

/** Longest product name of `estate.yaml` (`[a-z][a-z0-9-]{0,23}`). */
const longestName = 24;

/**
 * A text of the inventory in the letters of a product name: `Online Shop (EU)` -> `online-shop-eu`. Not yet shortened, so that long names
 * that differ only at the end stay different. Undefined when no Latin letter or digit is left.
 */
export function slug(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  if (plain === '') return undefined;
  return /^[a-z]/.test(plain) ? plain : `p-${plain}`;
}

/** A slug at the length of a product name. */
export const shortened = (text: string): string => text.slice(0, longestName).replace(/-+$/, '');

/** Gives out product names: each once, none reserved, none too long. */
export class ProductNames {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  give(wanted: string): string {
    const base = shortened(wanted);
    let name = base;
    for (let number = this.#next.get(base) ?? 2; this.#taken.has(name); number += 1) {
      const suffix = `-${number}`;
      name = base.slice(0, longestName - suffix.length).replace(/-+$/, '') + suffix;
      this.#next.set(base, number + 1);
    }
    this.#taken.add(name);
    return name;
  }
}

export type NamedClass = 'production' | 'staging' | 'development' | 'ephemeral';

/** Class of an environment as inventories name it; undefined when no word of it is known. */
export function classOf(environment: string): NamedClass | undefined {
  const plain = environment.trim().toLowerCase();
  if (/\bnon[^a-z]*prod/.test(plain)) return 'development';
  const whole = plain.replaceAll(/[^a-z]/g, '');
  if (Object.hasOwn(environmentWords, whole)) return environmentWords[whole];
  for (const word of plain.split(/[^a-z]+/)) {
    if (word.length > 1 && Object.hasOwn(environmentWords, word)) return environmentWords[word];
  }
  return undefined;
}

export const isSharedWord = (name: string): boolean => sharedWords.has(name);

/** Last folder of a path that names neither an environment nor a kind of machine: `/DC1/vm/Prod/Shop` -> `Shop`. */
export function folderLeaf(path: string): string | undefined {
  const parts = path.split(/[/\\]+/).filter((part) => part.trim() !== '');
  // vCenter paths are datacenter / vm / folders; what is left of `vm` says where, not what.
  const vm = parts.findIndex((part) => part.toLowerCase() === 'vm');
  for (let at = parts.length - 1; at > vm; at -= 1) {
    const part = parts[at] ?? '';
    if (!words(part).every((word) => genericFolders.has(word) || roleWords.has(word) || isEnvironmentWord(word)))
      return part.trim();
  }
  return undefined;
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

const isEnvironmentWord = (word: string): boolean => Object.hasOwn(environmentWords, word);

/** Host name without domain, lower case. An address stays whole. */
export function shortName(name: string): string {
  const plain = name.trim().toLowerCase();
  const dot = plain.indexOf('.');
  return dot <= 0 || /^[\d.]+$/.test(plain) ? plain : plain.slice(0, dot);
}

/** What a machine's name gives away. */
export interface NameParts {
  /** Word that is neither environment, role nor number: `prd-shop-db02` -> `shop`, `portaldb01` -> `portal`; undefined for `web01`. */
  readonly product: string | undefined;
  /** Name without its trailing number: `web01` -> `web`. */
  readonly stem: string;
}

export function nameParts(name: string): NameParts {
  const short = shortName(name);
  const stem = short.replace(/[-_.]?\d+[a-z]?$/, '');
  for (const word of short.split(/[^a-z]+/)) {
    const bare = withoutRole(word);
    if (bare.length >= 3 && !roleWords.has(bare) && !isEnvironmentWord(bare)) {
      return { product: bare, stem: stem === '' ? short : stem };
    }
  }
  return { product: undefined, stem: stem === '' ? short : stem };
}

/** `portaldb` -> `portal`. Only short, unmistakable endings: `webapp` must not become `web`. */
function withoutRole(word: string): string {
  const match = /^(.{3,}?)(?:db|sql|web|app|srv)$/.exec(word);
  const rest = match?.[1];
  return rest === undefined || roleWords.has(rest) ? word : rest;
}

/** Folders of a path, innermost first. */
export const folderWords = (path: string | undefined): readonly string[] =>
  path === undefined
    ? []
    : path
        .split(/[/\\]+/)
        .filter((part) => part.trim() !== '')
        .toReversed();
