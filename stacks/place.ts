import { relative, resolve } from 'node:path';

/** Where a run of the app reads and writes. Both absolute. */
export interface Place {
  /** The folder of the estate file: states, outputs and journals lie in it. */
  readonly folder: string;
  /** Where the synthesized stacks go: `cdktf.out` of the caller. */
  readonly outdir: string;
}

/** A path from a synthesized stack, where Terraform runs, to a file of the working folder: no path of this machine gets into the JSON. */
export function fromStack({ folder, outdir }: Place, stack: string, file: string): string {
  return relative(resolve(outdir, 'stacks', stack), resolve(folder, file));
}
