// The second opinion: judges Checkov's report. Each of its findings is mended or listed with a reason in .ci/checkov.json; whatever else would let
// it pass in silence (parsing errors, no checks, rows that no longer match) fails.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Checkov writes an object for one framework, a list for several, and a bare summary where it found nothing to read. */
const reportsOf = (output) => (Array.isArray(output) ? output : [output]);

/** `storefront-prod aws_lb.ingress_alb`: the stack's folder and the resource, which some checks call `resource.<id>`. */
const placeOf = ({ file_path: file, resource }) => `${file.split('/').at(-2)} ${resource}`;

/**
 * @param {unknown} output Checkov's JSON
 * @param {{check: string, where: string, because: string}[]} accepted `where` is a regular expression over "STACK RESOURCE"
 * @param {string[]} stacks that must have been read
 * @returns {{lines: string[], failed: boolean}}
 */
export function judge(output, accepted, stacks) {
  const reports = reportsOf(output);
  const sum = (key) => reports.reduce((total, { summary }) => total + (summary?.[key] ?? 0), 0);
  const results = reports.map((report) => report.results ?? {});
  const failed = results.flatMap(({ failed_checks: checks = [] }) => checks);
  const checked = [...failed, ...results.flatMap(({ passed_checks: checks = [] }) => checks)];
  const lines = [];
  if (sum('parsing_errors') > 0)
    lines.push(
      `${sum('parsing_errors')} parsing errors: Checkov skips such files in silence (terraform.required_version is one cause)`,
    );
  if (checked.length === 0) lines.push('no checks ran');
  const seen = new Set(checked.map(({ file_path: file }) => file.split('/').at(-2)));
  for (const stack of stacks) if (!seen.has(stack)) lines.push(`${stack}: no check looked at it`);
  const used = new Set();
  for (const finding of failed) {
    const place = placeOf(finding);
    const row = accepted.find(({ check, where }) => check === finding.check_id && new RegExp(where).test(place));
    if (row === undefined) lines.push(`${finding.check_id} ${place}: ${finding.check_name}`);
    else used.add(row);
  }
  for (const row of accepted) {
    if (!used.has(row))
      lines.push(`.ci/checkov.json: ${row.check} at ${row.where} matches nothing any more: take it out`);
    if (row.because.length < 20) lines.push(`.ci/checkov.json: ${row.check} at ${row.where} has no reason`);
  }
  return {
    failed: lines.length > 0,
    lines: [
      ...lines,
      `Checkov: ${checked.length - failed.length} checks passed, ${failed.length} did not, in ${seen.size} stacks; ${accepted.length} reasons`,
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [report, ...stacks] = process.argv.slice(2);
  const { lines, failed } = judge(
    JSON.parse(readFileSync(report, 'utf8')),
    JSON.parse(readFileSync('.ci/checkov.json', 'utf8')),
    stacks,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = failed ? 1 : 0;
}
