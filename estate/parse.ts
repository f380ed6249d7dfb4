import type { Document, ParsedNode, Range } from 'yaml';
import { Composer, CST, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { Path, Problem, ProblemCode } from './problem.js';
import { formatPath, quote } from './problem.js';
import type { Entry, Value } from './value.js';

/** 1 MiB: two hundred products fit four times over; more is a mistake or an attack. */
const maxBytes = 1_048_576;
/** Twice what the schema needs. */
const maxDepth = 32;
const maxProblems = 100;

export type Parsed =
  | { readonly ok: true; readonly root: Value; readonly place: Placer }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Offset to line and column, both from 1. */
export type Placer = (offset: number) => { readonly line: number; readonly column: number };

type Tell = (at: number, path: Path, code: ProblemCode, message: string, remedy: string) => void;

function placer(text: string): Placer {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** What YAML can do and an estate file may not: each of these makes a file mean something else than it shows, or grow without bound. */
const refused: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  alias: ['aliases are refused', 'write the value out; what products share belongs in their defaults'],
  anchor: ['anchors are refused', 'remove it and write the value out where it is needed'],
  tag: ['tags are refused', 'remove it; put text that looks like a number in quotes'],
  directive: ['directives are refused', 'remove the line; the file is YAML 1.2'],
};

/** Walks the tokens without recursion, since their depth is not yet known to be sane. */
function refuseTokens(tokens: readonly CST.Token[], tell: Tell): void {
  const open: Array<{ readonly token: CST.Token; readonly depth: number }> = [];
  const push = (list: readonly (CST.Token | null | undefined)[] | undefined, depth: number) => {
    for (const token of list ?? []) if (token) open.push({ token, depth });
  };
  push(tokens, 0);
  let documents = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) {
      tell(token.offset, [], 'refused', `nested more than ${maxDepth} deep`, 'write it flat, as the reference shows');
      return;
    }
    const rule = refused[token.type];
    if (rule !== undefined) tell(token.offset, [], 'refused', ...rule);
    if (token.type === 'document') {
      documents += 1;
      push([...token.start, token.value], depth);
    } else if ('items' in token) {
      for (const item of token.items) push([...item.start, item.key, ...(item.sep ?? []), item.value], depth + 1);
    } else if ('props' in token) push(token.props, depth);
  }
  if (documents > 1) {
    const second = tokens.filter((token) => token.type === 'document')[1];
    tell(second?.offset ?? 0, [], 'refused', 'a second document', 'keep one document; remove the line with ---');
  }
}

/** Remedies for what people get wrong most; the messages are those of the YAML library. */
const syntaxRemedies: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'close the bracket that was opened, or line it up with its neighbours',
  MISSING_CHAR: 'close the bracket or quote that was opened, or write the missing ":" or ","',
  BLOCK_IN_FLOW: 'inside { } and [ ] separate with commas, not with lines',
  MULTILINE_IMPLICIT_KEY: 'write the key on one line, followed by ": "',
  BLOCK_AS_IMPLICIT_KEY: 'put text that holds ": " in quotes',
  BAD_SCALAR_START: 'put the text in quotes',
  BAD_DQ_ESCAPE: "write \\\\ for a backslash, or use '…' quotes, where a backslash is a backslash",
};

/** The keys around an offset, so that a syntax error says which section it is in. */
function pathAt(node: ParsedNode | null, offset: number): Path {
  const path: string[] = [];
  let here: ParsedNode | null = node;
  const holds = (range: Range | undefined) => range !== undefined && range[0] <= offset && offset <= range[2];
  while (here !== null && path.length < maxDepth) {
    if (isMap(here)) {
      const pair: { key: ParsedNode; value: ParsedNode | null } | undefined = here.items.findLast(
        (item) => holds(item.value?.range) || holds(item.key?.range),
      );
      if (pair === undefined || !isScalar(pair.key)) break;
      path.push(String(pair.key.value));
      here = pair.value;
    } else if (isSeq(here)) {
      const index: number = here.items.findIndex((item) => holds(item.range));
      if (index < 0) break;
      path.push(String(index));
      here = here.items[index] ?? null;
    } else break;
  }
  return path;
}

