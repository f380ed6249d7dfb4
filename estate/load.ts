import { checkEnvironments, checkZones } from './checks/environments.js';
import { checkNames } from './checks/names.js';
import { checkPartners, checkPlan } from './checks/partners.js';
import { checkProducts } from './checks/products.js';
import type { Scene } from './checks/scene.js';
import type { Estate, Product } from './model.js';
import { each } from './model.js';
import { parse } from './parse.js';
import type { Placer } from './parse.js';
import type { Path, Problem } from './problem.js';
import { formatPath } from './problem.js';
import type { WrittenDeployment, WrittenProduct } from './resolve.js';
import { resolveProduct } from './resolve.js';
import type { Environment } from './schema/environments.js';
import { resolveEnvironment } from './schema/environments.js';
import type { estateFile } from './schema/estate.js';
import { estateFields } from './schema/estate.js';
import type { Partner } from './schema/partners.js';
import { resolvePartner } from './schema/partners.js';
import { noPlan } from './schema/plan.js';
import { deployed, deployedFields } from './schema/products.js';
import type { Zone } from './schema/zones.js';
import { resolveZone } from './schema/zones.js';
import type { Infer, Tell } from './shape.js';
import { invalid, isEmpty, readFields } from './shape.js';
import type { Entry, Value } from './value.js';
import { find, merge, offsetOf } from './value.js';

/** The file behind an estate, for messages that point into it. */
export interface EstateDocument {
  readonly file: string;
  readonly text: string;
  /** Line and column, from 1, of what is written at the path or, where nothing is, of what would hold it. */
  readonly locate: (path: Path) => { readonly line: number; readonly column: number };
}

export type Loaded =
  | {
      readonly ok: true;
      readonly estate: Estate;
      readonly warnings: readonly Problem[];
      readonly document: EstateDocument;
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

const maxProblems = 1000;

/** Collects problems in the order of the file, each once: the same mistake seen from two environments is one mistake. */
function collector(file: string, place: Placer) {
  const found = new Map<string, Problem>();
  const tell: Tell = (at, path, code, message, remedy) => {
    const problem = { code, file, ...place(at), path: formatPath(path), message, remedy };
    const key = `${problem.path}\n${message}`;
    if (found.size < maxProblems && !found.has(key)) found.set(key, problem);
  };
  const list = () => [...found.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { tell, list };
}

/** The parts of a product in one environment: as written, with the overrides of that environment on top. */
function layered(product: Value, env: string): Value {
  const base = new Map<string, Entry>();
  if (product.kind === 'map')
    for (const [key, entry] of product.entries)
      if (Object.hasOwn(deployedFields, key) && !isEmpty(entry.value)) base.set(key, entry);
  const written: Value = { kind: 'map', at: product.at, path: product.path, entries: base };
  const over = find(product, ['overrides', env]);
  if (over?.kind !== 'map') return written;
  // Keys that cannot differ between environments have their own problem.
  const entries = new Map([...over.entries].filter(([key]) => Object.hasOwn(deployedFields, key)));
  return merge(written, { ...over, entries });
}

/** Product to environment to its merged parts; read for all products, so that a mistake elsewhere in a product hides none here. */
function readDeployments(root: Value, tell: Tell) {
  const values = new Map<string, Map<string, Value>>();
  const parts = new Map<string, Map<string, WrittenDeployment>>();
  const products = find(root, ['products']);
  for (const [name, { value }] of products?.kind === 'map' ? products.entries : []) {
    const list = find(value, ['environments']);
    const named = (list?.kind === 'list' ? list.items : []).flatMap((item) =>
      item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
    );
    const environments = new Set(named.length > 0 ? named : ['']);
    values.set(name, new Map());
    parts.set(name, new Map());
    for (const env of environments) {
      const merged = layered(value, env);
      const part = deployed.read(merged, tell);
      values.get(name)?.set(env, merged);
      if (part !== invalid) parts.get(name)?.set(env, part);
    }
  }
  return { values, parts };
}

function assemble(
  written: Partial<Infer<typeof estateFile>>,
  parts: ReadonlyMap<string, ReadonlyMap<string, WrittenDeployment>>,
): Estate {
  const environments: Readonly<Record<string, Environment>> = each(written.environments, resolveEnvironment);
  const zones: Readonly<Record<string, Zone>> = each(written.zones, resolveZone);
  const product = (name: string, item: WrittenProduct): Product =>
    resolveProduct(name, item, parts.get(name) ?? new Map(), environments, zones);
  const partners: Readonly<Record<string, Partner>> = each(written.partners, resolvePartner);
  return {
    schema: 'estate/v1',
    company: written.company ?? '',
    region: written.region ?? '',
    state: written.state ?? { kind: 'local' },
    environments,
    groups: written.groups ?? {},
    zones,
    products: each(written.products, product),
    partners,
    plan: { ...noPlan, ...written.plan },
    allowDestroy: written.allowDestroy ?? [],
  };
}

/**
 * Reads an estate file. Never throws, whatever the text; on failure there is at least one problem, each with line, column, path and what to write
 * instead. All problems are found in one go.
 * @param fileName only for messages
 */
export function loadEstate(text: string, fileName = 'estate.yaml'): Loaded {
  const parsed = parse(text, fileName);
  if (!parsed.ok) return { ok: false, problems: parsed.problems, warnings: [] };
  const { root, place } = parsed;
  const problems = collector(fileName, place);
  const warnings = collector(fileName, place);
  const { result } = readFields('estate', estateFields, root, problems.tell);
  const { values, parts } = readDeployments(root, problems.tell);
  const estate = assemble(result, parts);
  const inside = (product: string, env: string, below: Path): [number, Path] => {
    const value = values.get(product)?.get(env) ?? root;
    return [offsetOf(value, below), find(value, below)?.path ?? ['products', product, ...below]];
  };
  const scene: Scene = {
    estate,
    written: (path) => find(root, path) !== undefined,
    problem: (path, code, message, remedy) => problems.tell(offsetOf(root, path), path, code, message, remedy),
    problemIn: (product, env, below, code, message, remedy) =>
      problems.tell(...inside(product, env, below), code, message, remedy),
    warning: (path, message, remedy) => warnings.tell(offsetOf(root, path), path, 'reference', message, remedy),
    warningIn: (product, env, below, message, remedy) =>
      warnings.tell(...inside(product, env, below), 'reference', message, remedy),
  };
  for (const check of [checkEnvironments, checkZones, checkProducts, checkNames, checkPartners, checkPlan])
    check(scene);
  if (problems.list().length > 0) return { ok: false, problems: problems.list(), warnings: warnings.list() };
  const locate = (path: Path) => place(offsetOf(root, path));
  return { ok: true, estate, warnings: warnings.list(), document: { file: fileName, text, locate } };
}
