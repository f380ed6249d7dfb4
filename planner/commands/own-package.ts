import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Package {
  readonly root: string;
  readonly version: string;
}

/** The package that this program is part of. */
export function ownPackage(): Package {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
    if (name === 'dc-exit' && typeof version === 'string') return { root: folder, version };
  }
  throw new Error('the package of this program is not found');
}

/**
 * How a project in `folder` asks npm for this package: a clone by its path, an installed one as it was installed itself (from a packed file, from
 * Git), and by its version where it came from a registry.
 */
export function dependencyFrom(folder: string, { root, version }: Package): string {
  const path = (to: string): string => `file:${relative(folder, to).split(sep).join('/')}`;
  if (!root.split(sep).includes('node_modules')) return path(root);
  const source = installedFrom(root);
  if (source?.startsWith('file:') === true) return path(resolve(dirname(dirname(root)), source.slice('file:'.length)));
  return source?.startsWith('git+') === true ? source : version;
}

/** What npm noted of where it found the package, in the lock file that it keeps inside `node_modules`. */
function installedFrom(root: string): string | undefined {
  const lock = join(dirname(root), '.package-lock.json');
  if (!existsSync(lock)) return undefined;
  const { packages }: { packages?: Readonly<Record<string, { readonly resolved?: string }>> } = JSON.parse(
    readFileSync(lock, 'utf8'),
  );
  return packages?.['node_modules/dc-exit']?.resolved;
}
