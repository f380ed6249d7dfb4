import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Estate } from '../../estate/index.js';
import { estateApp } from '../../stacks/app.js';
import { scratchFolder } from './program.js';
import type { Template } from './synth.js';
import { templateOf } from './synth.js';

/** The synthesized stacks of an estate, by name. */
export type Stacks = (name: string) => Template;

/**
 * Synthesizes an estate's stacks through a real app, so that what stacks read of each other is there as users get it.
 * @param states contracts of the last deployments, by the key of the state
 */
export function stacksOf(
  estate: Estate,
  { wanted, states = {} }: { readonly wanted?: string; readonly states?: Readonly<Record<string, object>> } = {},
): Stacks {
  const folder = scratchFolder();
  const outdir = join(folder, 'cdktf.out');
  mkdirSync(join(folder, 'tf'));
  for (const [key, contract] of Object.entries(states))
    writeFileSync(join(folder, 'tf', `${key}.tfstate`), JSON.stringify({ outputs: { contract: { value: contract } } }));
  estateApp(estate, { folder, outdir }, wanted).synth();
  return (name) => templateOf(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
}

/** One stack of an estate; the others are not built. */
export function stackOf(estate: Estate, name: string, states: Readonly<Record<string, object>> = {}): Template {
  return stacksOf(estate, { wanted: name, states })(name);
}
