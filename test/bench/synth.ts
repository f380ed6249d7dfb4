import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pair, ratioFigure, run, scratch, type Command, type Figure } from './measure.js';

const provider = '@cdktf/provider-aws';

interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

const stacksOf = (estate: string, out: string, only?: string): Command => ({
  name: `synth ${estate}`,
  argv: ['bin/stacks.js'],
  env: { ESTATE: resolve(estate), CDKTF_OUTDIR: out, ...(only !== undefined && { STACKS: only }) },
});

function readStacks(out: string): readonly (readonly [string, StackJson])[] {
  const folder = join(out, 'stacks');
  return readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))]);
}

const countOf = (stacks: readonly (readonly [string, StackJson])[]): number =>
  stacks.reduce(
    (sum, [, { resource = {} }]) =>
      sum + Object.values(resource).reduce((count, all) => count + Object.keys(all).length, 0),
    0,
  );

/** The module of the provider that holds a resource type, and the name of its class. */
async function classOf(type: string): Promise<readonly [module: string, name: string]> {
  const module = type.slice('aws_'.length).replaceAll('_', '-');
  const exported: Readonly<Record<string, { readonly tfResourceType?: string }>> = await import(
    `${provider}/lib/${module}/index.js`
  );
  const name = Object.keys(exported).find((key) => exported[key]?.tfResourceType === type);
  if (name === undefined) throw new Error(`${provider} has no class for ${type}`);
  return [module, name];
}

/** The barrel's own export names are namespaces by module, in camel case. */
const namespace = (module: string) => module.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The least CDKTF app that makes the same resources: one `new` and literal arguments each. `barrel` imports the whole provider. */
async function bareApp(
  stacks: readonly (readonly [string, StackJson])[],
  imports: 'modules' | 'barrel',
): Promise<string> {
  const types = [...new Set(stacks.flatMap(([, { resource = {} }]) => Object.keys(resource)))];
  const classes = new Map(await Promise.all(types.map(async (type) => [type, await classOf(type)] as const)));
  const lines = [`import { App, TerraformStack } from ${JSON.stringify(import.meta.resolve('cdktf'))};`];
  if (imports === 'barrel') lines.push(`import aws from ${JSON.stringify(import.meta.resolve(provider))};`);
  for (const [module, name] of classes.values())
    lines.push(
      imports === 'barrel'
        ? `const { ${name} } = aws.${namespace(module)};`
        : `import { ${name} } from ${JSON.stringify(import.meta.resolve(`${provider}/lib/${module}/index.js`))};`,
    );
  lines.push('const app = new App({ outdir: process.env.CDKTF_OUTDIR, skipValidation: true });');
  for (const [index, [stack, { resource = {}, ...rest }]] of stacks.entries()) {
    lines.push(`const s${index} = new TerraformStack(app, ${JSON.stringify(stack)});`);
    for (const [key, value] of Object.entries(rest))
      if (key !== '//') lines.push(`s${index}.addOverride(${JSON.stringify(key)}, ${JSON.stringify(value)});`);
    for (const [type, all] of Object.entries(resource))
      for (const [id, { '//': _, ...config }] of Object.entries(all))
        lines.push(
          `{ const r = new ${classes.get(type)?.[1] ?? ''}(s${index}, ${JSON.stringify(id)}, {}); r.overrideLogicalId(${JSON.stringify(id)}); const c = ${JSON.stringify(config)}; for (const k in c) r.addOverride(k, c[k]); }`,
        );
  }
  lines.push('app.synth();');
  const file = scratch(`bare-${imports}.mjs`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

const environment = (name: string, kind: string, net: number) =>
  `  ${name}: { class: ${kind}, account: "11112222333${net}", cidr: 10.${net}.0.0/16, azs: [us-east-1a, us-east-1b], alarms: [ops@acme.example] }`;

const product = (n: number) => `  p${n}:
    environments: [dev, stage, prod]
    ingress: { kind: internal, to: { "/": web }, host: p${n}.cut.acme.example }
    services: { web: { image: p${n}/web, port: 8080, uses: { db: rw, jobs: send, files: rw } } }
    fleets: { worker: { ami: base, type: m7i.large, uses: { db: rw, jobs: receive } } }
    data: { db: { kind: postgres, version: "16" }, jobs: { kind: queue }, files: { kind: bucket } }
    overrides: { dev: { ingress: { kind: none } }, stage: { ingress: { kind: none } } }`;

/** An estate of many products, each with a service, a worker fleet, a database, a queue and a bucket, in three environments. */
function estateOf(products: number): string {
  const text = [
    'schema: estate/v1',
    'company: acme',
    'region: us-east-1',
    'environments:',
    environment('dev', 'development', 1),
    environment('stage', 'staging', 2),
    environment('prod', 'production', 3),
    'zones:',
    '  cut.acme.example: { at: route53, in: prod }',
    'products:',
    ...Array.from({ length: products }, (_, n) => product(n)),
    '',
  ].join('\n');
  const file = scratch(`estate-${products}.yaml`);
  writeFileSync(file, text);
  return file;
}

/** Synthesis of the example against a bare app and the barrel import; growth over many products. */
export async function synthFigures(counts: readonly number[], repeats: number): Promise<Figure[]> {
  const out = scratch('synth');
  const example = 'examples/utah/estate.yaml';
  await run(stacksOf(example, out));
  const stacks = readStacks(out);
  const env = { CDKTF_OUTDIR: scratch('bare') };
  const bare = { name: 'bare app', argv: [await bareApp(stacks, 'modules')], env };
  const barrel = { name: 'barrel import', argv: [await bareApp(stacks, 'barrel')], env };
  const ours = await pair(stacksOf(example, out), bare, repeats);
  const other = await pair(stacksOf(example, out), barrel, Math.min(repeats, 2));
  const figures: Figure[] = [
    {
      what: `synth of the example, ${countOf(stacks)} resources, whole process`,
      value: `${ours.a.seconds.toFixed(2)} s`,
    },
    ratioFigure('synth of the example against a bare CDKTF app of the same resources', ours.ratio, 1.2),
    { what: 'synth of the example against the same with the barrel import', value: `${other.ratio.toFixed(2)}x` },
  ];
  let before: number | undefined;
  for (const count of counts) {
    const file = estateOf(count);
    const folder = scratch(`synth-${count}`);
    const { seconds, peakMB } = await run(stacksOf(file, folder));
    const resources = countOf(readStacks(folder));
    const each = (seconds / resources) * 1000;
    const growth = before === undefined ? '' : `, ${(each / before).toFixed(2)}x a resource`;
    figures.push({
      what: `synth ${count} products x 3 environments, ${resources} resources`,
      value: `${seconds.toFixed(2)} s`,
      target: `${Math.round(peakMB)} MB, ${each.toFixed(2)} ms a resource${growth}`,
    });
    before = each;
    const one = await run(stacksOf(file, scratch(`synth-one-${count}`), 'p0-prod'));
    figures.push({
      what: `the same with STACKS=p0-prod`,
      value: `${one.seconds.toFixed(2)} s`,
      target: `${Math.round(one.peakMB)} MB`,
    });
  }
  return figures;
}
