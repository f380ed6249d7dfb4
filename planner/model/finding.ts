/** How much a finding matters: an error blocks (the row or the plan cannot be used as it is), a warning changes a number, info only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** Something a person should know, decide or repair. Says what is wrong, where, and what to do next. */
export interface Finding {
  readonly severity: Severity;
  /** Stable kebab-case id of the kind of finding, e.g. `bad-size`. */
  readonly code: string;
  readonly file?: string;
  /** Row as a spreadsheet numbers it: the header of a CSV file is row 1. */
  readonly row?: number;
  readonly column?: string;
  /** The offending cell, as read (hostile text: escape before showing). */
  readonly value?: string;
  /** Name of the server it is about. */
  readonly server?: string;
  readonly message: string;
  /** What to write or do instead. */
  readonly remedy: string;
  /** How many more findings of the same code, file and column were counted but not kept. */
  readonly more?: number;
}

const keptPerKind = 50;

/**
 * Collects findings. A million rows with the same fault must not become a million objects:
 * of each (code, file, column) the first fifty are kept and the rest are counted in `more` of the last one kept.
 */
export class FindingLog {
  readonly #kept: Finding[] = [];
  readonly #kinds = new Map<string, { count: number; last: number }>();

  add(finding: Finding): void {
    const key = `${finding.severity}|${finding.code}|${finding.file ?? ''}|${finding.column ?? ''}`;
    const kind = this.#kinds.get(key);
    if (kind === undefined) {
      this.#kinds.set(key, { count: 1, last: this.#kept.push(finding) - 1 });
      return;
    }
    kind.count += 1;
    if (kind.count <= keptPerKind) kind.last = this.#kept.push(finding) - 1;
  }

  /** All kept findings in the order they were added. */
  list(): readonly Finding[] {
    const result = [...this.#kept];
    for (const { count, last } of this.#kinds.values()) {
      const finding = result[last];
      if (count > keptPerKind && finding !== undefined) result[last] = { ...finding, more: count - keptPerKind };
    }
    return result;
  }
}
