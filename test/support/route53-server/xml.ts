import { SaxesParser } from 'saxes';

/** An element with text, or with elements. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** @throws Error where the text is no XML */
export function parseXml(text: string): Element {
  const root: Mutable = { name: '', text: '', children: [] };
  const open: Mutable[] = [root];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const element: Mutable = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (part) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += part;
  });
  parser.write(text).close();
  const [first] = root.children;
  if (first === undefined) throw new Error('no element');
  return first;
}

interface Mutable {
  name: string;
  text: string;
  children: Mutable[];
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);

export const textOf = (element: Element | undefined, name: string): string | undefined => child(element, name)?.text;

/** What goes into an element: text, elements, or nothing (then the element is left out). */
export type Content = string | number | boolean | readonly string[] | undefined;

/** An element as text; `content` that is a list is elements already made. */
export function tag(name: string, content: Content): string {
  if (content === undefined) return '';
  const inner = Array.isArray(content) ? content.join('') : escaped(String(content));
  return `<${name}>${inner}</${name}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

/** A whole answer. */
export const documentOf = (name: string, content: readonly string[]): string =>
  `<?xml version="1.0"?>\n<${name} xmlns="${namespace}">${content.join('')}</${name}>`;
