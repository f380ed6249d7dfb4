import { open } from 'node:fs/promises';
import { Fault } from '../model/fault.js';

/** The code of an error of the operating system. */
export const systemCode = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Makes the names in a folder durable. Some file systems cannot sync a folder; their names are durable already or never. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EISDIR'].includes(systemCode(error) ?? '')) throw error;
  } finally {
    await folder.close();
  }
}

/** What the operating system said about writing a file that must not lose anything. */
export function writeFault(path: string, error: unknown): Error {
  if (error instanceof Fault) return error;
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new Fault(
        'unreachable',
        `${path} cannot be written: the disk is full`,
        'Make room and run the command again; what was written before is safe, and nothing was done since.',
      );
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new Fault(
        'denied',
        `${path} cannot be written: ${systemCode(error) === 'EROFS' ? 'the disk is read-only' : 'no permission'}`,
        'Make its folder writable for you and run the command again; nothing was done.',
      );
    case 'EIO':
      return new Fault(
        'unreachable',
        `${path} cannot be written: the disk fails`,
        'Copy the folder to another disk and run the command again; nothing was done since the last line.',
      );
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return new Fault(
        'missing',
        `${path} cannot be written: something else stands in its place`,
        'Move away what is in the place of the file or of its folder.',
      );
    default:
      return error instanceof Error ? error : new Error(`${path}: ${String(error)}`);
  }
}
