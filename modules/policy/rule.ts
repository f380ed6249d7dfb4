import type { Resource, Template } from './template.js';

/** `error` fails a build; `warning` is shown. */
export type Severity = 'error' | 'warning';

/** What a rule found at a resource. */
export interface Fault {
  readonly address: string;
  readonly message: string;
}

/** The other stacks of the app, for rules that look across. */
export type OtherStacks = (stack: string) => Template | undefined;

/** One rule over the synthesized JSON of a stack. */
export interface Rule {
  /** Frozen: acceptances name it. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** What to write instead. */
  readonly remedy: string;
  readonly severity: Severity;
  /** The same in public rule sets: checkov (`CKV_…`), cdk-nag. */
  readonly also: readonly string[];
  check(template: Template, others: OtherStacks): readonly Fault[];
}

/** A check of each resource of some types: what is wrong with it, nothing where all is well. */
export function each(
  types: readonly string[],
  judge: (resource: Resource, template: Template) => string | readonly string[] | undefined,
): Rule['check'] {
  return (template) =>
    template.of(...types).flatMap((resource) => {
      const said = judge(resource, template) ?? [];
      return (typeof said === 'string' ? [said] : said).map((message) => ({ address: resource.address, message }));
    });
}
