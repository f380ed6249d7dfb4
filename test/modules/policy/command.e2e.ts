import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = mkdtempSync(join(tmpdir(), 'policy-command-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const tags = { company: 'acme', environment: 'prod', class: 'production' };
const provider = { aws: [{ allowed_account_ids: ['111122223333'], default_tags: [{ tags }] }] };

function folder(name: string, stacks: Readonly<Record<string, string>>): string {
  for (const [stack, text] of Object.entries(stacks)) {
    mkdirSync(join(root, name, 'stacks', stack), { recursive: true });
    writeFileSync(join(root, name, 'stacks', stack, 'cdk.tf.json'), text);
  }
  mkdirSync(join(root, name, 'stacks'), { recursive: true });
  return join(root, name);
}

const stack = (resource: unknown) => JSON.stringify({ terraform: {}, provider, resource });
const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/policy.mjs', ...args], { encoding: 'utf8' });

describe('npm run policy', () => {
  it('ends with 2 and says what to do', () => {
    const { status, stdout } = run(folder('open', { shop: stack({ aws_sqs_queue: { jobs: {} } }) }));
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^shop\n {2}error queue-encrypted \(CKV_AWS_27, SQSQueueSSE\): aws_sqs_queue\.jobs is not encrypted$/m,
    );
    expect(stdout).toMatch(/^3 errors, 0 warnings, 0 accepted; \d+ rules over 2 resources in 1 stack$/m);
  });

  it('ends with 0 where nothing is found, and with 2 for warnings only when asked', () => {
    const clean = folder('warned', { shop: stack({ aws_cloudwatch_log_group: { web: { retention_in_days: 30 } } }) });
    expect(run(clean)).toMatchObject({ status: 0, stdout: expect.stringContaining('0 errors, 1 warning') });
    expect(run(clean, '--warnings').status).toBe(2);
  });

  it('writes JSON for programs', () => {
    const { stdout } = run(folder('json', { shop: stack({}) }), '--json');
    expect(JSON.parse(stdout)).toMatchObject({ stacks: ['shop'], findings: [], accepted: [] });
  });

  it.each([
    ['a folder that is not there', () => [join(root, 'nowhere')], 66, 'run "npx cdktf synth" first'],
    ['a folder without stacks', () => [folder('empty', {})], 65, 'nothing was checked'],
    ['what is not JSON', () => [folder('torn', { shop: '{' })], 65, 'cdk.tf.json'],
    ['what is no stack', () => [folder('other', { shop: '{}' })], 65, 'is not the synthesized JSON of a stack'],
    ['an argument that is none', () => ['--jsno'], 64, 'npm run policy'],
    ['a day that is none', () => ['--today', 'tomorrow'], 64, 'write a day'],
  ])('refuses %s', (_what, args, status, message) => {
    const result = run(...args());
    expect(result).toMatchObject({ status, stdout: '' });
    expect(result.stderr).toContain(message);
  });
});
