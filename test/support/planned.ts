import { join } from 'node:path';
import { AwsProvider } from '#aws/provider';
import { App, TerraformStack } from '#cdktf';
import type { Construct } from 'constructs';
import { scratchFolder } from './program.js';
import { plan, plannedChanges, takeOffline, terraformEnvironment } from './terraform.js';

/** What Terraform would make, by address. */
export type PlannedValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Plans what `build` puts into a stack, with the real provider and no account.
 * @throws with what Terraform says where `validate` or `plan` refuses it
 */
export async function planned(build: (scope: Construct) => void): Promise<PlannedValues> {
  const folder = scratchFolder();
  const app = new App({ outdir: join(folder, 'cdktf.out'), context: { targetVersions: { terraform: '>=1.11.0' } } });
  const stack = new TerraformStack(app, 'test');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  stack.addOverride('terraform.required_providers.aws.version', '>= 5.100, < 7');
  build(stack);
  app.synth();
  takeOffline(folder, 'test');
  const env = await terraformEnvironment();
  const { code, text } = await plan(folder, 'test', env);
  if (code !== 0) throw new Error(text);
  const changes = await plannedChanges(folder, 'test', env);
  return Object.fromEntries(changes.map(({ address, change }) => [address, change.after ?? {}]));
}

/** The only planned resource of a type whose address includes `part`. */
export function only(values: PlannedValues, type: string, part = ''): Readonly<Record<string, unknown>> {
  const [found, another] = Object.entries(values).filter(
    ([address]) => address.startsWith(`${type}.`) && address.includes(part),
  );
  if (found === undefined || another !== undefined)
    throw new Error(`not one ${type} with ${part}; there are ${Object.keys(values).join(', ')}`);
  return found[1];
}
