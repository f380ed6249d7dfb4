/** A text of sections that is written as plain text, Markdown or HTML. All texts are plain: writers make them safe for where they go. */
export interface TextDocument {
  readonly title: string;
  /** One line under the title. */
  readonly subtitle?: string;
  readonly sections: readonly DocumentSection[];
}

export interface DocumentSection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Label and value, a row each. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** To be copied as it is. */
  | { readonly kind: 'code'; readonly lines: readonly string[] };

export const paragraph = (text: string): Block => ({ kind: 'text', text });
