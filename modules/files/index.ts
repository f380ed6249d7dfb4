/** Files that several machines share: EFS (NFS). */
export { FileSystem } from './file-system.js';
export type { FileSystemLevel, FileSystemProps } from './file-system.js';
export { resolveFileSystem } from './settings.js';
export type { FileSystemSettings, FileSystemSpec, Origin } from './settings.js';
