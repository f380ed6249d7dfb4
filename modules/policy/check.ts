import { faultOf } from './acceptance.js';
import type { Acceptance } from './acceptance.js';
import type { Rule, Severity } from './rule.js';
import { rules as allRules } from './rules/index.js';
import type { Template } from './template.js';

/** A fault of one resource, with what to do about it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly stack: string;
  readonly address: string;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  readonly also: readonly string[];
}

/** A finding that somebody accepted, with the reason. */
export interface Accepted extends Finding {
  readonly because: string;
  readonly until: string;
}

export interface PolicyReport {
  /** Stacks and rules that were looked at: nothing found in nothing is no pass. */
  readonly stacks: readonly string[];
  readonly resources: number;
  readonly rules: number;
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
}

export interface PolicyOptions {
  /** ISO day, for acceptances that end. */
  readonly today: string;
  /** @default all of them */
  readonly rules?: readonly Rule[];
}

/** Bad acceptances are findings themselves: expired ones, ones without a reason or for a rule that is none. */
const acceptanceRule = {
  rule: 'acceptance',
  severity: 'error',
  why: 'An accepted finding is a decision with an end; without reason and day it is a hole.',
  remedy: 'Mend the finding, or accept it with a reason and a day: accept(resource, { rule, because, until }).',
  also: [],
} as const;

/** Checks stacks together: rules that look across see all of them. */
export function checkStacks(templates: readonly Template[], { today, rules = allRules }: PolicyOptions): PolicyReport {
  const byStack = new Map(templates.map((template) => [template.stack, template]));
  const known = new Set(allRules.concat(rules).map(({ id }) => id));
  const checked = templates.map((template) =>
    checkTemplate(template, { today, rules, known, others: (stack) => byStack.get(stack) }),
  );
  return {
    stacks: templates.map(({ stack }) => stack),
    resources: templates.reduce((sum, { resources }) => sum + resources.length, 0),
    rules: rules.length,
    findings: checked.flatMap(({ findings }) => findings),
    accepted: checked.flatMap(({ accepted }) => accepted),
  };
}

interface Context {
  readonly today: string;
  readonly rules: readonly Rule[];
  readonly known: ReadonlySet<string>;
  readonly others: (stack: string) => Template | undefined;
}

function checkTemplate(template: Template, { today, rules, known, others }: Context) {
  const { stack } = template;
  const valid = new Map<string, readonly Acceptance[]>();
  const findings: Finding[] = [];
  const accepted: Accepted[] = [];
  const places = [{ address: stack, accepted: template.accepted }, ...template.resources];
  for (const { address, accepted: acceptances } of places) {
    const faults = acceptances.map((acceptance) => faultOf(acceptance, today, known));
    for (const message of faults)
      if (message !== undefined) findings.push({ ...acceptanceRule, stack, address, message });
    valid.set(
      address,
      acceptances.filter((_, i) => faults[i] === undefined),
    );
  }
  for (const rule of rules)
    for (const { address, message } of rule.check(template, others)) {
      const { id, severity, why, remedy, also } = rule;
      const finding = { rule: id, severity, stack, address, message, why, remedy, also };
      const acceptance = [...(valid.get(address) ?? []), ...(valid.get(stack) ?? [])].find((one) => one.rule === id);
      if (acceptance === undefined) findings.push(finding);
      else accepted.push({ ...finding, because: acceptance.because, until: acceptance.until });
    }
  return { findings, accepted };
}
