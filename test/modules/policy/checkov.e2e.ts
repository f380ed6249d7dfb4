import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = mkdtempSync(join(tmpdir(), 'policy-checkov-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const check = (id: string, stack: string, resource: string) => ({
  check_id: id,
  check_name: `says ${id}`,
  file_path: `/utah/stacks/${stack}/cdk.tf.json`,
  resource,
});
const passed = check('CKV_AWS_1', 'shop-prod', 'aws_s3_bucket.a');
const failed = check('CKV_AWS_18', 'shop-prod', 'aws_s3_bucket.a');
const row = { check: 'CKV_AWS_18', where: '^shop-prod aws_s3_bucket', because: 'logs are an option of each bucket' };

function report(results: { failed_checks?: unknown[]; passed_checks?: unknown[] }, parsingErrors = 0) {
  return { check_type: 'terraform_json', results, summary: { parsing_errors: parsingErrors } };
}

function judged(output: unknown, accepted: readonly unknown[] = [], stacks: readonly string[] = ['shop-prod']) {
  mkdirSync(join(root, '.ci'), { recursive: true });
  writeFileSync(join(root, 'report.json'), JSON.stringify(output));
  writeFileSync(join(root, '.ci/checkov.json'), JSON.stringify(accepted));
  const script = resolve('scripts/policy.checkov.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'report.json', ...stacks], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout: stdout + stderr };
}

describe("Checkov's report", () => {
  it('passes where each finding has its reason', () => {
    expect(judged(report({ failed_checks: [failed], passed_checks: [passed] }), [row])).toEqual({
      status: 0,
      stdout: 'Checkov: 1 checks passed, 1 did not, in 1 stacks; 1 reasons\n',
    });
  });

  it.each([
    [
      'a finding without a reason',
      report({ failed_checks: [failed] }),
      [],
      'CKV_AWS_18 shop-prod aws_s3_bucket.a: says CKV_AWS_18',
    ],
    ['parsing errors, which it passes over in silence', report({ passed_checks: [passed] }, 1), [], '1 parsing errors'],
    ['no checks at all', report({}), [], 'no checks ran'],
    ['a summary without results, as of an empty folder', { passed: 0, failed: 0 }, [], 'no checks ran'],
    ['a reason that matches nothing any more', report({ passed_checks: [passed] }), [row], 'matches nothing any more'],
    ['a reason that is none', report({ failed_checks: [failed] }), [{ ...row, because: 'ok' }], 'has no reason'],
    [
      'a reason for another stack',
      report({ failed_checks: [check('CKV_AWS_18', 'shop-dev', 'aws_s3_bucket.a'), failed] }),
      [row],
      'CKV_AWS_18 shop-dev aws_s3_bucket.a',
    ],
  ])('fails on %s', (_what, output, accepted, message) => {
    const { status, stdout } = judged(output, accepted);
    expect(status).toBe(1);
    expect(stdout).toContain(message);
  });

  it('fails on a stack that it did not read', () => {
    expect(judged(report({ passed_checks: [passed] }), [], ['shop-prod', 'mail-prod'])).toEqual({
      status: 1,
      stdout: expect.stringContaining('mail-prod: no check looked at it'),
    });
  });

  it('reads the reports of several frameworks', () => {
    expect(judged([report({ passed_checks: [passed] }), report({ failed_checks: [failed] })], [row]).status).toBe(0);
  });
});
