// npm run policy -- [FOLDER] [--json] [--warnings] [--today DAY]: the rule pack over the synthesized stacks in FOLDER (default cdktf.out).
// Ends with 0 where nothing was found, 2 with findings, 64 for wrong arguments, 65 where there is nothing to check or it is not JSON of stacks, 66 without the folder.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSource } from './load-source.mjs';

const usage = 'npm run policy -- [FOLDER] [--json] [--warnings] [--today 2027-03-01]\n';

function stop(code, message) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        // Warnings fail, too.
        warnings: { type: 'boolean', default: false },
        today: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      },
    });
    if (positionals.length > 1) throw new Error(`one folder, not ${positionals.length}`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(values.today))
      throw new Error(`--today ${values.today}: write a day like 2027-03-01`);
    return { ...values, folder: positionals[0] ?? 'cdktf.out' };
  } catch (error) {
    return stop(64, `${error.message}\n${usage}`);
  }
}

const { folder, json, warnings, today } = readArguments();
const stacks = join(folder, 'stacks');
if (!existsSync(stacks)) stop(66, `${stacks} does not exist: run "npx cdktf synth" first, or name the folder it wrote`);
const { checkStacks, readTemplate, reportText } = await loadSource('modules/policy/json.ts');

const templates = readdirSync(stacks)
  .toSorted()
  .filter((name) => existsSync(join(stacks, name, 'cdk.tf.json')))
  .map((name) => {
    const path = join(stacks, name, 'cdk.tf.json');
    try {
      return readTemplate(name, JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      return stop(65, `${path}: ${error.message}`);
    }
  });
if (templates.length === 0) stop(65, `${stacks} holds no stack: nothing was checked`);

const report = checkStacks(templates, { today });
process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
const failing = report.findings.filter(({ severity }) => warnings || severity === 'error');
process.exitCode = failing.length > 0 ? 2 : 0;
