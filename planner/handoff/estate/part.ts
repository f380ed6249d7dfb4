import type { Plain } from '../../../estate/index.js';

export type PlainMap = { readonly [key: string]: Plain | undefined };

/** A fleet or a data store of the estate file, and which servers it stands for. */
export interface Part {
  readonly section: 'fleets' | 'data';
  readonly name: string;
  /** `Server.id`. */
  readonly servers: readonly string[];
  readonly body: PlainMap;
  /** Comment above it: what it is today. */
  readonly note: string;
  /** Values that stand for something nobody knows, and what to do about them. */
  readonly blanks: readonly string[];
}

/** A server for which nothing can be written, and why. */
export interface Remark {
  readonly server: string;
  /** What becomes of it. */
  readonly text: string;
  /** What the file would say if more were known. */
  readonly example: string | undefined;
  /** What a person has to write by hand; undefined where nothing is missing. */
  readonly remedy: string | undefined;
}

export interface Parts {
  readonly parts: readonly Nameless[];
  readonly remarks: readonly Remark[];
}

/** A part that has no name yet. */
export interface Nameless extends Omit<Part, 'name'> {
  /** Names in the order of preference. */
  readonly wishes: readonly string[];
}
