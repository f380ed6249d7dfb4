import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { stackNames } from '../../estate/index.js';
import type { Cloud } from '../support/deployment.js';
import { cdktf, cloudOf } from '../support/deployment.js';
import type { PlannedChange, Ran } from '../support/terraform.js';
import { plannedChanges, workingFolder } from '../support/terraform.js';
import { utah } from '../support/utah.js';

/** A copy of examples/utah, and the emulators of one environment's account. */
export interface Ground {
  readonly folder: string;
  readonly cloud: Cloud;
}

/** The ground of one file's tests: made before the first of them. */
export function groundOf(environment: string): () => Ground {
  let ground: Ground | undefined;
  beforeAll(async () => {
    const account = utah().environments[environment]?.account ?? '';
    ground = { cloud: await cloudOf(account), folder: workingFolder('examples/utah') };
  });
  afterAll(async () => ground?.cloud.stop());
  return () => {
    if (ground === undefined) throw new Error('the ground is there once the tests run');
    return ground;
  };
}

/** The stacks of an environment, in an order in which they can be deployed. */
export function stacksOf(environment: string): readonly string[] {
  return stackNames(utah()).filter((name) => name.startsWith(`${environment}-`) || name.endsWith(`-${environment}`));
}

/** How a command has failed; only the code where it has not. */
export function outcome({ code, text }: Ran): { readonly code: number; readonly said?: string } {
  if (code === 0) return { code };
  return { code, said: (/Error: [^]*/.exec(text)?.[0] ?? text.slice(-3000)).slice(0, 3000) };
}

export const done = { code: 0 };

/** What `cdktf diff` would change in a stack. @throws Error where there is no plan */
export async function diff({ folder, cloud }: Ground, stack: string): Promise<readonly PlannedChange[]> {
  const ran = await cdktf(folder, ['diff', stack, '--skip-provider-lock'], cloud);
  if (ran.code !== 0) throw new Error(`no plan of ${stack}: ${outcome(ran).said ?? ''}`);
  return plannedChanges(folder, stack, cloud.env);
}

/** Destroys stacks that do not need each other, in one command. */
export async function destroy({ folder, cloud }: Ground, stacks: readonly string[]): Promise<Ran> {
  return cdktf(folder, ['destroy', ...stacks, '--auto-approve'], cloud);
}

/** Deploys stacks that are there already, in one command: at once, since what they read of each other stays as it is. */
export async function deployAgain({ folder, cloud }: Ground, stacks: readonly string[]): Promise<Ran> {
  return cdktf(folder, ['deploy', ...stacks, '--auto-approve', '--skip-provider-lock'], cloud);
}

interface StateFile {
  readonly resources: readonly { readonly mode: string; readonly type: string }[];
}

/** The types of what a stack has, from its state. */
export function resourcesOf({ folder }: Ground, stack: string): readonly string[] {
  const { resources }: StateFile = JSON.parse(readFileSync(join(folder, 'tf', `${stack}.tfstate`), 'utf8'));
  return resources.flatMap(({ mode, type }) => (mode === 'managed' ? [type] : []));
}
