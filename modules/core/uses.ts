import { IamRolePolicy } from '#aws/iam-role-policy';
import { Construct } from 'constructs';
import { policyDocument } from './iam.js';
import { Connection } from './network-rules.js';
import type { Use } from './use.js';

/** What a consumer uses, by name. */
export type UsesByName = Readonly<Record<string, Use>>;

/** @throws where a shell could not have a variable of this name */
export function checkVariable(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name))
    throw new Error(`variable ${name}; write letters, digits and underscores: PAYMENT_KEY`);
}

/**
 * All variables of a consumer, sorted by name.
 * @param sources who sets them: the name of a use, or `env`
 * @throws where two sources set the same, or a name is none
 */
export function mergedVariables(
  sources: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Readonly<Record<string, string>> {
  const setBy = new Map<string, string>();
  for (const name of Object.values(sources).flatMap((variables) => Object.keys(variables))) checkVariable(name);
  const merged = Object.entries(sources).flatMap(([source, variables]) =>
    Object.entries(variables).map(([name, value]) => {
      const other = setBy.get(name);
      if (other !== undefined) throw new Error(`${other} and ${source} both set ${name}; rename one of them`);
      setBy.set(name, source);
      return [name, value] as const;
    }),
  );
  return Object.fromEntries(merged.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export interface UsesProps {
  readonly uses: UsesByName;
  /** Name of the role that gets the statements. */
  readonly role: string;
  /** The security group that is let through. */
  readonly securityGroup: string;
}

/** Gives a consumer what it uses: a policy for each use on its role, network rules for each port. By name, so that one more changes no other. */
export class Uses extends Construct {
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, { uses, role, securityGroup }: UsesProps) {
    super(scope, id);
    this.policies = Object.entries(uses).flatMap(([name, { statements, reach }]) => {
      for (const to of reach) new Connection(this, `${name}-${to.port}`, { from: securityGroup, to });
      return statements.length === 0
        ? []
        : [new IamRolePolicy(this, name, { name, role, policy: policyDocument(statements) })];
    });
  }
}
