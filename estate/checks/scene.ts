import type { Estate } from '../model.js';
import type { Path, ProblemCode } from '../problem.js';

/** What a check sees: the estate as far as it could be read, and how to tell what is wrong. */
export interface Scene {
  readonly estate: Estate;
  /** True when something is written at the path, even if it could not be read: its own problem is told already. */
  readonly written: (path: Path) => boolean;
  readonly problem: (path: Path, code: ProblemCode, message: string, remedy: string) => void;
  /** The same inside a product's deployment; points into `overrides` where the value comes from there. */
  readonly problemIn: (
    product: string,
    environment: string,
    below: Path,
    code: ProblemCode,
    message: string,
    remedy: string,
  ) => void;
  readonly warning: (path: Path, message: string, remedy: string) => void;
  readonly warningIn: (product: string, environment: string, below: Path, message: string, remedy: string) => void;
}

/** `one of: a, b`, or what to do when there is none. */
export function choices(names: Iterable<string>, none: string): string {
  const list = [...names];
  return list.length === 0 ? none : `write one of: ${list.join(', ')}`;
}
