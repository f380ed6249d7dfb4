import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from '#cdktf';
import { AwsProvider } from '#aws/provider';
import { SqsQueue } from '#aws/sqs-queue';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accept, addPolicy, checkStacks, readTemplate, reportText, rules } from '../../../modules/policy/index.js';
import type { Acceptance, Rule } from '../../../modules/policy/index.js';
import { aStack } from '../../support/policy.js';
import { cases } from './cases.js';

const today = '2027-01-01';
const because = 'the load test needs it for a week';
const queue = (accepted?: Partial<Acceptance>) => ({
  resource: {
    aws_sqs_queue: {
      jobs: {
        ...(accepted && { '//': { policy: [{ rule: 'queue-encrypted', because, until: '2027-06-30', ...accepted }] } }),
      },
    },
  },
});
const found = (written: Parameters<typeof aStack>[0]) =>
  checkStacks([aStack(written)], { today }).findings.map(({ rule, address, message }) => [rule, address, message]);

describe('an accepted finding', () => {
  it('is no finding, but is shown with its reason', () => {
    const report = checkStacks([aStack(queue({}))], { today });
    expect(report.findings.map(({ rule }) => rule)).not.toContain('queue-encrypted');
    expect(report.accepted).toEqual([
      expect.objectContaining({ rule: 'queue-encrypted', address: 'aws_sqs_queue.jobs', because, until: '2027-06-30' }),
    ]);
    expect(reportText(report)).toContain(
      'accepted queue-encrypted: shop-prod aws_sqs_queue.jobs until 2027-06-30: the load test needs it for a week',
    );
  });

  it('excuses neither other rules nor other resources', () => {
    const rest = found({ resource: { aws_sqs_queue: { ...queue({}).resource.aws_sqs_queue, other: {} } } });
    expect(rest).toContainEqual(['queue-tls', 'aws_sqs_queue.jobs', expect.anything()]);
    expect(rest).toContainEqual(['queue-encrypted', 'aws_sqs_queue.other', expect.anything()]);
  });

  it('in the stack holds for all of it', () => {
    const all = found({
      ...queue(),
      '//': { policy: [{ rule: 'queue-encrypted', because, until: '2027-06-30' }] },
    });
    expect(all.map(([rule]) => rule)).not.toContain('queue-encrypted');
  });

  it.each<[string, Partial<Acceptance>, string]>([
    [
      'the day after its last',
      { until: '2026-12-31' },
      'accepted queue-encrypted until 2026-12-31: mend it, or accept it anew',
    ],
    ['without a reason', { because: 'ok' }, 'accepts queue-encrypted without a reason; write why it is right here'],
    ['without a day', { until: 'soon' }, 'accepts queue-encrypted until "soon"; write a day like 2027-06-30'],
    [
      'on a day that is none',
      { until: '2027-02-31x' },
      'accepts queue-encrypted until "2027-02-31x"; write a day like 2027-06-30',
    ],
    ['for a rule that is none', { rule: 'queue-encryption' }, 'accepts "queue-encryption", which is no rule'],
  ])('%s is a finding itself, and excuses nothing', (_what, accepted, message) => {
    const all = found(queue(accepted));
    expect(all).toContainEqual(['acceptance', 'aws_sqs_queue.jobs', message]);
    expect(all).toContainEqual(['queue-encrypted', 'aws_sqs_queue.jobs', 'is not encrypted']);
  });

  it('holds on its last day', () => {
    expect(found(queue({ until: today })).map(([rule]) => rule)).not.toContain('queue-encrypted');
  });
});

describe('a report', () => {
  it('names what was looked at: nothing found in nothing is no pass', () => {
    expect(checkStacks([], { today })).toMatchObject({ stacks: [], resources: 0, findings: [] });
    expect(reportText(checkStacks([aStack(queue({}))], { today }))).toMatch(
      new RegExp(`^\\d errors?, \\d warnings?, 1 accepted; ${rules.length} rules over 2 resources in 1 stack$`, 'm'),
    );
  });

  it('shows what would steer a terminal', () => {
    const report = checkStacks([aStack({ resource: { aws_sqs_queue: { 'jobs\u001B[31m': {} } } })], { today });
    expect(reportText(report)).not.toContain('\u001B');
    expect(reportText(report)).toContain('jobs\\u001b[31m');
  });

  it('sees resources in whatever way Terraform takes them', () => {
    const lists = { terraform: {}, resource: { aws_sqs_queue: [{ jobs: [{}] }] } };
    const { findings } = checkStacks([readTemplate('shop', lists)], { today });
    expect(findings.map(({ rule }) => rule)).toContain('queue-encrypted');
  });

  it('is made of any JSON without a crash', () => {
    const types = [
      ...new Set(
        Object.values(cases).flatMap(({ fails }) => fails.flatMap(([{ resource = {} }]) => Object.keys(resource))),
      ),
    ];
    const values = new Map<string, unknown>();
    for (const { fails, passes } of Object.values(cases))
      for (const written of [...passes, ...fails.map(([one]) => one)])
        for (const byId of Object.values(written.resource ?? {}))
          for (const config of Object.values(byId))
            for (const key of Object.keys(Object(config))) values.set(key, undefined);
    const config = fc.dictionary(fc.constantFrom(...values.keys()), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        config,
        fc.constantFrom('production', 'ephemeral'),
        (type, written, kind) => {
          const report = checkStacks([aStack({ resource: { [type]: { x: written } }, class: kind })], { today });
          expect(reportText(report)).toContain('1 stack');
        },
      ),
    );
  });

  it('is not made of what is no stack', () => {
    expect(() => readTemplate('x', [])).toThrow('x is not the synthesized JSON of a stack');
    expect(() => readTemplate('x', { resource: {} })).toThrow('it has no "terraform"');
  });

  it('takes rules of your own', () => {
    const rule: Rule = {
      id: 'no-queues',
      title: 'There are no queues',
      why: 'We use something else.',
      remedy: 'Use it.',
      severity: 'warning',
      also: [],
      check: (template) => template.of('aws_sqs_queue').map(({ address }) => ({ address, message: 'is a queue' })),
    };
    const { findings } = checkStacks([aStack(queue({ rule: 'no-queues' })), aStack(queue(), 'b')], {
      today,
      rules: [rule],
    });
    expect(findings).toEqual([expect.objectContaining({ rule: 'no-queues', stack: 'b', message: 'is a queue' })]);
  });
});

