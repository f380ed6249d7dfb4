/** How much a finding matters: an error blocks (the row or the plan cannot be used as it is), a warning changes a number, info only tells. */
export type Severity = 'error' | 'warning' | 'info';

/** Most severe first. */
export const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

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
  /** Who should see to it, where somebody is named: the owner of the product or the server. */
  readonly owner?: string;
  /** Last day (`2027-02-07`) or week (`week 3`) on which it can be done in time. */
  readonly due?: string;
  /** What to write or do instead. */
  readonly remedy: string;
  /** How many more findings of the same code, file and column were counted but not kept. */
  readonly more?: number;
}

const keptPerKind = 50;

interface Kind {
  readonly severity: Severity;
  readonly column: string | undefined;
  count: number;
  last: number;
}

/**
 * Collects findings. A million rows with the same fault must not become a million objects:
 * of each (code, file, column) the first fifty are kept and the rest are counted in `more` of the last one kept.
 */
export class FindingLog {
  readonly #kept: Finding[] = [];
  /** By code, then by file: looked up a hundred thousand times, so no key is glued together. */
  readonly #kinds = new Map<string, Map<string | undefined, Kind[]>>();

  add(finding: Finding): void {
    const { severity, code, file, column } = finding;
    let files = this.#kinds.get(code);
    if (files === undefined) this.#kinds.set(code, (files = new Map()));
    let kinds = files.get(file);
    if (kinds === undefined) files.set(file, (kinds = []));
    const kind = kinds.find((each) => each.severity === severity && each.column === column);
    if (kind === undefined) {
      kinds.push({ severity, column, count: 1, last: this.#kept.push(finding) - 1 });
      return;
    }
    kind.count += 1;
    if (kind.count <= keptPerKind) kind.last = this.#kept.push(finding) - 1;
  }

  /** How many are kept. */
  get size(): number {
    return this.#kept.length;
  }

  /** All kept findings in the order they were added. */
  list(): readonly Finding[] {
    const result = [...this.#kept];
    for (const files of this.#kinds.values()) {
      for (const { count, last } of [...files.values()].flat()) {
        const finding = result[last];
        if (count > keptPerKind && finding !== undefined) result[last] = { ...finding, more: count - keptPerKind };
      }
    }
    return result;
  }
}

/** Most severe first; within a severity in the order in which they were found. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity]);
}
