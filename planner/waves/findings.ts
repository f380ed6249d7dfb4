import type { Finding, Severity } from '../model/finding.js';
import { FindingLog } from '../model/finding.js';
import type { Built } from './build.js';
import { isCondition } from './conditions.js';
import type { Evaluated } from './evaluate.js';
import type { WaveModel } from './model.js';
import type { ConditionId } from './wave-plan.js';
import { dayText, listed } from './words.js';

/** What people should decide, know or repair about the waves. */
export function waveFindings(built: Built, evaluated: Evaluated): readonly Finding[] {
  const log = new FindingLog();
  for (const finding of built.findings) log.add(finding);
  for (const { condition } of built.model.inputs.waivers) {
    if (isCondition(condition)) continue;
    log.add({
      severity: 'warning',
      code: 'unknown-condition',
      value: condition,
      message: 'plan.waive names a condition that no wave has',
      remedy: 'write the id of a condition as the waves show it, e.g. contract-end',
    });
  }
  partners(built.model, evaluated, log);
  quotas(built.model, evaluated, log);
  contractEnd(built.model, evaluated, log);
  brokenConditions(evaluated, log);
  return log.list();
}

function partners(model: WaveModel, { timeline, partners: plans }: Evaluated, log: FindingLog): void {
  if (model.inputs.partners.length === 0) return;
  const indexOf = new Map(model.products.map(({ name }, index) => [name, index]));
  const daysOf = new Map(timeline.waves.map((days) => [`W${days.number}`, days]));
  for (const plan of plans) {
    const product = model.products[indexOf.get(plan.product) ?? -1];
    const timing = product?.partners.find(({ lead }) => lead.id === plan.id);
    const days = daysOf.get(plan.wave);
    if (timing === undefined || days === undefined) continue;
    const late = timing.earliest >= days.begin + model.inputs.cadenceDays;
    const severity: Severity = late ? 'error' : timing.earliest > days.base ? 'warning' : 'info';
    const by = plan.noticeBy ?? (plan.noticeByWeek === undefined ? 'the start' : `week ${plan.noticeByWeek}`);
    const when = plan.cutover ?? plan.wave;
    const earliest = dayText(timing.earliest, model.limits);
    log.add({
      severity,
      code: 'partner-lead-time',
      value: plan.id,
      message:
        severity === 'info'
          ? `${plan.product} cuts over ${when}: ${plan.id} must have the notice by ${by}`
          : `${plan.product} cannot cut over ${dayText(late ? days.begin : days.base, model.limits)}: ${plan.id} needs ` +
            `${plan.leadTimeDays} days; earliest ${earliest}, notice by ${by}`,
      remedy: late
        ? `move ${plan.product} to a wave that begins after ${earliest}`
        : `send ${plan.id} the notice with the new addresses: plan-migration partners notice ${plan.id}`,
      ...(plan.noticeBy !== undefined || plan.noticeByWeek !== undefined ? { due: by } : {}),
      ...ownerOf(model, plan.product),
    });
  }
  const known = new Set(model.products.map(({ name }) => name));
  for (const { id, product } of model.inputs.partners) {
    if (known.has(product)) continue;
    log.add({
      severity: 'error',
      code: 'unknown-product',
      value: product,
      message: `partner ${id} names a product that does not exist`,
      remedy: `correct partners.${id}.products`,
    });
  }
}

const ownerOf = ({ inputs }: WaveModel, product: string): Pick<Finding, 'owner'> => {
  const owner = inputs.products.find(({ name }) => name === product)?.owner;
  return owner === undefined ? {} : { owner };
};

function quotas({ limits }: WaveModel, { excesses }: Evaluated, log: FindingLog): void {
  for (const { quota, needed, waiting, askBy } of excesses) {
    const late = askBy < limits.firstDay;
    const who = waiting.length === 0 ? '' : `; until it is raised ${listed(waiting)} must wait`;
    log.add({
      severity: late ? 'error' : 'warning',
      code: `quota-${quota.id}`,
      value: String(needed),
      message: `${quota.title}: ${needed} are needed, the limit is ${quota.limit}${who}; raising it takes about ${quota.leadTimeDays} days`,
      remedy: late
        ? `ask for ${needed} now, in the Service Quotas console, and move ${listed(waiting)} to a later wave`
        : `ask for ${needed} by ${dayText(askBy, limits)}, in the Service Quotas console`,
      ...(late ? {} : { due: dayText(askBy, limits) }),
    });
  }
}

/** How much a broken condition matters. `partners`, `quotas` and `contract-end` have findings of their own. */
const severities: Readonly<Partial<Record<ConditionId, Severity>>> = {
  together: 'error',
  dependencies: 'error',
  environments: 'warning',
  'nonproduction-first': 'warning',
  'critical-not-first': 'warning',
  'complex-not-first': 'warning',
  'pilot-small': 'info',
  servers: 'warning',
  storage: 'warning',
  hours: 'warning',
  'person-days': 'warning',
  window: 'error',
};

const remedies: Readonly<Partial<Record<ConditionId, string>>> = {
  window: 'open the window or shorten the freeze',
};

/** One finding for all waves that come too late: what to do about them is one decision. */
function contractEnd({ limits, inputs }: WaveModel, { waves }: Evaluated, log: FindingLog): void {
  const late = waves.filter(({ conditions }) =>
    conditions.some(({ id, verdict }) => id === 'contract-end' && verdict === 'broken'),
  );
  const [first] = late;
  if (limits.contractEnd === undefined || first === undefined) return;
  let servers = 0;
  for (const wave of waves) servers += wave.servers;
  const inTime = waves.length - late.length;
  const perWave = inTime === 0 ? undefined : Math.ceil(servers / inTime);
  const worst = late.reduce((least, { slackDays }) => Math.min(least, slackDays ?? 0), 0);
  log.add({
    severity: 'error',
    code: 'wave-contract-end',
    value: first.id,
    message:
      `${late.length} of ${waves.length} waves, from ${first.id} on, need legacy beyond the end of the contract on ` +
      `${dayText(limits.contractEnd, limits)}, the last one by ${-worst} days`,
    remedy:
      perWave !== undefined && perWave > inputs.perWave.servers
        ? `raise plan.perWave.servers from ${inputs.perWave.servers} to about ${perWave}, start earlier, or extend the contract`
        : 'start earlier, shorten keepLegacy, or extend the contract',
  });
}

function brokenConditions({ waves }: Evaluated, log: FindingLog): void {
  for (const { id: wave, conditions } of waves) {
    for (const { id, verdict, reason } of conditions) {
      const severity = severities[id];
      if (verdict !== 'broken' || severity === undefined) continue;
      log.add({
        severity,
        code: `wave-${id}`,
        value: wave,
        message: `${wave}: ${reason}`,
        remedy: remedies[id] ?? 'move a product to another wave, or accept it',
      });
    }
  }
}
