import type { ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { parse } from './parse.js';
import type { Path } from './problem.js';
import { formatPath, formatProblem } from './problem.js';
import type { Plain } from './render.js';
import { blockLines, flowText } from './render.js';
import type { NameOwner } from './schema/public-names.js';
import type { Splice } from './splice.js';
import { apply, columnOf, endOf, indented, linesAfter } from './splice.js';
import type { Value } from './value.js';

/** The new text and the one splice that made it; or why it was not made. The file belongs to people: nothing else changes. */
export type Edited =
  | { readonly ok: true; readonly text: string; readonly splice: Splice }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

type Container = YAMLMap.Parsed | YAMLSeq.Parsed;

/** Where an edit lands: the deepest thing on the way that exists, and what is left of the way. */
interface Place {
  readonly node: ParsedNode | null;
  /** End of the key that holds `node`; 0 for the whole file. */
  readonly keyEnd: number;
  /** Column of that key. */
  readonly column: number;
  readonly inFlow: boolean;
  readonly rest: Path;
}

function keyText(key: ParsedNode): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

function isBlank(node: ParsedNode | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function walk(root: ParsedNode | null, path: Path, text: string): Place {
  let place: Place = { node: root, keyEnd: 0, column: -2, inFlow: false, rest: path };
  for (const [i, key] of path.entries()) {
    if (!isMap(place.node)) break;
    const pair: { key: ParsedNode; value: ParsedNode | null } | undefined = place.node.items.find(
      (item) => keyText(item.key) === key,
    );
    if (pair === undefined) break;
    const inFlow = place.inFlow || place.node.flow === true;
    const column = columnOf(text, pair.key.range[0]);
    place = { node: pair.value, keyEnd: pair.key.range[1], column, inFlow, rest: path.slice(i + 1) };
  }
  return place;
}

function refuse(message: string, remedy: string): Edited {
  return { ok: false, message, remedy };
}

/** The values of a file without their places. */
function plain(value: Value): Plain {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

function isPlainMap(data: Plain): data is { readonly [key: string]: Plain } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** Data with `put` applied at a path; maps on the way are made. */
function changed(data: Plain, path: Path, put: (old: Plain | undefined) => Plain): Plain {
  const [key, ...rest] = path;
  if (key === undefined) return put(data);
  const map = isPlainMap(data) ? data : {};
  const old = Object.hasOwn(map, key) ? map[key] : undefined;
  return { ...map, [key]: rest.length === 0 ? put(old) : changed(old ?? null, rest, put) };
}

/** Makes the change only when the new text says exactly what was wanted: a splice into syntax that nobody foresaw is refused, not written. */
function verified(text: string, splice: Splice, path: Path, put: (old: Plain | undefined) => Plain): Edited {
  const result = apply(text, splice);
  const before = parse(text, 'before');
  const after = parse(result, 'after');
  const wanted = before.ok ? JSON.stringify(changed(plain(before.root), path, put)) : undefined;
  if (!after.ok || wanted === undefined || JSON.stringify(plain(after.root)) !== wanted)
    return refuse(
      `${formatPath(path)} is written in a form that cannot be edited safely`,
      'write it in block style, one key a line, or make the change by hand',
    );
  return { ok: true, text: result, splice };
}

function rootOf(text: string): { readonly root: ParsedNode | null } | Edited {
  const parsed = parse(text, 'estate.yaml');
  const first = parsed.ok ? undefined : parsed.problems[0];
  if (first !== undefined) return refuse(formatProblem(first), 'correct the file first');
  return { root: parseDocument(text, { version: '1.2', schema: 'core', merge: false, uniqueKeys: false }).contents };
}

/** Inside `{ … }` or `[ … ]`, after the last item. */
function intoFlow(node: Container, part: string): Splice {
  const last = node.items.at(-1);
  if (last === undefined) return { offset: node.range[0] + 1, removed: 0, inserted: isMap(node) ? ` ${part} ` : part };
  const item = 'key' in last ? last.value : last;
  const key = 'key' in last ? last.key : null;
  const end =
    item !== null && item.range[1] > item.range[0]
      ? item.range[1]
      : (key?.range[1] ?? item?.range[1] ?? node.range[0] + 1);
  return { offset: end, removed: 0, inserted: `, ${part}` };
}

/** After the last entry of a block, in its column. */
function intoBlock(text: string, node: Container, lines: readonly string[]): Splice {
  const first = node.items[0];
  const start = first !== undefined && 'key' in first ? first.key.range[0] : node.range[0];
  return linesAfter(text, endOf(node), indented(lines, columnOf(text, start)));
}

/** Below a key that has no value yet, or at the end of a file without any. */
function intoNothing(text: string, place: Place, data: Plain, lines: readonly string[]): Splice {
  const { node, keyEnd, column, inFlow } = place;
  if (node !== null && node.range[1] > node.range[0])
    return { offset: node.range[0], removed: node.range[1] - node.range[0], inserted: flowText(data) };
  if (inFlow) {
    const colon = text.indexOf(':', keyEnd) + 1;
    return { offset: colon, removed: 0, inserted: ` ${flowText(data)}` };
  }
  return linesAfter(text, column < 0 ? text.length : keyEnd, indented(lines, column + 2));
}

/** Wraps data in the keys of a path: `[a, b]` and 1 is `{ a: { b: 1 } }`. */
function nested(path: Path, data: Plain): Plain {
  return path.reduceRight<Plain>((inner, key) => ({ [key]: inner }), data);
}

function insert(
  text: string,
  path: Path,
  put: (old: Plain | undefined) => Plain,
  data: Plain,
  place: Place,
  lines: readonly string[],
): Edited {
  const { node } = place;
  if (isBlank(node)) return verified(text, intoNothing(text, place, data, lines), path, put);
  if (!isMap(node) && !isSeq(node))
    return refuse(`${formatPath(path)} lies below a text or a number`, 'make it a map or a list first');
  if (node.flow !== true) return verified(text, intoBlock(text, node, lines), path, put);
  return verified(
    text,
    intoFlow(node, isMap(node) ? flowText(data).slice(2, -2) : flowText(data).slice(1, -1).trim()),
    path,
    put,
  );
}

/** A key of a map, its value, and lines above it; those are left out where the map is written as `{ … }`. */
export interface NewEntry {
  readonly key: string;
  readonly value: Plain;
  readonly comment?: string;
}

/**
 * Adds `key: value` at the end of the map at `path` (`[]` = the file); maps on the way are made. The style of the neighbours is kept, block or flow.
 * Refused when the key exists: nothing that people wrote is replaced.
 * @param comment lines above the entry; left out where the map is written as `{ … }`
 */
export function addEntry(text: string, path: Path, key: string, value: Plain, comment?: string): Edited {
  return addEntries(text, path, [{ key, value, ...(comment !== undefined && { comment }) }]);
}

/** The same for many keys of one map in one splice. Refused as a whole when one of them exists, or when there are none. */
export function addEntries(text: string, path: Path, entries: readonly NewEntry[]): Edited {
  const found = rootOf(text);
  if ('ok' in found) return found;
  const there = entries.find(({ key }) => walk(found.root, [...path, key], text).rest.length === 0);
  const [first] = entries;
  if (there !== undefined) return refuse(`${formatPath([...path, there.key])} is there already`, 'change it by hand');
  if (first === undefined) return refuse('nothing to add', 'name at least one key');
  const place = walk(found.root, path, text);
  if (!isBlank(place.node) && !isMap(place.node))
    return refuse(`${formatPath([...path, first.key])} lies below a text or a number`, 'make it a map first');
  const added: Plain = Object.fromEntries(entries.map(({ key, value }) => [key, value]));
  const lines = entries.flatMap(({ key, value, comment }) => [...noteLines(comment), ...blockLines({ [key]: value })]);
  // Keys on the way that do not exist yet are written above the entries, each two columns further left.
  const block = place.rest.reduceRight<readonly string[]>(
    (inner, key) => [...blockLines({ [key]: null }).map((line) => line.replace(/ null$/, '')), ...indented(inner, 2)],
    lines,
  );
  const put = (old: Plain | undefined): Plain => (isPlainMap(old ?? null) ? { ...mapOf(old), ...added } : added);
  return insert(text, path, put, nested(place.rest, added), place, block);
}

const mapOf = (data: Plain | undefined): { readonly [key: string]: Plain | undefined } =>
  data !== undefined && isPlainMap(data) ? data : {};

const noteLines = (comment: string | undefined): readonly string[] =>
  comment === undefined ? [] : comment.split('\n').map((line) => `# ${line}`.trimEnd());

/** Adds an item at the end of the list at `path`; the list and maps on the way are made. */
export function addItem(text: string, path: Path, value: Plain): Edited {
  return addItems(text, path, [value]);
}

/** The same for many items in one splice. Refused when there are none. */
export function addItems(text: string, path: Path, values: readonly Plain[]): Edited {
  const found = rootOf(text);
  if ('ok' in found) return found;
  if (values.length === 0) return refuse('nothing to add', 'name at least one item');
  const place = walk(found.root, path, text);
  if (isMap(place.node) && place.rest.length === 0)
    return refuse(`${formatPath(path)} is a map, not a list`, 'write a list: [a, b]');
  const put = (old: Plain | undefined): Plain =>
    Array.isArray(old) ? [...(old as readonly Plain[]), ...values] : [...values];
  const data = nested(place.rest, values);
  return insert(text, path, put, data, place, blockLines(data));
}

/**
 * Sets who writes a public name's record: the only thing that the cutover writes into an estate file.
 * Refused when the product or the name is not in the file.
 */
export function setOwner(text: string, product: string, name: string, owner: NameOwner): Edited {
  const found = rootOf(text);
  if ('ok' in found) return found;
  const path = ['products', product, 'names', name];
  if (walk(found.root, path, text).rest.length > 0)
    return refuse(`${formatPath(path)} is not in the file`, 'write the name below the product first');
  const { node, rest } = walk(found.root, [...path, 'owner'], text);
  if (rest.length > 0 || isBlank(node))
    return rest.length > 0 ? addEntry(text, path, 'owner', owner) : emptyOwner(text, found.root, path, owner);
  if (!isScalar(node))
    return refuse(`${formatPath([...path, 'owner'])} is not a word`, 'write legacy, cutover or stack');
  const splice = { offset: node.range[0], removed: node.range[1] - node.range[0], inserted: owner };
  return verified(text, splice, [...path, 'owner'], () => owner);
}

/** `owner:` without a value: the word goes right behind the colon. */
function emptyOwner(text: string, root: ParsedNode | null, path: Path, owner: NameOwner): Edited {
  const { node, keyEnd } = walk(root, [...path, 'owner'], text);
  const put = () => owner;
  if (node !== null && node.range[1] > node.range[0])
    return verified(
      text,
      { offset: node.range[0], removed: node.range[1] - node.range[0], inserted: owner },
      [...path, 'owner'],
      put,
    );
  return verified(
    text,
    { offset: text.indexOf(':', keyEnd) + 1, removed: 0, inserted: ` ${owner}` },
    [...path, 'owner'],
    put,
  );
}
