import type { Server } from '../../model/server.js';
import type { WaveInputs } from '../inputs.js';
import type { ServerLookup } from './lookup.js';
import { DisjointSets } from './graph.js';
import { folderLeaf, nameParts, ProductNames, slug, type NameParts } from './names.js';
import type { FirmPlace } from './place.js';
import { flowStrength, orderedFrom } from './strength.js';
import { kindOf, noiseAt, type Traffic } from './traffic.js';
import type { MembershipSource } from '../wave-plan.js';

/** A product and its machines. */
export interface Grouped {
  readonly name: string;
  /** What its machines have in common, before names were shortened and made unique. */
  readonly key: string;
  /** As the source wrote it. */
  readonly label: string;
  /** Indices of the lookup, ascending. */
  readonly members: readonly number[];
  readonly sources: ReadonlyMap<MembershipSource, number>;
}

interface Draft {
  readonly key: string;
  readonly label: string;
  readonly members: number[];
  readonly sources: Map<MembershipSource, number>;
}

/** How sure each source is that a machine belongs to its product (names and folders 0.3-0.6). */
export const membershipConfidence: Readonly<Record<MembershipSource, number>> = {
  estate: 1,
  'waves-file': 1,
  column: 0.95,
  tag: 0.9,
  folder: 0.6,
  name: 0.4,
  flows: 0.5,
  stem: 0.3,
  single: 0.3,
};

const tagKeys: ReadonlySet<string> = new Set(
  'application applicationname app appname product productname service servicename system workload project'.split(' '),
);

/** From this share of all machines on, a folder or a word in names says where or whose, not what. */
const commonShare = 0.3;
const commonAtLeast = 20;

/**
 * Puts every machine that has no firm place into a product: tag > folder leaf > name pattern > attached by flows to one product >
 * connected component > common stem > alone. Products are sorted by name.
 */
export function groupProducts(
  lookup: ServerLookup,
  firm: readonly (FirmPlace | undefined)[],
  traffic: Traffic,
  inputs: WaveInputs,
): readonly Grouped[] {
  const drafts = new Map<string, Draft>();
  const productOf: (string | undefined)[] = firm.map((place) => (place?.kind === 'product' ? place.key : undefined));
  const add = (index: number, key: string, label: string, source: MembershipSource): void => {
    const draft = drafts.get(key) ?? { key, label, members: [], sources: new Map<MembershipSource, number>() };
    drafts.set(key, draft);
    draft.members.push(index);
    draft.sources.set(source, (draft.sources.get(source) ?? 0) + 1);
    productOf[index] = key;
  };
  for (const { name } of inputs.products) drafts.set(name, { key: name, label: name, members: [], sources: new Map() });
  for (const [index, place] of firm.entries()) {
    if (place?.kind === 'product') add(index, place.key, place.label, place.source);
  }
  const open = firm.flatMap((place, index) => (place === undefined ? [index] : []));
  const rest = inferByLabels(lookup, open, add);
  inferByTraffic(lookup, rest, productOf, traffic, add);
  return named(drafts, inputs);
}

type Add = (index: number, key: string, label: string, source: MembershipSource) => void;

