import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Estate,
  formatProblem,
  type Outputs,
  type OutputsFile,
  readOutputs,
  unknownAccount,
} from '../../estate/index.js';
import { Fault } from '../model/fault.js';
import { systemCode } from './durable.js';
import { fileFault } from './files.js';

/** A contract of a stack is a few KiB; a hundred products stay below. */
const largestOutputs = 4 * 1024 * 1024;

/**
 * What the deployed stacks say: every `outputs/*.json` beside the estate file. No folder is no outputs.
 * @throws Fault `data` with every problem, `changed` where outputs are of another account or region than the estate says
 */
export async function loadOutputs(estate: Estate, folder: string): Promise<Outputs> {
  const place = join(folder, 'outputs');
  const names = await readdir(place).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileFault(place, error);
  });
  const files: OutputsFile[] = [];
  for (const name of names.filter((each) => each.endsWith('.json')).toSorted()) {
    const path = join(place, name);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw fileFault(path, error);
    });
    if (bytes.length > largestOutputs)
      throw new Fault(
        'data',
        `${path} is larger than ${largestOutputs} bytes`,
        'It is no file of outputs: move it away.',
      );
    files.push({ name: path, text: bytes.toString('utf8') });
  }
  const read = readOutputs(files);
  if (!read.ok) throw new Fault('data', read.problems.map(formatProblem).join('\n'), `See docs/contract.md §3.`);
  refuseOthers(estate, read.outputs);
  return read.outputs;
}

/** Addresses of another account would be announced, allowed, and lead nowhere. */
function refuseOthers(estate: Estate, { addresses, foundations, products }: Outputs): void {
  for (const contract of [addresses, foundations, products].flatMap((each) => Object.values(each))) {
    const environment = estate.environments[contract.environment];
    if (environment === undefined) continue;
    const { account } = environment;
    if (account !== unknownAccount && contract.account !== account)
      throw new Fault(
        'changed',
        `outputs/ has ${contract.environment} in account ${contract.account}, estate.yaml says ${account}`,
        `Deploy ${contract.environment} in the right account and write its outputs again, or correct environments.${contract.environment}.account.`,
      );
    if (contract.region !== estate.region)
      throw new Fault(
        'changed',
        `outputs/ has ${contract.environment} in ${contract.region}, estate.yaml says ${estate.region}`,
        'Deploy again and write the outputs again, or correct the region.',
      );
  }
}
