import { bySeverity, type Finding, type Severity } from '../../model/finding.js';
import { count, numberText } from '../format.js';
import { line, type Line, type Look, span, type Span } from '../look.js';
import { shown } from './server-table.js';
import { severityTone, symbolsOf } from '../symbols.js';
import { safeText, truncate, width, wrap } from '../text.js';

/** How many there are of each severity, with those that were counted but not kept. */
export function severityCounts(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity, more } of findings) counts[severity] += 1 + (more ?? 0);
  return counts;
}

/** `1 error, 2 warnings, 3 notes`; empty when there is nothing. */
export function severityText(counts: Readonly<Record<Severity, number>>): string {
  const parts: string[] = [];
  if (counts.error > 0) parts.push(count(counts.error, 'error'));
  if (counts.warning > 0) parts.push(count(counts.warning, 'warning'));
  if (counts.info > 0) parts.push(count(counts.info, 'note'));
  return parts.join(', ');
}

const quotedValue = 40;

/** Where to look: `inventory.csv:14 RAM "16 furlongs"`, or the server's name where the message does not say it. */
export function placeText(finding: Finding, ellipsis: string): string {
  const parts: string[] = [];
  if (finding.file !== undefined)
    parts.push(finding.row === undefined ? safeText(finding.file) : `${safeText(finding.file)}:${finding.row}`);
  else if (finding.server !== undefined && !finding.message.includes(finding.server))
    parts.push(safeText(finding.server));
  if (finding.column !== undefined) parts.push(safeText(finding.column));
  const placed = finding.file !== undefined || finding.column !== undefined;
  if (placed && finding.value !== undefined)
    parts.push(`"${truncate(safeText(finding.value), quotedValue, ellipsis)}"`);
  return parts.join(' ');
}

/** A finding in two parts: what is wrong and where, then what to do. */
export function findingLines(finding: Finding, look: Look): readonly Line[] {
  const symbols = symbolsOf(look);
  const sign = symbols.severity[finding.severity];
  const place = placeText(finding, symbols.ellipsis);
  const tone = severityTone[finding.severity];
  const lines: Line[] = [];
  const message = wrap(shown(finding.message, look), look.width - 4);
  for (const [index, text] of message.entries()) {
    const spans: Span[] = [span(index === 0 ? `  ${sign} ` : '    ', tone), span(text)];
    const fits = 4 + width(text) + 3 + width(place) <= look.width;
    if (index === message.length - 1 && place !== '' && fits) spans.push(span(`   ${place}`, 'quiet'));
    lines.push(spans);
    if (index === message.length - 1 && place !== '' && !fits)
      lines.push(line(`    ${truncate(place, look.width - 4, symbols.ellipsis)}`, 'quiet'));
  }
  for (const [index, text] of (finding.remedy === ''
    ? []
    : wrap(shown(finding.remedy, look), look.width - 7)
  ).entries())
    lines.push(line(`    ${index === 0 ? symbols.becomes : ' '.repeat(width(symbols.becomes))} ${text}`, 'quiet'));
  return lines;
}

export interface FindingLimits {
  /** Findings shown at most. */
  readonly most: number;
  /** Of the same kind (code) at most, so that one fault does not hide the others. */
  readonly perCode: number;
}

/** The findings that a summary shows, and how many of each code and altogether it leaves out. */
export function chooseFindings(
  findings: readonly Finding[],
  { most, perCode }: FindingLimits,
): { readonly shown: readonly { readonly finding: Finding; readonly alike: number }[]; readonly left: number } {
  const groups = new Map<string, { readonly kept: Finding[]; total: number }>();
  let total = 0;
  for (const finding of bySeverity(findings)) {
    const key = `${finding.severity} ${finding.code}`;
    const group = groups.get(key) ?? { kept: [], total: 0 };
    groups.set(key, group);
    group.total += 1 + (finding.more ?? 0);
    total += 1 + (finding.more ?? 0);
    if (group.kept.length < perCode) group.kept.push(finding);
  }
  const chosen: { finding: Finding; alike: number }[] = [];
  let told = 0;
  for (const { kept, total: all } of groups.values()) {
    const room = kept.slice(0, most - chosen.length);
    for (const [index, finding] of room.entries())
      chosen.push({ finding, alike: index === room.length - 1 ? all - room.length : 0 });
    if (room.length > 0) told += all;
  }
  return { shown: chosen, left: total - told };
}

/** Heading, the most important findings, and what was left out. Empty without findings. */
export function findingsBlock(findings: readonly Finding[], look: Look, limits: FindingLimits): readonly Line[] {
  if (findings.length === 0) return [];
  const counts = severityCounts(findings);
  const decisions = counts.error + counts.warning;
  const title = decisions > 0 ? `${count(decisions, 'thing')} to decide` : 'Nothing to decide';
  const notes = counts.info > 0 ? `, ${count(counts.info, 'note')}` : '';
  const { shown: chosen, left } = chooseFindings(findings, limits);
  const lines: Line[] = [line(`  ${title}${notes}`, 'strong')];
  for (const { finding, alike } of chosen) {
    lines.push(...findingLines(finding, look));
    if (alike > 0) lines.push(line(`    and ${numberText(alike, 0)} more like this`, 'quiet'));
  }
  if (left > 0) lines.push(line(`    and ${count(left, 'other finding')}: --json lists them`, 'quiet'));
  return lines;
}
