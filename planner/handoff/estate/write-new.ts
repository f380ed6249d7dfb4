import { formatProblem, loadEstate } from '../../../estate/index.js';
import { FindingLog } from '../../model/finding.js';
import type { Plan } from '../../plan/plan.js';
import { slug } from '../../waves/products/names.js';
import type { Handoff } from '../handoff.js';
import { draftEstate, type EstateDraft } from './estate-draft.js';
import { newEstateText } from './new-estate.js';
import { freeNetworks } from './networks.js';

/** Stands for a company whose name nobody told. */
const anyCompany = 'my-company';

/** Longest name of a company in the estate file. */
const longestCompany = 20;

/** A new `estate.yaml`. */
export function writeNew(plan: Plan, company: string | undefined): Handoff {
  const draft = draftEstate(plan, undefined);
  const log = new FindingLog();
  const told = slug(company ?? plan.company ?? '')
    ?.slice(0, longestCompany)
    .replace(/-+$/, '');
  const known = told !== undefined && told.length > 1;
  const networks = networksOf(plan, draft, log);
  const text = newEstateText(
    draft,
    {
      company: known ? told : anyCompany,
      companyUnknown: !known,
      region: plan.book.region,
      start: plan.options.start,
      inputs: plan.inputs,
    },
    networks,
  );
  if (!known) {
    log.add({
      severity: 'warning',
      code: 'estate-fill-in',
      file: estatePath,
      value: anyCompany,
      message: `the name of the company is not known: company: ${anyCompany} stands for it`,
      remedy: 'write it before anything is built: it is the prefix of everything',
    });
  }
  tellDraft(draft, log);
  const loaded = loadEstate(text, estatePath);
  for (const problem of loaded.ok ? [] : loaded.problems) {
    log.add({
      severity: 'error',
      code: 'estate-invalid',
      file: estatePath,
      row: problem.line,
      message: formatProblem(problem),
      remedy: 'correct what the inventory says there, or the file',
    });
  }
  return { files: [{ path: estatePath, text }], findings: log.list() };
}

export const estatePath = 'estate.yaml';

/** Networks for the environments that have to be made. */
export function networksOf(
  { servers }: Plan,
  { environments }: EstateDraft,
  log: FindingLog,
  taken: readonly string[] = [],
): ReadonlyMap<string, string> {
  const next = freeNetworks(Array.from(servers, ({ server }) => server.ips).flat(), taken);
  const networks = new Map<string, string>();
  for (const { name } of environments) {
    const free = next();
    if (free === undefined) {
      log.add({
        severity: 'error',
        code: 'estate-no-network',
        file: estatePath,
        value: name,
        message: `no /16 network is free of addresses of the inventory: environments.${name}.cidr overlaps some of them`,
        remedy: 'choose a network that the datacenter does not use',
      });
    }
    networks.set(name, free ?? '10.20.0.0/16');
  }
  return networks;
}

/** What a person has to write or check, because no inventory holds it. */
export function tellDraft({ environments, products, unnameable }: EstateDraft, log: FindingLog): void {
  for (const { name } of environments) {
    log.add({
      severity: 'info',
      code: 'estate-fill-in',
      file: estatePath,
      value: name,
      message: `environments.${name}: account, network and availability zones are not known; neutral values stand there`,
      remedy: 'write the account, and check cidr and azs, before anything is deployed',
    });
  }
  for (const { name, parts, remarks } of products) {
    for (const { section, name: part, blanks } of parts) {
      if (blanks.length === 0) continue;
      log.add({
        severity: 'info',
        code: 'estate-fill-in',
        file: estatePath,
        value: `products.${name}.${section}.${part}`,
        message: `products.${name}.${section}.${part} needs ${blanks.join('; ')}`,
        remedy: 'a neutral value stands for it: check it, or write yours',
      });
    }
    for (const { server, text, remedy } of remarks) {
      if (remedy === undefined) continue;
      log.add({
        severity: 'warning',
        code: 'estate-unwritten',
        file: estatePath,
        server,
        message: `${server} ${text}; products.${name} has nothing in its place yet`,
        remedy,
      });
    }
  }
  for (const server of unnameable) {
    log.add({
      severity: 'error',
      code: 'estate-unnameable',
      file: estatePath,
      server,
      message: 'its name cannot stand in an estate file: it is empty, too long or holds invisible characters',
      remedy: 'correct the name in the inventory',
    });
  }
}
