import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratchFolder } from './program.js';

export interface Ran {
  readonly code: number;
  /** Both streams, without colours. */
  readonly text: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs a program to its end. Never throws. */
export async function run(program: string, args: readonly string[], cwd: string, env: Env): Promise<Ran> {
  return new Promise((done) => {
    execFile(program, args, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      const spawned = error !== null && typeof error.code === 'string' ? `${error.message}\n` : '';
      done({ code, text: `${spawned}${stdout}${stderr}`.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '') });
    });
  });
}

let cliConfig: Promise<string> | undefined;

/** What Terraform needs of the environment: providers from a mirror where this machine has one, no calls home. */
export async function terraformEnvironment(extra: Env = {}): Promise<Env> {
  const { PATH = '', HOME = '' } = process.env;
  cliConfig ??= run(resolve('scripts/tf-mirror'), [], '.', {
    PATH,
    HOME,
    ...given('TF_CLI_CONFIG_FILE', 'TF_PLUGIN_MIRROR'),
  }).then(({ text }) => text.trim());
  return {
    PATH: `${resolve('node_modules/.bin')}:${PATH}`,
    HOME,
    TF_CLI_CONFIG_FILE: await cliConfig,
    CHECKPOINT_DISABLE: '1',
    CI: '1',
    TF_IN_AUTOMATION: '1',
    ...extra,
  };
}

const given = (...names: readonly string[]): Env =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The stacks as they are built now, apart from dist/: another build meanwhile does not change what a long test deploys. */
export function builtStacks(): string {
  const app = resolve('node_modules/.cache/dc-exit/stacks', process.env['JEST_WORKER_ID'] ?? '0');
  rmSync(app, { recursive: true, force: true });
  for (const part of ['bin', 'dist', 'package.json']) cpSync(part, join(app, part), { recursive: true });
  return join(app, 'bin/stacks.js');
}

/** A copy of a working folder, in which cdktf and Terraform may write. `cdktf.json` calls this checkout's stacks. */
export function workingFolder(from: string): string {
  const folder = scratchFolder();
  cpSync(from, folder, { recursive: true, filter: (path) => !/\/(cdktf\.out|tf|node_modules)(\/|$)/.test(path) });
  mkdirSync(join(folder, 'outputs'), { recursive: true });
  const config: object = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ ...config, app: `node ${builtStacks()}` }));
  return folder;
}

/** Synthesizes a working folder. @returns what the app wrote */
export async function synthesize(folder: string, env: Env = {}): Promise<Ran> {
  const { PATH = '' } = process.env;
  rmSync(join(folder, 'cdktf.out'), { recursive: true, force: true });
  return run(process.execPath, [resolve('bin/stacks.js')], folder, { PATH, ...env });
}

export const stackFolder = (folder: string, stack: string) => join(folder, 'cdktf.out/stacks', stack);

/** The type of a value as Terraform states write it. */
function typeOf(value: unknown): unknown {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return ['tuple', value.map(typeOf)];
  return ['object', Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, typeOf(item)]))];
}

/** Writes the state that a deployment would have left, with nothing in it but the contract. */
export function writeState(folder: string, stack: string, contract: object): void {
  mkdirSync(join(folder, 'tf'), { recursive: true });
  writeFileSync(
    join(folder, 'tf', `${stack}.tfstate`),
    JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: 'fixture',
      resources: [],
      outputs: { contract: { value: contract, type: typeOf(contract) } },
    }),
  );
}

/**
 * Lets a synthesized stack be planned without an account: an override file beside it, which Terraform merges. Import blocks are read at plan, and
 * an override does not remove them: they are cut from the copy.
 */
export function takeOffline(folder: string, stack: string): void {
  const at = stackFolder(folder, stack);
  const file = join(at, 'cdk.tf.json');
  const { import: _, ...rest }: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify(rest, undefined, 2));
  writeFileSync(
    join(at, 'offline_override.tf.json'),
    JSON.stringify({
      terraform: { backend: { local: { path: 'offline.tfstate' } } },
      provider: {
        aws: {
          access_key: 'mock',
          secret_key: 'mock',
          skip_credentials_validation: true,
          skip_requesting_account_id: true,
          skip_metadata_api_check: 'true',
          // The list itself is asserted on the synthesized JSON: without an account there is no id to compare.
          allowed_account_ids: [],
        },
      },
    }),
  );
}

export interface Planned extends Ran {
  /** What Terraform says at the end, `Plan: 6 to add, 0 to change, 0 to destroy.`; empty where it failed. */
  readonly summary: string;
}

/** `terraform init`, `validate` and `plan` of a synthesized stack. Stops at the first that fails. */
export async function plan(folder: string, stack: string, env: Env, args: readonly string[] = []): Promise<Planned> {
  const at = stackFolder(folder, stack);
  if (!existsSync(at)) throw new Error(`${stack} is not synthesized in ${folder}`);
  const steps = [
    ['init', '-input=false', '-no-color'],
    ['validate', '-no-color'],
    ['plan', '-input=false', '-no-color', '-out=plan', ...args],
  ];
  let last: Ran = { code: 0, text: '' };
  for (const step of steps) {
    last = await run('terraform', step, at, env);
    if (last.code !== 0) return { code: last.code, text: `terraform ${step[0]}:\n${last.text}`, summary: '' };
  }
  return { ...last, summary: /^(?:Plan: .*|No changes\..*)$/m.exec(last.text)?.[0] ?? '' };
}

export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
    readonly importing?: { readonly id: string };
  };
}

/** The changes of the last `plan` of a stack. */
export async function plannedChanges(folder: string, stack: string, env: Env): Promise<readonly PlannedChange[]> {
  const shown = await run('terraform', ['show', '-json', 'plan'], stackFolder(folder, stack), env);
  const { resource_changes: changes = [] }: { resource_changes?: PlannedChange[] } = JSON.parse(shown.text);
  return changes;
}
