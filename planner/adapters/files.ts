import { createReadStream, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Fault, type FaultKind } from '../model/fault.js';

/** A file as read: named as the user would find it again. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Node holds at most 2 GiB in one read; a million servers are a quarter of that. */
const largestFile = 2 ** 31 - 1;
const mostFiles = 20_000;

/**
 * Reads what the command line names: files, folders (all files below, in name order, hidden ones left out) and `-` (standard input).
 * @throws Fault `missing` naming the path that is not there, `denied` where it may not be read, `data` where it is too large
 */
export async function readInputs(paths: readonly string[], world: { readonly stdin: Readable }): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) {
    if (path === '-') files.push({ name: 'standard input', bytes: await readStream(world.stdin) });
    else for await (const file of walk(path)) files.push(file);
    if (files.length > mostFiles) {
      throw new Fault('data', `${path} holds more than ${mostFiles} files`, 'Name the files or a smaller folder.');
    }
  }
  return files;
}

async function* walk(path: string): AsyncGenerator<InputFile> {
  const info = await stat(path).catch((error: unknown) => {
    throw fileFault(path, error);
  });
  if (!info.isDirectory()) {
    yield await readOne(path, info.isFile() ? info.size : 0);
    return;
  }
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw fileFault(path, error);
  });
  const names = entries.filter((entry) => !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory()));
  for (const entry of names.toSorted((a, b) => (a.name < b.name ? -1 : 1))) yield* walk(join(path, entry.name));
}

async function readOne(path: string, size: number): Promise<InputFile> {
  if (size > largestFile) {
    throw new Fault('data', `${path} is larger than 2 GiB`, 'Split it into several files and name them all.');
  }
  try {
    // A pipe (`<(…)`, /dev/stdin) has no size: it is read to its end. Nothing else is to be done while a file is read.
    const bytes = size > 0 ? readFileSync(path) : await readStream(createReadStream(path));
    return { name: path, bytes };
  } catch (error) {
    throw fileFault(path, error);
  }
}

async function readStream(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > largestFile) throw new Fault('data', 'the input is larger than 2 GiB', 'Split it into several files.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Translates what the operating system said about a path that is read. */
export function fileFault(path: string, error: unknown): Error {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Fault('missing', `no such file: ${path}`, 'Check the path.');
  if (code === 'EISDIR') return new Fault('data', `${path} is a folder, not a file`, 'Name a file.');
  if (code === 'EACCES' || code === 'EPERM') {
    return new Fault('denied', `${path} may not be read`, 'Check its permissions, or run as a user who may.');
  }
  return asError(error);
}

const notThere = ['missing', 'its folder does not exist', 'Make the folder first.'] as const;
const noFolder = ['data', 'a file stands where a folder should be', 'Name another folder.'] as const;
const notAllowed = [
  'denied',
  'it may not be written',
  'Check the permissions of its folder, or write elsewhere.',
] as const;
const full = ['denied', 'there is no space left', 'Make room, or write elsewhere.'] as const;

/** What the operating system says about a path that is written: kind, what is wrong, what to do. */
const writeFaults: Readonly<Record<string, readonly [FaultKind, string, string]>> = {
  ENOENT: notThere,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  EISDIR: ['data', 'it is a folder', 'Name a file in it.'],
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: ['denied', 'this file system is read-only', 'Write elsewhere.'],
  ENOSPC: full,
  EDQUOT: full,
};

/** The same for a file or folder that is written. */
export function writeFault(path: string, error: unknown): Error {
  const code = codeOf(error);
  const known = typeof code === 'string' && Object.hasOwn(writeFaults, code) ? writeFaults[code] : undefined;
  if (known === undefined) return asError(error);
  const [kind, what, remedy] = known;
  return new Fault(kind, `cannot write ${path}: ${what}`, remedy);
}
