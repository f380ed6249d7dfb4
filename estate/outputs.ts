import { parse } from './parse.js';
import type { Problem } from './problem.js';
import { formatPath } from './problem.js';
import { emptyMap } from './model.js';
import type { AddressesContract, FoundationContract, ProductContract, StackContract } from './contracts.js';
import { readContract } from './contracts.js';
import type { Tell } from './shape.js';
import { invalid } from './shape.js';
import { find } from './value.js';

export type {
  AddressesContract,
  Allocation,
  CertificateContract,
  FoundationContract,
  IngressContract,
  ProductContract,
  RecordToEnter,
  StackContract,
} from './contracts.js';

/** What the deployed stacks say, by stack name. */
export interface Outputs {
  readonly addresses: Readonly<Record<string, AddressesContract>>;
  readonly foundations: Readonly<Record<string, FoundationContract>>;
  readonly products: Readonly<Record<string, ProductContract>>;
}

export type OutputsRead =
  | { readonly ok: true; readonly outputs: Outputs }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface OutputsFile {
  readonly name: string;
  readonly text: string;
}

interface Found {
  readonly file: string;
  readonly contract: StackContract;
  readonly canonical: string;
}

/** Sorted keys: cdktf sorts them, people's tools may not. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/**
 * Merges `outputs/*.json`, one or more stacks a file. The same stack with the same contract may be in several; with two different ones it is an
 * error that names both files, because one of them is old. Keys that a later version added are ignored. Never throws.
 */
export function readOutputs(files: readonly OutputsFile[]): OutputsRead {
  const problems: Problem[] = [];
  const found = new Map<string, Found>();
  for (const { name: file, text } of files) {
    const parsed = parse(text, file);
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    const { root, place } = parsed;
    const tell: Tell = (at, path, code, message, remedy) => {
      problems.push({ code, file, ...place(at), path: formatPath(path), message, remedy });
    };
    if (root.kind !== 'map') {
      tell(
        root.at,
        [],
        'value',
        'not a file of outputs',
        'write it with cdktf deploy STACK --outputs-file outputs/STACK.json',
      );
      continue;
    }
    for (const [stack, { keyAt, value }] of root.entries) {
      const written = find(value, ['contract']);
      // A stack without a contract is not ours: people may keep their own stacks in the same app.
      if (written === undefined) continue;
      const contract = readContract(written, tell);
      if (contract === invalid) continue;
      const other = found.get(stack);
      const mine: Found = { file, contract, canonical: canonical(contract) };
      if (other !== undefined && other.canonical !== mine.canonical)
        tell(
          keyAt,
          [stack],
          'conflict',
          `${other.file} has another contract of this stack`,
          `delete the older of ${other.file} and ${file}, or write both again: cdktf output ${stack} --outputs-file outputs/${stack}.json`,
        );
      else if (other === undefined) found.set(stack, mine);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const addresses = emptyMap<AddressesContract>();
  const foundations = emptyMap<FoundationContract>();
  const products = emptyMap<ProductContract>();
  for (const [stack, { contract }] of found) {
    if (contract.schema === 'addresses/v1') addresses[contract.environment] = contract;
    else if (contract.schema === 'foundation/v1') foundations[contract.environment] = contract;
    else products[stack] = contract;
  }
  return { ok: true, outputs: { addresses, foundations, products } };
}

/** The addresses that partners open to: of the product's ingress, or (egress) of the environment. Undefined until they are deployed. */
export function announcedAddresses(
  outputs: Outputs,
  environment: string,
  direction: { readonly ingress: string } | 'egress',
): readonly string[] | undefined {
  const contract = outputs.addresses[environment];
  const allocations = direction === 'egress' ? contract?.egress : contract?.ingress[direction.ingress];
  return allocations === undefined ? undefined : Object.values(allocations).map(({ ip }) => ip);
}
