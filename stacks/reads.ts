import { Token, ref } from '#cdktf';
import type { TerraformStack } from '#cdktf';
import type { StackContract } from '../estate/index.js';
import type { States } from './states.js';
import { readState } from './states.js';

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

const index = (keys: readonly string[]) => keys.map((key) => `[${JSON.stringify(key)}]`).join('');

/** The contract of another stack, as its last deployment left it. */
class ContractRead {
  readonly #stack: TerraformStack;
  readonly #from: string;
  readonly #state: ReturnType<typeof readState>;
  readonly #demands = new Map<string, Condition>();

  constructor(stack: TerraformStack, from: string, key: string, states: States) {
    this.#stack = stack;
    this.#from = from;
    this.#state = readState(stack, from, key, states);
    const { exists, remote } = this.#state;
    const condition = { condition: `\${${exists}}`, error_message: `deploy ${from} first: it is not deployed yet.` };
    remote.addOverride('lifecycle.precondition', [condition]);
    this.#demand(['schema'], 'it is not deployed yet.');
  }

  #demand(keys: readonly string[], why: string): void {
    const path = index(keys);
    this.#demands.set(path, {
      condition: `\${can(self.outputs.contract${path})}`,
      // Terraform wraps lines at 78 columns: what to do comes first.
      error_message: `deploy ${this.#from} first: ${why}`,
    });
    this.#state.remote.addOverride('lifecycle.postcondition', [...this.#demands.values()]);
  }

  /** The text at a path; the plan is refused when the deployed contract has none there. */
  text(keys: readonly string[]): string {
    this.#demand(keys, `it has no ${keys.join('.')} yet.`);
    const { remote } = this.#state;
    return Token.asString(
      ref(`data.terraform_remote_state.${remote.friendlyUniqueId}.outputs.contract${index(keys)}`, this.#stack),
    );
  }
}

/** A place in another stack's contract, typed by the contract. */
export class Remote<T> {
  readonly #source: ContractRead;
  readonly #keys: readonly string[];

  constructor(source: ContractRead, keys: readonly string[]) {
    this.#source = source;
    this.#keys = keys;
  }

  at<K extends keyof T & string>(key: K): Remote<NonNullable<T[K]>> {
    return new Remote(this.#source, [...this.#keys, key]);
  }

  /** The value as a token. A plan fails with `deploy STACK first: …` where the deployed contract has none. */
  text(this: Remote<string>): string {
    return this.#source.text(this.#keys);
  }
}

/**
 * Reads another stack only through its output `contract`, by its state: cdktf refuses to deploy a stack alone that depends on another one in
 * cdktf's own sense.
 * @param key names the state, where the stack was renamed
 */
export function reads<C extends StackContract>(
  stack: TerraformStack,
  from: string,
  key: string,
  states: States,
): Remote<C> {
  return new Remote<C>(new ContractRead(stack, from, key, states), []);
}
