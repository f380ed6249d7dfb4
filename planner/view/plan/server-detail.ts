import { formatCents } from '../../model/money.js';
import type { RowRef } from '../../model/server.js';
import type { Plan, PlannedServer } from '../../plan/plan.js';
import type { Price } from '../../pricing/quote.js';
import { priceOf } from '../../sizing/price-of.js';
import type { Basis } from '../../sizing/recommendation.js';
import type { Fact } from '../facts.js';
import { confidenceText, moneyText, numberText, sizeText } from '../format.js';
import type { Look } from '../look.js';
import { measureText } from './measure.js';
import { productOf } from './product.js';
import { nowText, shown } from './server-table.js';
import { targetDetail, targetText } from './target.js';
import { pad, safeText, width } from '../text.js';

/** `rvtools.xlsx:vInfo!7`, `inventory.csv:5` */
export const rowText = ({ file, sheet, row }: RowRef): string =>
  sheet === undefined ? `${safeText(file)}:${row}` : `${safeText(file)}:${safeText(sheet)}!${row}`;

/** `$73.58 = 730 h x $0.1008, ec2.m7i.large.linux (observed 2026-10, AWS price list)`, and what has no price. */
export function priceFacts({ quotes, gaps }: Price, label = 'Prices'): readonly Fact[] {
  const columns = Math.max(0, ...quotes.map(({ monthlyCents }) => width(formatCents(monthlyCents))));
  return [
    ...quotes.map(({ item, quantity, rate, monthlyCents }): Fact => {
      const sum = `${pad(formatCents(monthlyCents), columns, 'right')} = ${numberText(quantity, 2)} ${rate.unit} x $${rate.usd}`;
      return { label, text: `${sum}, ${safeText(item)} (${rate.kind} ${rate.asOf}, ${safeText(rate.source)})` };
    }),
    ...gaps.map(({ quantity, unit, why }): Fact => ({
      label,
      text: `unknown: ${numberText(quantity, 2)} ${unit}, ${safeText(why)}`,
      tone: 'warning',
    })),
  ];
}

const basisWords: Readonly<Record<Basis, string>> = {
  series: 'measured over time',
  average: 'average and peak',
  sample: 'one sample',
  allocated: 'as allocated',
};

function needsText({ recommendation: { demand } }: PlannedServer): string | undefined {
  if (demand === undefined) return undefined;
  const parts = [
    `${numberText(demand.vcpus)} vCPU (${basisWords[demand.cpuBasis]})`,
    `${sizeText(demand.memoryGiB)} memory (${basisWords[demand.memoryBasis]})`,
  ];
  if (demand.ebsIops !== undefined) parts.push(`${numberText(demand.ebsIops, 0)} IOPS`);
  if (demand.ebsMiBps !== undefined) parts.push(`${numberText(demand.ebsMiBps, 0)} MiB/s of disk`);
  if (demand.networkGbps !== undefined) parts.push(`${numberText(demand.networkGbps)} Gbit/s of network`);
  return [parts.join(', '), ...demand.notes].join('; ');
}

function hasText(planned: PlannedServer, percentile: number): string {
  const { server } = planned;
  const cpu = measureText(server.utilisation?.cpuPct, percentile);
  const memory = measureText(server.utilisation?.memoryPct, percentile);
  const disk =
    server.disks.length === 0 ? server.storageGiB : server.disks.reduce((total, { sizeGiB }) => total + sizeGiB, 0);
  return [
    nowText(planned),
    disk === undefined ? '' : `${sizeText(disk)} of disk`,
    cpu === '' ? 'CPU not measured' : `CPU ${cpu}`,
    memory === '' ? 'memory not measured' : `memory ${memory}`,
    safeText(server.os?.name ?? ''),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function comparison({ recommendation }: PlannedServer, look: Look): string {
  const { chosen, rehost, asIs } = recommendation;
  const parts = [`${moneyText(chosen.monthlyCents, chosen.unpriced, look)} / month`];
  const twice =
    asIs.target.kind === 'ec2' &&
    rehost.target.kind === 'ec2' &&
    asIs.target.instanceType === rehost.target.instanceType;
  if (chosen.target.kind !== 'ec2' && rehost.target.kind === 'ec2' && !twice)
    parts.push(
      `on EC2 at the right size ${moneyText(rehost.monthlyCents, rehost.unpriced, look)} (${rehost.target.instanceType})`,
    );
  if (asIs.target.kind === 'ec2')
    parts.push(
      `on EC2 at the size of today ${moneyText(asIs.monthlyCents, asIs.unpriced, look)} (${asIs.target.instanceType})`,
    );
  return parts.join(', ');
}

const byWords = { uuid: 'UUID', ip: 'IP address', name: 'name' } as const;

/** Everything known about one server and why it goes where it goes; the most important first, because a small panel shows only the start. */
export function serverFacts(planned: PlannedServer, plan: Plan, look: Look): readonly Fact[] {
  const { server, recommendation } = planned;
  const { chosen, disposition, role } = recommendation;
  const facts: Fact[] = [
    { label: 'Target', text: `${safeText(targetText(chosen.target, disposition))} (${disposition})`, tone: 'strong' },
    { label: 'Cost', text: comparison(planned, look) },
    { label: 'Why', text: shown(recommendation.reason, look) },
  ];
  const add = (label: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') facts.push({ label, text: shown(text, look) });
  };
  add('', confidenceText(recommendation.confidence));
  add('Pinned', recommendation.pinned);
  add('Needs', needsText(planned));
  add('Has', hasText(planned, plan.options.sizing.percentile));
  facts.push(...priceFacts(priceOf(chosen.target, plan.book)));
  for (const alternative of recommendation.alternatives) {
    const cost = moneyText(alternative.monthlyCents, alternative.unpriced, look);
    add('Or', `${targetText(alternative.target, disposition)} ${cost}: ${alternative.note}`);
  }
  add('Changes', recommendation.wouldChange);
  for (const text of targetDetail(chosen.target)) add('Build', text);
  add('Role', role === undefined ? undefined : `${role.id} (${role.evidence})`);
  add('Belongs', belongsText(planned, plan));
  add('Address', [server.fqdn ?? '', ...server.ips].filter((part) => part !== '').join(', '));
  add('Row', rowText(server.source));
  for (const { at, by } of server.joined) add('Row', `${rowText(at)}, joined by ${byWords[by]}`);
  return facts;
}

function belongsText(planned: PlannedServer, plan: Plan): string {
  const { server } = planned;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['product', productOf(plan, planned)],
    ['environment', server.environment],
    ['owner', server.owner],
    ['wave', server.wave],
    ['folder', server.folder],
  ];
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])).join(', ');
}
