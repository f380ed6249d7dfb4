/** An input, or a part of it, that cannot be read. Becomes a finding; never leaves `readInventory`. */
export class Unreadable extends Error {
  /** Stable kebab-case id of the finding. */
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
