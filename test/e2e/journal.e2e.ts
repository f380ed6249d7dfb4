import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build } from 'esbuild';
import { readJournalFile } from '../../planner/adapters/journal-file.js';
import { readNote } from '../support/journal.js';
import { scratchFolder } from '../support/program.js';

// Real processes that are really killed, on a machine that may be busy.
jest.setTimeout(180_000);

const program = 'node_modules/.cache/dc-exit/journal-writer.mjs';
beforeAll(async () => {
  await build({
    entryPoints: ['test/support/journal-writer.ts'],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'warning',
  });
});

interface Wrote {
  /** The highest number that the program said was durable. */
  readonly said: number;
  readonly last: string;
  readonly code: number | null;
}

/** Lets a writer work, and kills it once it has said so many numbers. @param shell runs it under a limit */
function write(path: string, kill: number, shell?: string): Promise<Wrote> {
  const command = [process.execPath, program, path, '3000'];
  const child =
    shell === undefined
      ? spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
      : spawn('bash', ['-c', `${shell} exec "$@"`, 'bash', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let count = 0;
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    count += data.toString().split('\n').length - 1;
    if (count >= kill) child.kill('SIGKILL');
  });
  return new Promise((done) => {
    child.on('close', (code) => {
      const lines = output.split('\n').slice(0, -1);
      const numbers = lines.filter((line) => /^\d+$/.test(line)).map(Number);
      done({ said: Math.max(0, ...numbers), last: lines.at(-1) ?? '', code });
    });
  });
}

describe('a journal whose writer is killed', () => {
  it('has every line that was said to be durable, and the next writer goes on at once', async () => {
    const path = join(scratchFolder(), '.cutover', 'x.journal');
    let said = 0;
    for (let round = 0; round < 25; round += 1) {
      const wrote = await write(path, 1 + ((round * 7) % 23));
      expect(wrote.code).toBeNull();
      expect(wrote.said).toBeGreaterThan(said);
      const { entries } = await readJournalFile(path, readNote);
      expect(entries.length).toBeGreaterThanOrEqual(wrote.said);
      expect(entries.map(({ n }) => n)).toEqual(entries.map((_, at) => at + 1));
      expect(new Set(entries.map(({ lease }) => lease)).size).toBe(round + 1);
      said = wrote.said;
    }
  });

  it('has every line when the disk has no more room, says so, and goes on when it has', async () => {
    const folder = join(scratchFolder(), '.cutover');
    mkdirSync(folder);
    const path = join(folder, 'x.journal');
    const full = await write(path, 1000, 'ulimit -f 64;');
    expect(full).toMatchObject({ code: 3, last: expect.stringContaining('the disk is full') });
    expect(full.last).toMatch(/^Fault: /);
    const bytes = readFileSync(path);
    expect(bytes.length).toBeLessThanOrEqual(64 * 1024);
    const { entries } = await readJournalFile(path, readNote);
    expect(entries.length).toBe(full.said);
    expect((await write(path, 2)).said).toBeGreaterThan(full.said);
  });
});
