import { SaxesParser } from 'saxes';
import { decode, encodingOf } from './text.js';
import { Unreadable } from './unreadable.js';

export type Attributes = Readonly<Record<string, string>>;

/** What is told of a document. Names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  /** Returns `false` to stop reading. */
  close?(name: string): boolean | undefined;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/**
 * Reads XML in pieces. Document type declarations, and with them entities, are refused: office files have none.
 *
 * @throws Unreadable when it is not well-formed
 */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let stopped = false;
  parser.on('doctype', () => {
    throw new Unreadable(
      'xml-doctype',
      'holds an XML document type, which office files never do',
      'open it in a spreadsheet and save it again as .xlsx',
    );
  });
  parser.on('error', (error) => {
    throw new Unreadable(
      'damaged-workbook',
      `is damaged: ${error.message.slice(0, 120)}`,
      'open it in a spreadsheet and save it again as .xlsx',
    );
  });
  if (handler.open !== undefined) {
    const open = handler.open.bind(handler);
    parser.on('opentag', ({ name, attributes }) => {
      if (!stopped) open(localName(name), attributes);
    });
  }
  if (handler.text !== undefined) {
    const text = handler.text.bind(handler);
    parser.on('text', (part) => {
      if (!stopped) text(part);
    });
  }
  if (handler.close !== undefined) {
    const close = handler.close.bind(handler);
    parser.on('closetag', ({ name }) => {
      if (!stopped && close(localName(name)) === false) stopped = true;
    });
  }
  for (const piece of decode(bytes, encodingOf(bytes) ?? 'utf-8')) {
    parser.write(piece);
    if (hasStopped()) return;
  }
  parser.close();

  function hasStopped(): boolean {
    return stopped;
  }
}
