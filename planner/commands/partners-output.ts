import type { Notice } from '../partners/notice.js';
import { Fault } from '../model/fault.js';
import { paintAll } from '../view/look.js';
import { type DutyStanding, partnersStatus } from '../view/partners-status.js';
import { type Format, type GlobalFlags, lookOf, type World } from './context.js';
import { formatOf, writeResult } from './output.js';
import { policyIn, type Scene } from './partners-scene.js';

const versionLine = `${JSON.stringify({ type: 'version', schema: 'events/v1', tool: 'plan-migration' })}\n`;
const events = function* (type: string, items: readonly object[]): Generator<string> {
  yield versionLine;
  for (const item of items) yield `${JSON.stringify({ type, ...item })}\n`;
};

/** Asked before anything is noted: a format that there is not must not leave a trace. @throws Fault `usage` */
export function textFormat(flags: GlobalFlags): Exclude<Format, 'xlsx'> {
  const format = formatOf(flags) ?? 'text';
  if (format === 'xlsx') throw new Fault('usage', 'partners have no xlsx output', 'Write --format csv.');
  return format;
}

/** Notices in the format asked for; several stand one after the other. */
export async function writeNotices(notices: readonly Notice[], flags: GlobalFlags, world: World): Promise<void> {
  const format = textFormat(flags);
  if (flags.events === true) return writeResult(events('notice', notices), flags, world);
  const { noticeDocument } = await import('../report/partners/notice-document.js');
  const documents = notices.map(noticeDocument);
  switch (format) {
    case 'json':
      return writeResult([`${JSON.stringify({ schema: 'notices/v1', notices }, null, 2)}\n`], flags, world);
    case 'csv':
      return writeResult((await import('../report/partners/notice-csv.js')).noticeCsv(notices), flags, world);
    case 'md': {
      const { documentMarkdown } = await import('../report/document/markdown.js');
      return writeResult(joined(documents.map(documentMarkdown), '\n---\n\n'), flags, world);
    }
    case 'html':
      return writeResult((await import('../report/document/html.js')).documentHtml(documents), flags, world);
    case 'text': {
      const { documentText } = await import('../report/document/text.js');
      const { width } = lookOf(flags, world);
      // A mail is read at 78 columns; a narrower terminal is respected.
      const columns = Math.min(Math.max(width, 40), 78);
      return writeResult(
        joined(
          documents.map((each) => documentText(each, columns)),
          `\n${'='.repeat(columns)}\n\n`,
        ),
        flags,
        world,
      );
    }
  }
}

function* joined(texts: readonly Iterable<string>[], between: string): Generator<string> {
  for (const [at, text] of texts.entries()) {
    if (at > 0) yield between;
    yield* text;
  }
}

const onScreen = ({ output }: GlobalFlags, { stdout }: World): boolean => output === undefined && stdout.isTTY === true;

/** Where partners stand, in the format asked for. */
export async function writeStandings(
  { estate }: Pick<Scene, 'estate'>,
  rows: readonly DutyStanding[],
  flags: GlobalFlags,
  world: World,
): Promise<void> {
  const format = textFormat(flags);
  const { standingJson, statusCsv, statusDocument, statusJson } = await import('../report/partners/status.js');
  if (flags.events === true) return writeResult(events('standing', rows.map(standingJson)), flags, world);
  switch (format) {
    case 'json':
      return writeResult([statusJson(rows)], flags, world);
    case 'csv':
      return writeResult(statusCsv(rows), flags, world);
    case 'md': {
      const { documentMarkdown } = await import('../report/document/markdown.js');
      return writeResult(documentMarkdown(statusDocument(rows, estate.company)), flags, world);
    }
    case 'html': {
      const { documentHtml } = await import('../report/document/html.js');
      return writeResult(documentHtml([statusDocument(rows, estate.company)]), flags, world);
    }
    case 'text': {
      const look = lookOf(flags, world);
      // Only a screen has an edge; where somebody names a width it is one.
      const whole = flags.width === undefined && (flags.screenReader === true || !onScreen(flags, world));
      return writeResult([paintAll(partnersStatus(rows, policyIn(estate), look, whole), look.colour)], flags, world);
    }
  }
}
