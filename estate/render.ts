import { Document, visit } from 'yaml';

/** Plain data that can be written into an estate file. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

const options = { version: '1.2', schema: 'core' } as const;

/** Data as lines of block style, without the last line break. */
export function blockLines(data: Plain): readonly string[] {
  const text = new Document(data, options).toString({ lineWidth: 0, flowCollectionPadding: true });
  return text.replace(/\n$/, '').split('\n');
}

/** Data in one line of flow style: `{ a: 1, b: [x] }`. */
export function flowText(data: Plain): string {
  const document = new Document(data, options);
  visit(document, {
    Collection: (_, node) => {
      node.flow = true;
    },
    Scalar: (_, node) => {
      // A block scalar cannot stand in a flow collection.
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document
    .toString({
      lineWidth: 0,
      flowCollectionPadding: true,
      minContentWidth: 0,
      doubleQuotedMinMultiLineLength: 1_000_000,
    })
    .trimEnd();
}
