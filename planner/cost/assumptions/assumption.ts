/** A number that no inventory holds. Printed with its source, and changed with `--set KEY=VALUE`. */
export interface Assumption {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly means: string;
  /** Where the default comes from. */
  readonly source: string;
  /** Values from here on make no sense. */
  readonly max?: number;
  /** The value is the place of one of these words: `--set support=business`. */
  readonly words?: readonly string[];
  /** Only whole numbers from 1 on. */
  readonly count?: true;
}

export type AssumptionFacts = Omit<Assumption, 'key'>;

/** What a default is called that nobody has measured. */
export const placeholder = 'dc-exit: a placeholder, put your own figure';
