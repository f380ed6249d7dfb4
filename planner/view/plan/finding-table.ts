import { bySeverity, type Finding, severityRank } from '../../model/finding.js';
import type { Fact } from '../facts.js';
import { placeText } from './finding-list.js';
import { numberText } from '../format.js';
import { type List, makeList } from '../list.js';
import { type Look, span } from '../look.js';
import { shown } from './server-table.js';
import { severityTone, symbolsOf } from '../symbols.js';
import type { Column } from '../table.js';
import { safeText } from '../text.js';

const words = { error: 'error: blocks', warning: 'warning: changes a number', info: 'note' } as const;

/** The findings, most severe first. */
export const findingList = (findings: readonly Finding[]): List<Finding> =>
  makeList({
    rows: bySeverity(findings),
    fields: {
      severity: ({ severity }) => severity,
      code: ({ code }) => code,
      file: ({ file }) => file,
      server: ({ server }) => server,
      owner: ({ owner }) => owner,
      due: ({ due }) => due,
      column: ({ column }) => column,
      row: ({ row }) => row,
    },
    sortBy: {
      severity: ({ severity }) => severityRank[severity],
      place: (finding) => placeText(finding, ''),
      due: ({ due }) => due ?? '~',
      message: ({ message }) => message,
      code: ({ code }) => code,
    },
    haystack: (finding) =>
      `${finding.severity}\n${finding.code}\n${placeText(finding, '')}\n${finding.server ?? ''}\n${finding.message}\n${finding.remedy}`,
  });

export function findingColumns(look: Look): readonly Column<Finding>[] {
  const { severity: signs, ellipsis } = symbolsOf(look);
  return [
    {
      id: 'severity',
      title: '',
      priority: 0,
      cell: ({ severity }) => span(signs[severity], severityTone[severity]),
    },
    { id: 'message', title: 'WHAT', priority: 0, min: 48, cell: ({ message }) => shown(message, look) },
    {
      id: 'more',
      title: 'MORE',
      priority: 3,
      align: 'right',
      cell: ({ more }) => (more === undefined ? '' : `+${numberText(more, 0)}`),
    },
    {
      id: 'place',
      title: 'WHERE',
      priority: 1,
      min: 16,
      max: 40,
      tone: 'quiet',
      cell: (finding) => placeText(finding, ellipsis),
    },
    { id: 'owner', title: 'OWNER', priority: 2, max: 16, cell: ({ owner }) => safeText(owner ?? '') },
    { id: 'due', title: 'DUE', priority: 1, cell: ({ due }) => safeText(due ?? '') },
    { id: 'remedy', title: 'WHAT TO DO', priority: 2, min: 36, cell: ({ remedy }) => shown(remedy, look) },
    { id: 'code', title: 'KIND', priority: 4, max: 24, tone: 'quiet', cell: ({ code }) => safeText(code) },
  ];
}

export function findingFacts(finding: Finding, look: Look): readonly Fact[] {
  const facts: Fact[] = [
    { label: 'What', text: shown(finding.message, look), tone: severityTone[finding.severity] },
    { label: '', text: `${words[finding.severity]} (${safeText(finding.code)})` },
  ];
  const add = (label: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') facts.push({ label, text: shown(text, look) });
  };
  add('Do', finding.remedy);
  add('Owner', finding.owner);
  add('Due', finding.due);
  add('Server', finding.server);
  const row = finding.row === undefined ? '' : `, row ${finding.row}`;
  const column = finding.column === undefined ? '' : `, column ${finding.column}`;
  add('Where', finding.file === undefined ? undefined : `${finding.file}${row}${column}`);
  add('Reads', finding.value === undefined ? undefined : `"${finding.value}"`);
  add(
    'More',
    finding.more === undefined ? undefined : `${numberText(finding.more, 0)} others of this kind in the same place`,
  );
  return facts;
}
