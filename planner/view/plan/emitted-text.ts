import type { Finding } from '../../model/finding.js';
import { findingsBlock } from './finding-list.js';
import { line, type Line, type Look, paintAll, stack } from '../look.js';
import { safeText } from '../text.js';

/** What `--emit` tells: the files it wrote, and what a person must fill in or decide before using them. */
export const emittedText = (files: readonly string[], findings: readonly Finding[], look: Look): string => {
  const written: readonly Line[] = files.map((file) => line(`wrote ${safeText(file)}`));
  return paintAll(
    stack(
      [written, findings.length === 0 ? [] : findingsBlock(findings, look, { most: 30, perCode: 5 })].filter(
        (block) => block.length > 0,
      ),
    ),
    look.colour,
  );
};
