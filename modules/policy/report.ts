import type { Finding, PolicyReport } from './check.js';

/** Names in JSON come from people: what steers a terminal is shown, not obeyed. */
const plain = (text: string) =>
  text.replace(
    /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** One finding, with what to do. */
export function findingText({ severity, rule, stack, address, message, remedy }: Finding): string {
  return plain(`${severity} ${rule}: ${stack} ${address} ${message}. ${remedy}`);
}

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The report for people: findings by stack and resource, then what was accepted, then the sum. */
export function reportText({ stacks, resources, rules, findings, accepted }: PolicyReport): string {
  const lines = stacks.flatMap((stack) => {
    const here = findings.filter((finding) => finding.stack === stack);
    return here.length === 0 ? [] : [plain(stack), ...here.flatMap(block), ''];
  });
  const excused = accepted.map(({ rule, stack, address, because, until }) =>
    plain(`accepted ${rule}: ${stack} ${address} until ${until}: ${because}`),
  );
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sum = `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}, ${accepted.length} accepted; ${count(rules, 'rule')} over ${count(resources, 'resource')} in ${count(stacks.length, 'stack')}`;
  return [...lines, ...excused, ...(excused.length > 0 ? [''] : []), sum, ''].join('\n');
}

function block({ severity, rule, address, message, remedy, also }: Finding): readonly string[] {
  const same = also.length > 0 ? ` (${also.join(', ')})` : '';
  return [plain(`  ${severity} ${rule}${same}: ${address} ${message}`), plain(`    ${remedy}`)];
}
