/** The CDKTF app: `estate.yaml` in, synthesized stacks out. Started by `cdktf` through bin/stacks.js. */
import { resolve } from 'node:path';
import { estateApp } from './app.js';
import { Refused, makeOutputsFolder, readEstateFile } from './estate-file.js';

const { env } = process;

try {
  const { estate, folder, warnings } = readEstateFile(env, process.cwd());
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  makeOutputsFolder(folder);
  const outdir = resolve(env['CDKTF_OUTDIR'] ?? 'cdktf.out');
  estateApp(estate, { folder, outdir }, env['STACKS']).synth();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(error.lines.map((line) => `${line}\n`).join(''));
  process.exitCode = 65;
}
