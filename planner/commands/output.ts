import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { Fault } from '../model/fault.js';
import { writeFault } from '../adapters/files.js';
import type { GlobalFlags, World } from './context.js';

/**
 * Writes a result to `-o FILE` or to stdout, chunk by chunk: a plan of a million servers is never one string.
 * A file is replaced as a whole or not at all.
 */
export async function writeResult(
  chunks: Iterable<string | Uint8Array>,
  flags: GlobalFlags,
  { stdout }: World,
): Promise<void> {
  if (flags.output === undefined || flags.output === '-') {
    for (const chunk of chunks) if (!stdout.write(chunk)) await once(stdout, 'drain');
    return;
  }
  await writeFileWhole(flags.output, chunks);
}

/** Writes beside the target, then renames: a crash leaves the old file. */
export async function writeFileWhole(path: string, chunks: Iterable<string | Uint8Array>): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(draft, 'w');
    try {
      for (const chunk of chunks) await file.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    // What the write said is what counts, not that there is nothing to take away.
    await rm(draft, { force: true }).catch(() => undefined);
    throw writeFault(path, error);
  }
}

/** `--json` is `--format json`; naming two different formats is a mistake worth telling. */
export function formatOf(flags: GlobalFlags): GlobalFlags['format'] {
  if (flags.json === true && flags.format !== undefined && flags.format !== 'json') {
    throw new Fault('usage', `--json and --format ${flags.format} ask for two formats`, 'Write one of them.');
  }
  return flags.json === true ? 'json' : flags.format;
}
