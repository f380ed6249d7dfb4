/** Arguments of a block of synthesized JSON. */
export type Config = Readonly<Record<string, unknown>>;

export function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as arguments; nothing where it is none. */
export function configOf(value: unknown): Config {
  return isConfig(value) ? value : {};
}

/** A block or a list of blocks: Terraform's JSON allows both. */
export function blocks(value: unknown): readonly Config[] {
  return (Array.isArray(value) ? value : [value]).filter(isConfig);
}

/** A list of strings, or one. */
export function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

/** `${…}`: only Terraform knows its value. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

/** Whether something is switched on. An expression counts as on: a rule speaks of what is written, not of what it cannot see. */
export function isOn(value: unknown): boolean {
  return value === true || value === 'true' || isExpression(value);
}

/** Whether there is anything: also an expression. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** A number that is written as one; undefined for expressions, which tokens of numbers render as. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}
