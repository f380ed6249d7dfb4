import { spanText } from '../../view/cutover/spans.js';
import { type Block, type DocumentSection, paragraph, type TextDocument } from '../document/document.js';
import type { Audit } from './audit.js';

const moment = (at: string): string => `${at.slice(0, 19).replace('T', ' ')}Z`;

const table = (head: readonly string[], rows: readonly (readonly string[])[], none: string): Block =>
  rows.length === 0 ? paragraph(none) : { kind: 'table', head, rows };

const identities = { sts: 'STS', os: 'operating system user', journal: 'journal' } as const;

function summary(audit: Audit): DocumentSection {
  const { names, startedAt, startedBy, lastAt, outcome, hashes, endpoint, account } = audit;
  const took = spanText(Date.parse(lastAt) - Date.parse(startedAt));
  return {
    title: 'In short',
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['outcome', outcome],
          ['names', names.length === 0 ? 'none: no public name moves' : names.join(', ')],
          ['account', account],
          ['began', `${moment(startedAt)} by ${startedBy}`],
          ['last line', `${moment(lastAt)}, ${took} later`],
          ['reviewed plan', hashes.plan],
          ['estate, outputs', `${hashes.estate}, ${hashes.outputs}`],
          ...(endpoint === undefined ? [] : [['not AWS', `services were asked at ${endpoint}`] as const]),
        ],
      },
    ],
  };
}

/** An audit as a text of sections; every format is made of it. */
export function auditDocument(audit: Audit): TextDocument {
  const { product, env, run, decisions, gates, changes, steps, tasks, interruptions, journal } = audit;
  return {
    title: `Cutover of ${product} in ${env}, run ${run}`,
    subtitle: `${audit.outcome}; all times in UTC`,
    sections: [
      summary(audit),
      {
        title: 'Who decided what, and on what',
        blocks: [
          table(
            ['WHEN', 'KIND', 'WHAT', 'WHO', 'KNOWN BY', 'BECAUSE', 'UNTIL', 'THE GATES HAD SAID'],
            decisions.map(({ at, kind, what, who, identity, because, until, evidence }) => [
              moment(at),
              kind,
              what,
              who,
              identities[identity],
              because,
              until === undefined ? '' : moment(until),
              evidence.join('; '),
            ]),
            'Nobody decided anything.',
          ),
        ],
      },
      {
        title: 'Gates: the last word of each',
        blocks: [
          table(
            ['STEP', 'GATE', 'VERDICT', 'WHEN', 'VALUE', 'LIMIT', 'WHY', 'EVIDENCE', 'NOT PASSED BEFORE'],
            gates.map(({ step, gate, verdict, at, value, limit, why, evidence, notPassed }) => [
              step,
              gate,
              verdict,
              moment(at),
              value,
              limit,
              why,
              evidence,
              notPassed === 0 ? '' : String(notPassed),
            ]),
            'No gate was asked.',
          ),
        ],
      },
      {
        title: 'Changes of records',
        blocks: [
          table(
            ['WHEN', 'STEP', 'FOR', 'ZONE', 'DELETED', 'CREATED', 'CHANGE', 'END', 'SECONDS'],
            changes.map(({ at, step, purpose, zone, deleted, created, changeId = '', settledAt, verdict, message }) => [
              moment(at),
              step,
              purpose,
              zone,
              deleted.join('; '),
              created.join('; '),
              changeId,
              message === '' ? verdict : `${verdict}: ${message}`,
              settledAt === undefined ? '' : String(Math.round((Date.parse(settledAt) - Date.parse(at)) / 1000)),
            ]),
            'No record was changed.',
          ),
        ],
      },
      {
        title: 'Steps and times',
        blocks: [
          table(
            ['STEP', 'FROM', 'TO', 'TOOK', 'NOTE'],
            steps.map(({ step, at, until, seconds, skipped, back }) => [
              step,
              moment(at),
              until === undefined ? '' : moment(until),
              seconds === undefined ? '' : spanText(seconds * 1000),
              skipped === undefined ? (back ? 'reached by a rollback' : '') : `skipped: ${skipped}`,
            ]),
            'No step was entered.',
          ),
        ],
      },
      {
        title: 'Tasks',
        blocks: [
          table(
            ['WHEN', 'STEP', 'TASK', 'WHAT', 'PHASE', 'WRITTEN BY', 'BECAUSE'],
            tasks.map(({ at, step, id, what, pointOfNoReturn, phase, by, because }) => [
              moment(at),
              step,
              id,
              pointOfNoReturn ? `${what} (POINT OF NO RETURN)` : what,
              phase,
              by,
              because,
            ]),
            'There were none.',
          ),
        ],
      },
      {
        title: 'What did not go as planned',
        blocks: [
          table(
            ['WHEN', 'STEP', 'WHAT'],
            interruptions.map(({ at, step, what }) => [moment(at), step, what]),
            'Everything went as planned.',
          ),
        ],
      },
      {
        title: 'Where this comes from',
        blocks: [
          paragraph(
            `Lines ${journal.first} to ${journal.last} of the journal ${product}-${env}; the last one follows the line with the hash ${journal.prev}. The chain of hashes shows accidents, not malice: keep the journal in version control or in a bucket with versions.`,
          ),
        ],
      },
    ],
  };
}

/** Schema `cutover-report/v1`. */
export const auditJson = (audits: readonly Audit[]): string =>
  `${JSON.stringify({ schema: 'cutover-report/v1', runs: audits }, null, 2)}\n`;
