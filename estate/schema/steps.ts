/** The steps of a cutover before and after the shifts, in order. */
const before = [
  'names',
  'addresses',
  'notice',
  'build',
  'preview',
  'partners',
  'forwarder',
  'killswitch',
  'drill',
  'ttl',
  'delegate',
  'convert',
] as const;
const after = ['bake', 'drain', 'finish', 'decommission'] as const;

/** A step of a cutover; the same word in JSON, journal, commands and screen. */
export type StepId = (typeof before)[number] | (typeof after)[number] | `shift-${number}`;

/** All steps of a cutover that shifts through these percentages, in order. */
export function stepIds(percentages: readonly number[]): readonly StepId[] {
  return [...before, ...percentages.map((percent): StepId => `shift-${percent}`), ...after];
}

const fixed = new Set<string>([...before, ...after]);

export function isStepId(text: string): text is StepId {
  return fixed.has(text) || /^shift-([1-9]\d?|100)$/.test(text);
}
