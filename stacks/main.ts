/** The CDKTF app: `estate.yaml` in, synthesized stacks out. Started by `cdktf` through bin/stacks.js. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TerraformStack } from '#cdktf';
import { addPolicy } from '../modules/policy/index.js';
import { estateApp } from './app.js';
import { Refused, makeOutputsFolder, readEstateFile } from './estate-file.js';

const { env } = process;

try {
  const { estate, folder, warnings } = readEstateFile(env, process.cwd());
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  makeOutputsFolder(folder);
  const outdir = resolve(env['CDKTF_OUTDIR'] ?? 'cdktf.out');
  const app = estateApp(estate, { folder, outdir }, env['STACKS']);
  // By then the stacks are written: reading them is far quicker than making them again.
  const written = (stack: TerraformStack) => readFileSync(join(outdir, 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8');
  addPolicy(app, { json: (stack) => JSON.parse(written(stack)) });
  app.synth();
} catch (error) {
  // Modules refuse what they cannot make with a plain Error that says where and what to write; anything else is a defect and shows its trace.
  const said = error instanceof Error && error.constructor === Error;
  if (!said && !(error instanceof Refused)) throw error;
  const lines = error instanceof Refused ? error.lines : [error.message];
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exitCode = 65;
}
