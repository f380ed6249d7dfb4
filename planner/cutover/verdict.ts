/** What a step waits for; the same words on the command line, in the journal and on screen. */
export const gateIds = [
  'partners',
  'certificate',
  'addresses',
  'probes',
  'metrics',
  'window',
  'approval',
  'quiet',
  'drift',
  'task',
] as const;
export type GateId = (typeof gateIds)[number];

/** These are facts about the world, and nobody's opinion changes them. */
export const neverWaived: readonly GateId[] = ['drift', 'addresses'];

/** What a gate says now. Missing evidence is `inconclusive`, never `pass`; it holds. */
export interface Verdict {
  readonly gate: GateId;
  /** Which of several: a metric, a probe, a partner, a task. */
  readonly id?: string;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'waived';
  /** What was seen, for people: `0.12 %`. */
  readonly value?: string;
  /** What it is held against: `< 1 %`. */
  readonly limit?: string;
  /** One sentence. Where it does not pass: what must happen. */
  readonly why: string;
  /** Where the verdict rests on something that can be looked up again. */
  readonly evidence?: string;
  /** When it is worth looking again, milliseconds since the epoch. */
  readonly until?: number;
}

/** `metrics:errors`, as after the step on the command line. */
export const gateName = ({ gate, id }: Pick<Verdict, 'gate' | 'id'>): string =>
  id === undefined ? gate : `${gate}:${id}`;

/** A step may go on. */
export const passes = ({ verdict }: Verdict): boolean => verdict === 'pass' || verdict === 'waived';
