/** Edits (insert, delete, replace, swap of neighbours) between two words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The word that was probably meant, or undefined when none is close: the only one that begins so, or one in which at most a third of its letters differ, and never more than three. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined;
  // A word cut short: prod for production.
  const longer = word.length < 3 ? [] : [...words].filter((candidate) => candidate.startsWith(word.toLowerCase()));
  if (longer.length === 1) return longer[0];
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const candidate of words) {
    const limit = Math.min(3, Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)));
    if (Math.abs(word.length - candidate.length) > limit) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && (best === undefined || edits < best.edits)) best = { word: candidate, edits };
  }
  return best?.word;
}
