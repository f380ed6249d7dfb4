import type { Construct } from 'constructs';

/** Runs a `resolve…`, so that what it refuses says where: `storefront-prod/web: count …`. */
export function resolvedAt<T>(construct: Construct, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${construct.node.path}: ${message}`, { cause: error });
  }
}
