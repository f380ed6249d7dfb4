import { AwsProvider } from '#aws/provider';
import type { App, TerraformElement } from '#cdktf';
import { TerraformStack } from '#cdktf';
import type { Node } from 'constructs';
import type { Environment, Estate, StackContract } from '../estate/index.js';
import { unknownAccount } from '../estate/index.js';
import { addressOf } from './addressing.js';
import { publish } from './contract.js';
import { acceptDestroy } from './deletion.js';
import { guard } from './guard.js';
import type { Place } from './place.js';
import type { Remote } from './reads.js';
import { reads } from './reads.js';
import type { States } from './states.js';
import { keepState } from './states.js';

/** What every stack is made from. */
export interface Scene {
  readonly app: App;
  readonly estate: Estate;
  readonly place: Place;
}

export interface EstateStackProps extends Scene {
  /** Names the state, where the stack was renamed; else its id. */
  readonly key?: string;
  /** Accounts that it may be deployed into. */
  readonly accounts: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** `own`: its state is local although the estate's states are not (it makes the place for them). */
  readonly state?: 'estate' | 'own';
}

/** Both major versions of the provider that the modules are written for. */
const providerVersions = '>= 5.100, < 7';

/** A stack of the estate: its state, its provider, its single output. */
export class EstateStack extends TerraformStack {
  readonly estate: Estate;
  readonly #states: States;
  readonly #key: string;

  constructor(id: string, props: EstateStackProps) {
    super(props.app, id);
    const { estate, place, accounts, tags, key = id, state = 'estate' } = props;
    this.estate = estate;
    this.#key = key;
    this.#states = { store: state === 'own' ? { kind: 'local' } : estate.state, region: estate.region, place };
    keepState(this, key, this.#states);
    new AwsProvider(this, 'aws', {
      region: estate.region,
      allowedAccountIds: [...accounts],
      defaultTags: [{ tags: { ...tags } }],
    });
    this.addOverride('terraform.required_providers.aws.version', providerVersions);
    if (accounts.includes(unknownAccount)) this.#refuseDeployment();
  }

  /** The account is not known yet: lists and synthesizes, never deploys. */
  #refuseDeployment(): void {
    this.addOverride('resource.terraform_data.account-is-not-known', {
      lifecycle: {
        precondition: [
          {
            // Always false; a condition that names nothing is refused.
            condition: '${path.module == ""}',
            error_message: `write the account of ${this.node.id} into estate.yaml first: "${unknownAccount}" stands for one that is not known yet.`,
          },
        ],
      },
    });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = 'node' in element ? element.node : element;
    return addressOf(node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id));
  }

  /** The contract of another stack. */
  reads<C extends StackContract>(from: string, key = from): Remote<C> {
    return reads<C>(this, from, key, this.#states);
  }

  /**
   * The stack's output, and the guard over what it must not destroy. An ephemeral environment has none: it is there to go.
   * @param also things of it that the last deployment may know by another name than the contract's
   */
  finish(contract: StackContract, environment: Environment, also: readonly string[] = []): void {
    publish(this, contract);
    acceptDestroy(this, this.estate);
    if (environment.class === 'ephemeral') return;
    const names = contract.schema === 'product/v1' ? contract.names : [];
    const kept = { things: [...contract.stateful, ...names, ...also], allowDestroy: this.estate.allowDestroy };
    guard(this, this.#key, kept, this.#states);
  }
}
