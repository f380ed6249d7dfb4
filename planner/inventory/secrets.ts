const inText =
  /((?:pass(?:word|wort|wd|phrase)?|pwd|kennwort|secret|api[ _-]?key|access[ _-]?key|token|login|credentials?|root ?pw|admin ?pw|\bpw)\s*(?:is|ist|=|:)\s*)(\S+)/gi;
const key = /pass(?:word|wort|wd|phrase)|pwd|kennwort|secret|api[ _-]?key|private[ _-]?key/i;
/** What stands between a word and its secret: most notes hold none of it, and need not be searched. */
const mayTell = /[=:]|is/i;
const hidden = '***';

type Tags = Readonly<Record<string, string>>;

const secret = ([name, value]: readonly [string, string]) => value !== '' && value !== hidden && key.test(name);

/**
 * Notes and tags with clear-text passwords replaced by `***`: people write them into the annotations of machines, and a report is passed on.
 *
 * @returns undefined when there is nothing to hide
 */
export function withoutSecrets(
  description: string | undefined,
  tags: Tags | undefined,
): { readonly description: string | undefined; readonly tags: Tags | undefined } | undefined {
  const safeText =
    description === undefined || !mayTell.test(description)
      ? description
      : description.replace(inText, (_, before: string) => `${before}${hidden}`);
  const inTags = tags !== undefined && Object.entries(tags).some(secret);
  if (safeText === description && !inTags) return undefined;
  const safeTags =
    tags === undefined
      ? undefined
      : Object.fromEntries(Object.entries(tags).map((tag) => (secret(tag) ? [tag[0], hidden] : tag)));
  return { description: safeText, tags: safeTags };
}
