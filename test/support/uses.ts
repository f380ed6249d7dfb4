import { TerraformOutput } from '#cdktf';
import type { Construct } from 'constructs';
import type { Use } from '../../modules/core/index.js';
import { synth } from './synth.js';
import type { Template } from './synth.js';

/** The synthesized stack, and the uses that `build` returns by name, with references as Terraform sees them: `${aws_sqs_queue.jobs….url}`. */
export function synthUses(build: (scope: Construct) => Readonly<Record<string, Use>>): {
  readonly template: Template;
  readonly uses: Readonly<Record<string, unknown>>;
} {
  const template = synth((scope) => {
    new TerraformOutput(scope, 'uses', { value: build(scope), staticId: true });
  });
  const output: unknown = template.json['output'];
  if (!isRecord(output) || !isRecord(output['uses']) || !isRecord(output['uses']['value']))
    throw new Error('the stack has no output `uses`');
  return { template, uses: output['uses']['value'] };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any reference to an attribute of a resource of a type: `${aws_db_instance.db_instance_1A2B.address}`. */
export function reference(type: string, attribute: string): RegExp {
  return new RegExp(`^\\$\\{${type}\\.[A-Za-z0-9_-]+\\.${attribute}\\}$`);
}
