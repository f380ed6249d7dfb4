import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Stamped } from '../../../../planner/cutover/entries.js';
import { type Audit, auditsOf } from '../../../../planner/report/cutover/audit.js';
import { auditDocument, auditJson } from '../../../../planner/report/cutover/audit-document.js';
import { documentHtml } from '../../../../planner/report/document/html.js';
import type { TextDocument } from '../../../../planner/report/document/document.js';
import { documentText } from '../../../../planner/report/document/text.js';
import { documentMarkdown } from '../../../../planner/report/document/markdown.js';
import { Play, smallEstate } from '../../../support/cutover.js';
import { golden } from '../../../support/golden.js';
import { hostileText, textOf } from '../../../support/html.js';
import { runs } from '../../../support/runs.js';

async function played(): Promise<Play> {
  const play = new Play(
    smallEstate({
      policy: [
        'steps: [50, 100]',
        'approve: { at: [shift-100, finish] }',
        'metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m } }',
      ],
    }),
  );
  await play.begin();
  await play.play();
  return play;
}
const play = await played();
const only = (audits: readonly Audit[]): Audit => {
  const [audit] = audits;
  if (audit === undefined) throw new Error('no audit');
  return audit;
};
const audit = only(auditsOf(play.lines));

describe('the audit of a run', () => {
  it('says who approved what, when and on which evidence', () => {
    const approval = audit.decisions.find(({ kind, what }) => kind === 'approval' && what === 'shift-100');
    expect(approval).toMatchObject({
      who: expect.any(String),
      identity: expect.stringMatching(/sts|os/),
      because: 'rehearsal',
    });
    expect(approval?.evidence.some((text) => text.startsWith('drift:'))).toBe(true);
    expect(approval?.evidence.some((text) => text.startsWith('quiet pass'))).toBe(true);
  });

  it('has every change with what it deleted and created, and how it ended', () => {
    expect(audit.changes.length).toBeGreaterThan(3);
    for (const change of audit.changes) {
      expect(change.verdict).toBe('insync');
      expect(change.created.length + change.deleted.length).toBeGreaterThan(0);
      expect(change.changeId).toMatch(/^\/change\//);
    }
    const shift = audit.changes.find(({ step }) => step === 'shift-50');
    expect(shift?.created.join('\n')).toMatch(/shop\.old\.example\. A .* weight 50/);
  });

  it('has every step, with how long it took, and what was skipped and why', () => {
    expect(audit.steps.at(0)).toMatchObject({ step: 'names' });
    expect(audit.steps.find(({ step }) => step === 'preview')).toMatchObject({ skipped: expect.any(String) });
    expect(audit.steps.every(({ until, step }) => until !== undefined || step === 'decommission')).toBe(true);
    expect(audit.outcome).toBe('decommissioned');
  });

  it('names the lines of the journal that it rests on', () => {
    expect(audit.journal).toEqual({ first: 1, last: play.lines.length, prev: play.lines.at(-1)?.prev });
  });

  it('is one for each run, the latest first', async () => {
    const { n: last } = play.lines.at(-1) ?? { n: 0 };
    const again = play.lines.map((line): Stamped => ({
      ...line,
      n: line.n + last,
      ...(line.kind === 'run' && { run: 'second' }),
    }));
    const audits = auditsOf([...play.lines, ...again]);
    expect(audits.map(({ run }) => run)).toEqual(['second', audit.run]);
    expect(audits[1]).toEqual(audit);
  });

  it.each([
    ['text', (document: TextDocument) => [...documentText(document, 300)].join('')],
    ['Markdown', (document: TextDocument) => [...documentMarkdown(document)].join('')],
    ['HTML', (document: TextDocument) => textOf([...documentHtml([document])].join(''))],
  ])('says in %s what each task was, and after which there was no return', async (_, write) => {
    const tasked = new Play(
      smallEstate({
        policy: [
          'steps: [50, 100]',
          'approve: { at: [] }',
          'tasks: [{ before: shift-50, manual: Tell the call centre }, { before: shift-100, run: [./ops/promote, --now], pointOfNoReturn: true }]',
        ],
      }),
    );
    await tasked.begin();
    await tasked.play();
    const told = only(auditsOf(tasked.lines));
    expect(told.tasks).toContainEqual(
      expect.objectContaining({ id: 'shift-100.1', what: './ops/promote --now', pointOfNoReturn: true }),
    );
    expect(told.tasks).toContainEqual(
      expect.objectContaining({ id: 'shift-50.1', what: 'Tell the call centre', pointOfNoReturn: false }),
    );
    const text = write(auditDocument(told));
    expect(text).toContain('Tell the call centre');
    expect(text).toMatch(/ops[^|\n]{0,9}promote[^|\n]*POINT OF NO RETURN/);
    expect(text).not.toMatch(/call centre [^|\n]{0,5}POINT OF NO RETURN/);
  });

  it('names a task that is taken back at a later step too', () => {
    const lines = play.lines.map((line): Stamped => (line.kind === 'task' ? { ...line, step: 'finish' } : line));
    expect(only(auditsOf(lines)).tasks.map(({ what }) => what)).toEqual(audit.tasks.map(({ what }) => what));
    expect(audit.tasks.every(({ what }) => what !== '')).toBe(true);
  });

  it('is empty where there was no run', () => {
    expect(auditsOf([])).toEqual([]);
  });

  it('reads as Markdown', () => {
    // The simulated numbers, and the hashes over them, are not what this is about.
    const text = [...documentMarkdown(auditDocument(audit))]
      .join('')
      .replace(/&#\d+;\.\d+ \| at most/g, 'N | at most')
      .replace(/hash [0-9a-f]{16}/, 'hash H');
    expect(text).toBe(golden(import.meta.url, 'audit.md', text));
  });

  it('tells the same in HTML and JSON', () => {
    const html = textOf([...documentHtml([auditDocument(audit)])].join(''));
    for (const { because, who } of audit.decisions) {
      expect(html).toContain(because);
      expect(html).toContain(who);
    }
    expect(JSON.parse(auditJson([audit]))).toMatchObject({
      schema: 'cutover-report/v1',
      runs: [{ run: audit.run, outcome: 'decommissioned' }],
    });
  });

  it('is inert, whatever people, DNS and AWS said', () => {
    fc.assert(
      fc.property(hostileText(30), (evil) => {
        const bad = play.lines.map((line): Stamped => {
          if (line.kind === 'approve') return { ...line, because: evil, by: evil, who: { kind: 'os', user: evil } };
          if (line.kind === 'gate') return { ...line, why: evil, value: evil, evidence: evil };
          if (line.kind === 'settled') return { ...line, verdict: 'rejected', message: evil };
          return line.kind === 'task' ? { ...line, because: evil } : line;
        });
        const document = auditDocument(only(auditsOf(bad)));
        const markdown = [...documentMarkdown(document)].join('');
        const html = [...documentHtml([document])].join('');
        expect(markdown).not.toMatch(/<(?!br>)|https?:\/\/|\]\(|@/);
        expect(html).not.toMatch(/<(script|img|a|svg|iframe|object|form)\b/i);
        expect(html.replace(/>[^<]*</g, '><')).not.toMatch(/\son\w+\s*=/i);
        expect(markdown + html).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/);
      }),
      { numRuns: runs(15) },
    );
  });
});