function tally(texts: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Tag, folder, name. Gives back the machines that none of them placed. */
function inferByLabels(lookup: ServerLookup, open: readonly number[], add: Add): readonly number[] {
  const limit = Math.max(commonAtLeast, Math.floor(commonShare * lookup.servers.length) + 1);
  const hints = open.map((index) => {
    const server = lookup.servers[index];
    return {
      index,
      tag: tagOf(server),
      folder: folderLeaf(server?.folder ?? ''),
      word: nameParts(server?.name ?? '').product,
    };
  });
  const folders = tally(hints.map(({ folder }) => folder));
  const words = tally(
    hints.map(({ tag, folder, word }) => (tag === undefined && folder === undefined ? word : undefined)),
  );
  const rest: number[] = [];
  for (const { index, tag, folder, word } of hints) {
    if (tag !== undefined) add(index, slug(tag) ?? tag, tag, 'tag');
    else if (folder !== undefined && (folders.get(folder) ?? 0) < limit)
      add(index, slug(folder) ?? folder, folder, 'folder');
    else if (word !== undefined && (words.get(word) ?? 0) >= 2 && (words.get(word) ?? 0) < limit)
      add(index, slug(word) ?? word, word, 'name');
    else rest.push(index);
  }
  return rest;
}

/** The value of the first tag, in the order of the keys, that names an application. */
function tagOf(server: Server | undefined): string | undefined {
  if (server?.tags === undefined) return undefined;
  for (const key of Object.keys(server.tags).toSorted()) {
    const value = server.tags[key]?.trim();
    if (value !== undefined && value !== '' && tagKeys.has(key.toLowerCase().replaceAll(/[^a-z]/g, ''))) return value;
  }
  return undefined;
}

/** Largest component that joins the one product it talks to; a larger one is a product of its own. */
const attachedAtMost = 3;

/** Components of traffic among the machines left over; a small one that touches exactly one product joins it. */
function inferByTraffic(
  lookup: ServerLookup,
  rest: readonly number[],
  productOf: readonly (string | undefined)[],
  traffic: Traffic,
  add: Add,
): void {
  const left = new Uint8Array(lookup.servers.length);
  for (const index of rest) left[index] = 1;
  const sets = new DisjointSets(lookup.servers.length);
  const links = strongLinks(traffic).filter(([a, b]) => left[a] === 1 || left[b] === 1);
  for (const [a, b] of links) if (left[a] === 1 && left[b] === 1) sets.join(a, b);
  const touched = new Map<number, string | null>();
  for (const [a, b] of links) {
    const [inside, outside] = left[a] === 1 ? [a, b] : [b, a];
    const product = left[outside] === 1 ? undefined : productOf[outside];
    if (product === undefined) continue;
    const root = sets.root(inside);
    const before = touched.get(root);
    touched.set(root, before === undefined || before === product ? product : null);
  }
  const parts = rest.map((index): NameParts & { index: number; root: number } => ({
    ...nameParts(lookup.servers[index]?.name ?? ''),
    index,
    root: sets.root(index),
  }));
  const sizes = new Map<number, number>();
  for (const { root } of parts) sizes.set(root, (sizes.get(root) ?? 0) + 1);
  const attachedTo = (root: number): string | undefined =>
    (sizes.get(root) ?? 0) <= attachedAtMost ? (touched.get(root) ?? undefined) : undefined;
  const alone = parts.filter(({ root }) => sizes.get(root) === 1 && attachedTo(root) === undefined);
  const stems = new Map<string, number>();
  for (const { stem } of alone) stems.set(stem, (stems.get(stem) ?? 0) + 1);
  for (const { index, root, product, stem } of parts) {
    const joined = attachedTo(root);
    // Inferred keys carry a mark, so that a machine called `shop` that has nothing to do with the product `shop` is not taken into it.
    if (joined !== undefined) add(index, joined, joined, 'flows');
    else if ((sizes.get(root) ?? 0) > 1) {
      const head = lookup.servers[root]?.name ?? '';
      const label = nameParts(head).product ?? nameParts(head).stem;
      add(index, `\u0000flows ${root}`, label, 'flows');
    } else if ((stems.get(stem) ?? 0) > 1) add(index, `\u0000stem ${stem}`, stem, 'stem');
    else add(index, `\u0000single ${index}`, product ?? stem, 'single');
  }
}

function strongLinks(traffic: Traffic): readonly (readonly [number, number])[] {
  const links: (readonly [number, number])[] = [...traffic.declared, ...traffic.disks];
  for (let flow = 0; flow < traffic.from.length; flow += 1) {
    const port = traffic.port[flow] ?? -1;
    if (noiseAt(port) !== undefined) continue;
    const strength = flowStrength(kindOf(port), traffic.count[flow] ?? 0, (traffic.kb[flow] ?? 0) / 1e6);
    if (strength >= orderedFrom) links.push([traffic.from[flow] ?? 0, traffic.to[flow] ?? 0]);
  }
  return links;
}

const inferred = ({ key }: Draft): number => (key.startsWith('\u0000') ? 1 : 0);

/** Gives every product its name: declared ones keep theirs, others get one that no one has. */
function named(drafts: ReadonlyMap<string, Draft>, inputs: WaveInputs): readonly Grouped[] {
  const declared = new Set(inputs.products.map(({ name }) => name));
  const names = new ProductNames([...inputs.reservedNames, ...declared]);
  return (
    [...drafts.values()]
      // Products that people named get their names first.
      .toSorted((a, b) => inferred(a) - inferred(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ key, label, members, sources }) => ({
        name: declared.has(key) ? key : names.give(slug(label) ?? 'product'),
        key,
        label,
        members: members.toSorted((a, b) => a - b),
        sources,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  );
}

const phrases: Readonly<Record<MembershipSource, string>> = {
  estate: 'by replaces in estate.yaml',
  'waves-file': 'by the waves file',
  column: 'by their product column',
  tag: 'by their application tag',
  folder: 'by their folder',
  name: 'by a word in their names',
  flows: 'by traffic with each other',
  stem: 'by the beginning of their names',
  single: 'alone: nothing connects it with others',
};

const strongestFirst: readonly MembershipSource[] = [
  'estate',
  'waves-file',
  'column',
  'tag',
  'folder',
  'name',
  'flows',
  'stem',
  'single',
];

/** `4 by replaces in estate.yaml, 1 by their folder`. */
export function whyGrouped({ sources }: Grouped): string {
  const [first] = sources;
  if (sources.size === 1 && first !== undefined) return `${first[1]} ${phrases[first[0]]}`;
  if (sources.size === 0) return 'declared in estate.yaml; no machine of the inventory belongs to it';
  return strongestFirst
    .flatMap((source) => {
      const count = sources.get(source);
      return count === undefined ? [] : [`${count} ${phrases[source]}`];
    })
    .join(', ');
}

export function confidenceOf({ sources }: Grouped): number {
  let least = 1;
  for (const source of sources.keys()) least = Math.min(least, membershipConfidence[source]);
  return least;
}
