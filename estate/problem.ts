/** What kind of problem it is; stable, for tools. */
export type ProblemCode =
  /** The text is not YAML 1.2, or uses a part of it that an estate file may not use. */
  'syntax' | 'refused' | 'duplicate-key' | 'unknown-key' | 'missing' | 'value' | 'reference' | 'conflict' | 'secret';

/** One thing that is wrong: what, where, and what to write instead. */
export interface Problem {
  readonly code: ProblemCode;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The place in the file, `products.storefront.services.web`; `(file)` for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** The keys that lead to a value. */
export type Path = readonly string[];

/** `a.b["c.d"][0]` in one line; keys that hold other characters than a name has are quoted, so that control characters never reach a terminal. */
export function formatPath(path: Path): string {
  if (path.length === 0) return '(file)';
  return path
    .map((key, i) => {
      if (/^\d+$/.test(key)) return `[${key}]`;
      if (/^[A-Za-z_][\w-]*$/.test(key)) return i === 0 ? key : `.${key}`;
      return `[${quote(key)}]`;
    })
    .join('');
}

/** A text from the file in quotes, at most 60 characters, with control, bidirectional and other invisible characters escaped. */
export function quote(text: string): string {
  // No half of a surrogate pair is left at the cut.
  const clipped = text.length > 60 ? `${text.slice(0, 60).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return JSON.stringify(clipped).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `estate.yaml:12 products.storefront.ingres: unknown key; did you mean "ingress"?` */
export function formatProblem(problem: Problem): string {
  const { file, line, path, message, remedy } = problem;
  return `${file}:${line} ${path}: ${message}; ${remedy}`;
}