describe('an app', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'policy-'));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  function anApp(
    kind: string,
    change?: (queues: { readonly jobs: SqsQueue; readonly stack: TerraformStack }) => void,
  ): App {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'shop');
    new AwsProvider(stack, 'aws', {
      allowedAccountIds: ['111122223333'],
      defaultTags: [{ tags: { company: 'acme', environment: 'x', class: kind } }],
    });
    const jobs = new SqsQueue(stack, 'jobs', { name: 'jobs-dlq', sqsManagedSseEnabled: true });
    change?.({ jobs, stack });
    addPolicy(app, { today });
    return app;
  }

  it('with a finding does not synthesize', () => {
    expect(() => anApp('production').synth()).toThrow(
      /error queue-tls: shop aws_sqs_queue\.jobs answers plain HTTP\. Deny sqs:\* where aws:SecureTransport is false\./,
    );
  });

  it('with an accepted finding does, and the acceptance is in its JSON', () => {
    const app = anApp('production', ({ jobs, stack }) => {
      accept(jobs, { rule: 'queue-tls', because, until: '2027-06-30' });
      accept(jobs, { rule: 'queue-encrypted', because, until: '2027-06-30' });
      accept(stack, { rule: 'tags', because, until: '2027-06-30' });
    });
    app.synth();
    const json = JSON.parse(readFileSync(join(outdir, 'stacks/shop/cdk.tf.json'), 'utf8'));
    expect(json.resource.aws_sqs_queue.jobs['//'].policy).toHaveLength(2);
    expect(checkStacks([readTemplate('shop', json)], { today }).accepted.map(({ rule }) => rule)).toEqual([
      'queue-tls',
    ]);
    expect(json['//'].policy).toEqual([{ rule: 'tags', because, until: '2027-06-30' }]);
  });

  it('sees stacks that are added later, and reads of production from an ephemeral one', () => {
    const app = anApp('ephemeral', ({ jobs, stack }) => {
      accept(jobs, { rule: 'queue-tls', because, until: '2027-06-30' });
      stack.addOverride('data.terraform_remote_state.p', {
        backend: 'local',
        config: { path: '../../x/prod.tfstate' },
      });
    });
    const prod = new TerraformStack(app, 'prod');
    new AwsProvider(prod, 'aws', {
      allowedAccountIds: ['111122223333'],
      defaultTags: [{ tags: { company: 'acme', environment: 'prod', class: 'production' } }],
    });
    expect(() => app.synth()).toThrow('data.terraform_remote_state.p reads prod of production');
  });

  it.each<[Partial<Acceptance>, string]>([
    [{ rule: 'queue-tsl' }, 'shop/jobs accepts "queue-tsl", which is no rule'],
    [{ because: 'ok' }, 'shop/jobs accepts queue-tls without a reason'],
    [{ until: 'next year' }, 'write a day like 2027-06-30'],
  ])('accepting with %j is refused at once', (wrong, message) => {
    expect(() =>
      anApp('production', ({ jobs }) => accept(jobs, { rule: 'queue-tls', because, until: '2027-06-30', ...wrong })),
    ).toThrow(message);
  });

  describe('synthesized', () => {
    beforeAll(() =>
      anApp('development', ({ jobs }) => accept(jobs, { rule: 'queue-tls', because, until: '2027-06-30' })).synth(),
    );

    it('keeps its acceptances', () => {
      const json = JSON.parse(readFileSync(join(outdir, 'stacks/shop/cdk.tf.json'), 'utf8'));
      expect(
        checkStacks([readTemplate('shop', json)], { today: '2027-07-01' }).findings.map(({ rule }) => rule),
      ).toEqual(['acceptance', 'queue-tls']);
    });
  });
});
