import type { Finding, Severity } from '../model/finding.js';
import type { Plan, PlannedServer } from '../plan/plan.js';
import { chooseFindings, placeText, severityCounts, severityText } from '../view/plan/finding-list.js';
import { confidenceDots, count, moneyText } from '../view/format.js';
import { inertMarkdown } from '../view/inert-markdown.js';
import { nextStep } from '../view/plan/next-step.js';
import { inOrder, type ProductRow, productRows } from '../view/plan/product-rows.js';
import { nowCostText, whenText } from '../view/plan/product-table.js';
import { rowsSentence } from '../view/plan/row-counts.js';
import { nowText } from '../view/plan/server-table.js';
import { answerRows, movingText, planTitle, pricesText } from '../view/plan/summary.js';
import { targetText } from '../view/plan/target.js';

const look = { ascii: false, width: 120, colour: false };

/** GitHub cuts a comment at 65,536 characters; a table of 200 servers stays far below. */
const serversListed = 200;
const productsListed = 100;
const findingsListed = 20;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const signs: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

function findingItem(finding: Finding, alike: number): string {
  const place = placeText(finding, '…');
  const where = place === '' ? '' : ` (${inertMarkdown(place)})`;
  const remedy = finding.remedy === '' ? '' : `<br>${inertMarkdown(finding.remedy)}`;
  const more = alike === 0 ? '' : `<br>and ${alike} more like this`;
  return `- ${signs[finding.severity]} ${finding.severity}: ${inertMarkdown(finding.message)}${where}${remedy}${more}\n`;
}

const productRow = (whole: ProductRow): string => {
  const { product, awsCents, unpriced } = whole;
  return row([
    inertMarkdown(product.name),
    String(product.servers.length),
    product.wave,
    whenText(product.cutover, product.cutoverWeek),
    nowCostText(whole, look).replaceAll('$', '&#36;'),
    moneyText(awsCents, unpriced, look).replaceAll('$', '&#36;'),
    inertMarkdown(product.order),
  ]);
};

/** The products in the order in which they move, folded away; nothing where none was planned. */
function* productPieces(plan: Plan): Generator<string> {
  const rows = inOrder(productRows(plan));
  if (rows.length === 0) return;
  const { waves } = plan.waves;
  yield `\n<details><summary>${count(rows.length, 'product')} in ${count(waves.length, 'wave')}</summary>\n\n`;
  yield row(['product', 'servers', 'wave', 'cutover', 'now', 'AWS', 'why this order']);
  yield row(['---', '---:', '---', '---', '---:', '---:', '---']);
  for (const product of rows.slice(0, productsListed)) yield productRow(product);
  const left = rows.length - productsListed;
  if (left > 0) yield `\nand ${count(left, 'product')} more: \`--json\` lists them all\n`;
  yield '\n</details>\n';
}

const serverRow = ({ server, recommendation }: PlannedServer, now: string): string =>
  row([
    inertMarkdown(server.name),
    inertMarkdown(now),
    inertMarkdown(targetText(recommendation.chosen.target, recommendation.disposition)),
    moneyText(recommendation.chosen.monthlyCents, recommendation.chosen.unpriced, look).replaceAll('$', '&#36;'),
    confidenceDots(recommendation.confidence, look),
    inertMarkdown(recommendation.reason),
  ]);

function* pieces(plan: Plan): Generator<string> {
  yield `## ${inertMarkdown(planTitle(plan))}: ${count(plan.servers.length, 'server')} to AWS\n\n`;
  yield row(['', '$ / month', 'change', 'what it assumes']);
  yield row(['---', '---:', '---:', '---']);
  for (const { label, cents, unpriced, change, note } of answerRows(plan, look)) {
    const money = moneyText(cents, unpriced, look).replaceAll('$', '&#36;');
    yield row([`**${inertMarkdown(label)}**`, money, change, inertMarkdown(note)]);
  }
  const moving = movingText(plan);
  if (moving !== '') yield `\n${inertMarkdown(moving)}.\n`;
  yield `\n${plan.book.region} on demand, ${pricesText(plan)}.\n`;
  const counts = severityCounts(plan.findings);
  if (plan.findings.length > 0) {
    yield `\n### ${severityText(counts)}\n\n`;
    const { shown, left } = chooseFindings(plan.findings, { most: findingsListed, perCode: 3 });
    for (const { finding, alike } of shown) yield findingItem(finding, alike);
    if (left > 0) yield `- and ${count(left, 'other finding')}\n`;
  }
  yield* productPieces(plan);
  yield `\n<details><summary>${count(plan.servers.length, 'server')}</summary>\n\n`;
  yield row(['server', 'now', 'target', '$ / month', 'confidence', 'why']);
  yield row(['---', '---:', '---', '---:', '---', '---']);
  const listed = Math.min(plan.servers.length, serversListed);
  for (let at = 0; at < listed; at += 1) {
    const planned = plan.servers.at(at);
    if (planned !== undefined) yield serverRow(planned, nowText(planned));
  }
  const left = plan.servers.length - listed;
  if (left > 0) yield `\nand ${count(left, 'server')} more: \`--format csv\` lists them all\n`;
  yield `\n</details>\n\n${inertMarkdown(rowsSentence(plan.inventory))}\n\n`;
  yield `Next: ${inertMarkdown(nextStep(plan))}\n`;
}

/** The plan for a pull request or a wiki: GitHub-flavoured Markdown. */
export const planMarkdown = (plan: Plan): Iterable<string> => pieces(plan);
