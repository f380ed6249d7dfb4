/** Values of one condition operator: condition key to value or values. */
export type Condition = Readonly<Record<string, string | readonly string[]>>;

/** One statement of a policy. Made by `allow` and `deny`, which refuse wildcards. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** `excepted`: it is about every action but those. */
  readonly actionsAre?: 'excepted';
  readonly resources: readonly string[];
  /** `excepted`: it is about every resource but those. */
  readonly resourcesAre?: 'excepted';
  readonly conditions?: Readonly<Record<string, Condition>>;
}

/** A resource `*`, for the actions that IAM cannot limit to a resource; `because` says which those are. */
export interface AnyResource {
  readonly because: string;
}

/** @param because why IAM cannot limit it: which actions have no resource level */
export function anyResource(because: string): AnyResource {
  return { because };
}

/**
 * Allows actions on resources.
 * @throws where an action is a whole service (`s3:*`, `*`), a resource is `*` without a reason, or there is none of either
 */
export function allow(
  actions: readonly string[],
  resources: readonly string[] | AnyResource,
  conditions?: Statement['conditions'],
): Statement {
  for (const action of actions)
    if (/^\*|:\*$/.test(action)) throw new Error(`${action} allows a whole service: name the actions that are needed`);
  const on = 'because' in resources ? ['*'] : resources;
  if (actions.length === 0 || on.length === 0)
    throw new Error(
      `a statement about nothing: ${actions.join(', ') || 'no actions'} on ${on.join(', ') || 'no resource'}`,
    );
  if (!('because' in resources) && on.includes('*'))
    throw new Error(`${actions.join(', ')} on every resource: name the resources, or say why with anyResource('…')`);
  return { effect: 'Allow', actions, resources: on, ...(conditions !== undefined && { conditions }) };
}

/** The most that a permission boundary lets through: everything but the actions named. Grants nothing to anyone. */
export function ceiling(except: readonly string[]): Statement {
  return { effect: 'Allow', actions: except, actionsAre: 'excepted', resources: ['*'] };
}

/** Denies actions, whatever else allows them. */
export function deny(
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Statement['conditions'],
): Statement {
  return { effect: 'Deny', actions, resources, ...(conditions !== undefined && { conditions }) };
}

/** Denies actions on every resource but those named. */
export function denyBeyond(actions: readonly string[], resources: readonly string[]): Statement {
  return { effect: 'Deny', actions, resources, resourcesAre: 'excepted' };
}

/** Who may assume a role or use a resource: AWS services, or IAM principals. */
export type Principal = { readonly services: readonly string[] } | { readonly arns: readonly string[] };

/** A statement of a resource's own policy; made by `to`. */
export interface ResourceStatement extends Statement {
  readonly principal: Principal | 'anyone';
}

/** The same statement as part of a resource's own policy. `anyone` is for denials, and for what conditions limit. */
export function to(principal: Principal | 'anyone', statement: Statement): ResourceStatement {
  return { ...statement, principal };
}

const many = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

function principalJson(principal: Principal | 'anyone'): unknown {
  if (principal === 'anyone') return '*';
  return 'services' in principal ? { Service: many(principal.services) } : { AWS: many(principal.arns) };
}

/**
 * The document as IAM reads it. Tokens in resources and conditions are resolved by Terraform.
 * @param id for services that give a document and its statements ids where they have none, which the next plan would take away again (EFS)
 */
export function policyDocument(statements: readonly (Statement | ResourceStatement)[], id?: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    ...(id !== undefined && { Id: id }),
    Statement: statements.map((statement, i) => ({
      ...(id !== undefined && { Sid: `${id}${i + 1}` }),
      Effect: statement.effect,
      ...('principal' in statement && { Principal: principalJson(statement.principal) }),
      [statement.actionsAre === 'excepted' ? 'NotAction' : 'Action']: many(statement.actions),
      [statement.resourcesAre === 'excepted' ? 'NotResource' : 'Resource']: many(statement.resources),
      ...(statement.conditions !== undefined && { Condition: statement.conditions }),
    })),
  });
}

/**
 * Who may assume a role. Services only on behalf of this account (against the confused deputy).
 * @param actions what else is part of assuming it, e.g. `sts:SetSourceIdentity` for people
 */
export function trustPolicy(
  principal: Principal,
  conditions?: Statement['conditions'],
  actions: readonly string[] = ['sts:AssumeRole'],
): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principalJson(principal),
        Action: many(actions),
        ...(conditions !== undefined && { Condition: conditions }),
      },
    ],
  });
}