function keyOf(key: ParsedNode | null): string | undefined {
  if (!isScalar(key)) return undefined;
  const text = typeof key.value === 'string' ? key.value : key.source;
  return text === undefined || text === '' ? undefined : text;
}

/** Tab and line feed are text; every other control character is an attack on a terminal or a slip. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** The composed document as plain values with their places. */
function build(node: ParsedNode | null, path: Path, at: number, tell: Tell): Value {
  const start = node?.range[0] ?? at;
  if (isMap(node)) {
    const entries = new Map<string, Entry>();
    const first = new Map<string, number>();
    for (const { key, value } of node.items) {
      const keyAt = key?.range[0] ?? start;
      const name = keyOf(key);
      if (name === undefined)
        tell(keyAt, path, 'value', 'a key that is not a name', 'write "key: value" with a plain key');
      else if (name === '<<') tell(keyAt, [...path, name], 'refused', 'merge keys are refused', 'write the values out');
      else if (name === '__proto__') tell(keyAt, [...path, name], 'refused', 'not a name', 'choose another name');
      else if (control.test(name))
        tell(keyAt, path, 'value', `the key ${quote(name)} holds a control character`, 'remove it');
      else if (first.has(name))
        tell(keyAt, [...path, name], 'duplicate-key', 'the key is there twice', 'keep one of them');
      else {
        first.set(name, keyAt);
        entries.set(name, { keyAt, value: build(value, [...path, name], keyAt, tell) });
      }
    }
    return { kind: 'map', at: start, path, entries };
  }
  if (isSeq(node)) {
    return {
      kind: 'list',
      at: start,
      path,
      items: node.items.map((item, i) => build(item, [...path, String(i)], start, tell)),
    };
  }
  const value: unknown = isScalar(node) ? node.value : null;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const source = isScalar(node) ? (node.source ?? String(plain ?? '')) : '';
  if (typeof plain === 'string' && control.test(plain))
    tell(start, path, 'value', `${quote(plain)} holds a control character`, 'remove it');
  // An empty value has no place of its own: the key stands for it.
  return {
    kind: 'scalar',
    at: plain === null ? at : start,
    path,
    value: plain,
    source: typeof plain === 'string' ? plain : source,
  };
}

/** Composes the tokens; the library's own limits and any stack overflow end in a problem, never in a throw. */
function compose(tokens: readonly CST.Token[], text: string, tell: Tell): Document.Parsed | undefined {
  // uniqueKeys is quadratic in the library; build() finds duplicates with a map.
  const options = {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    strict: true,
  } as const;
  const [document] = [...new Composer(options).compose(tokens, true, text.length)];
  for (const error of (document?.errors ?? []).slice(0, maxProblems)) {
    const path = pathAt(document?.contents ?? null, error.pos[0]);
    const remedy = syntaxRemedies[error.code] ?? 'write it as the reference shows, indented with spaces';
    tell(error.pos[0], path, 'syntax', error.message.replace(/[.;]$/, ''), remedy);
  }
  return document;
}

/** YAML 1.2 (and so JSON) text to values with places. Never throws. */
export function parse(text: string, file: string): Parsed {
  const problems: Problem[] = [];
  const place = placer(text);
  const tell: Tell = (at, path, code, message, remedy) => {
    if (problems.length < maxProblems)
      problems.push({ code, file, ...place(at), path: formatPath(path), message, remedy });
  };
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) {
    tell(0, [], 'refused', 'larger than 1 MiB', 'split the estate, one file per company or region');
    return { ok: false, problems };
  }
  const raw = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/);
  if (raw >= 0) tell(raw, [], 'refused', `a control character (${quote(text[raw] ?? '')})`, 'remove it');
  try {
    const tokens = [...new Parser().parse(text)];
    refuseTokens(tokens, tell);
    if (problems.length > 0) return { ok: false, problems };
    const document = compose(tokens, text, tell);
    const root = build(document?.contents ?? null, [], 0, tell);
    return problems.length > 0 ? { ok: false, problems } : { ok: true, root, place };
  } catch (error) {
    tell(
      0,
      [],
      'syntax',
      `not readable (${error instanceof Error ? error.name : 'error'})`,
      'write it as the reference shows',
    );
    return { ok: false, problems };
  }
}
