import { formatDay } from '../../model/day.js';
import { weekOf } from '../../waves/schedule/calendar.js';
import { inertMarkdown as inert } from '../../view/inert-markdown.js';
import { targetText } from '../../view/plan/target.js';
import { minutesText, rollbackTimes } from './deadline.js';
import { table, withCode, type Markdown } from './markdown.js';
import { tasksOf, type Task } from './tasks.js';
import type { ProductFacts, WaveFacts } from './wave-facts.js';

/** The runbook of one wave: what is done when, by whom, how one knows that it is done, and when it is too late to go back. */
export function runbookText(facts: WaveFacts): string {
  const { wave, products } = facts;
  const lines = [
    `# Runbook ${inert(wave.id)}: ${products.map(({ product }) => inert(product.name)).join(', ')}`,
    '',
    ...summary(facts),
    '',
    ...conditions(facts),
    ...openDependencies(facts),
    '## Before and after',
    '',
    'Replace teams by names, and tick what is done. T is the day of the first cutover of this wave, T+ counts from the last one.',
    '',
    ...taskTable(facts),
    '',
    ...products.flatMap((product) => productSection(product, facts)),
    ...rollbackCriteria(),
  ];
  return `${lines.join('\n')}\n`;
}

function summary({ wave, products }: WaveFacts): readonly Markdown[] {
  const transfer =
    wave.transferHours === undefined ? `at least ${wave.transferHoursAtLeast} h` : `${wave.transferHours} h`;
  const items: readonly (readonly [string, string])[] = [
    ['servers', `${wave.servers} (${wave.class}${wave.pilot ? ', pilot wave' : ''})`],
    ['begins', wave.start ?? `week ${wave.startWeek}`],
    ['last cutover', wave.cutover ?? (wave.cutoverWeek === undefined ? 'no day is open' : `week ${wave.cutoverWeek}`)],
    ['way back until', wave.rollbackUntil ?? 'known once the plan has a start'],
    ['copy', `${wave.gib} GiB, ${transfer} over the link`],
    ['work', `${wave.windowHours} h inside the windows, ${wave.personDays} person-days`],
    [
      'owners',
      products.map(({ product, owner }) => `${inert(product.name)}: ${inert(owner ?? 'to be named')}`).join('; '),
    ],
  ];
  return items.map(([name, text]) => `- **${name}**: ${text}`);
}

const signs = { met: '✓', broken: '**✗**', waived: '–' } as const;

const conditions = ({ wave }: WaveFacts): readonly Markdown[] => [
  '## Conditions',
  '',
  ...table(
    ['', 'condition', 'why'],
    wave.conditions.map(({ id, verdict, reason }) => [signs[verdict], id, inert(reason)]),
  ),
  '',
];

/** Open dependencies that a runbook lists; the rest are counted. */
const dependenciesListed = 20;

function openDependencies({ wave: { crossEdges } }: WaveFacts): readonly Markdown[] {
  if (crossEdges.length === 0) return [];
  const shown = crossEdges.slice(0, dependenciesListed);
  return [
    '## Dependencies over the link',
    '',
    ...table(
      ['from', 'to', 'ports', 'GB a day', 'until'],
      shown.map(({ from, to, ports, gbPerDay, until }) => [
        inert(from),
        inert(to),
        ports.join(', '),
        gbPerDay === undefined ? '?' : String(Math.round(gbPerDay * 10) / 10),
        until === undefined ? 'stays' : inert(until),
      ]),
    ),
    ...(crossEdges.length > shown.length ? ['', `and ${crossEdges.length - shown.length} more, in \`plan.json\``] : []),
    '',
  ];
}

const taskTable = (facts: WaveFacts): readonly Markdown[] =>
  table(
    ['', 'id', 'when', 'task', 'who', 'done when', 'after'],
    tasksOf(facts).map((task) => [
      '☐',
      `${facts.wave.id}-${task.id}`,
      whenText(task, facts),
      withCode(task.task),
      inert(task.owner),
      withCode(task.done),
      task.after.map((id) => `${facts.wave.id}-${id}`).join(', '),
    ]),
  );

/** `2027-02-06 (T-60)`; without a start `T-60`; a day before the plan begins is its first day, and said so. */
function whenText({ offset }: Pick<Task, 'offset'>, { first, last, planStart, wave }: WaveFacts): string {
  const t = offset === 0 ? 'T' : offset < 0 ? `T${offset}` : `T+${offset}`;
  const anchor = offset > 0 ? last : first;
  if (anchor === undefined) {
    if (wave.cutoverWeek === undefined || offset >= 0) return t;
    const week = wave.cutoverWeek - 1 + weekOf(offset);
    return week < 1 ? `${t} (before week 1)` : `${t} (week ${week})`;
  }
  const day = anchor + offset;
  return planStart !== undefined && day < planStart
    ? `${formatDay(planStart)} (${t} is before the plan begins)`
    : `${formatDay(day)} (${t})`;
}

function productSection({ product, owner, servers, deadline }: ProductFacts, { wave }: WaveFacts): readonly Markdown[] {
  const day = product.cutover ?? (product.cutoverWeek === undefined ? 'no day is open' : `week ${product.cutoverWeek}`);
  const id = (step: number): string => `${wave.id}-${product.name}-${step}`;
  const who = owner ?? 'product owner';
  const steps: readonly (readonly [task: string, who: string, done: string])[] = [
    ['Stop writes on the old side; last copy', who, 'copies are equal, nothing writes any more'],
    ['Start the targets and attach the data', 'platform', 'every target answers its health check'],
    ['Validate: sign in, read, write, print a report, reach every dependency', who, 'the list of checks is signed'],
    [
      'Move the traffic: one change of the public records, small shares first',
      'migration lead',
      'all of it answers from AWS, errors and latency within their limits',
    ],
    ['Accept, or go back', who, 'decision written down before the latest time below'],
  ];
  return [
    `## T: ${inert(product.name)}, ${inert(day)}`,
    '',
    `Window: ${inert(product.window ?? 'not known; write products.*.cutover.window into estate.yaml')}`,
    '',
    ...table(
      ['', 'id', 'task', 'who', 'done when', 'after'],
      steps.map(([task, by, done], at) => [
        '☐',
        inert(id(at + 1)),
        withCode(task),
        inert(by),
        inert(done),
        inert(at === 0 ? `${wave.id}-P9` : id(at)),
      ]),
    ),
    '',
    ...deadlineLines(deadline),
    '',
    ...table(
      ['', 'server', 'becomes', 'way'],
      servers.map(({ server, recommendation }) => [
        '☐',
        inert(server.id),
        inert(targetText(recommendation.chosen.target, recommendation.disposition)),
        recommendation.disposition,
      ]),
    ),
    '',
  ];
}

/** The arithmetic of the latest decision, with all its terms. */
function deadlineLines(deadline: ProductFacts['deadline']): readonly Markdown[] {
  const { rollbackMinutes, validationMinutes, workMinutes, within } = deadline;
  const terms = `rollback ${minutesText(rollbackMinutes)} - validation ${minutesText(validationMinutes)}`;
  if (within === undefined) {
    return [
      `**Latest decision to go back: end of the window - ${minutesText(rollbackMinutes + validationMinutes)}** ` +
        `(end - ${terms}). The work takes about ${minutesText(workMinutes)}: a window of ${minutesText(workMinutes + rollbackMinutes + validationMinutes)} holds both.`,
    ];
  }
  const { decideBy, wayBack, windowMinutes, slackMinutes } = within;
  const fits =
    slackMinutes >= 0
      ? `${minutesText(slackMinutes)} of slack`
      : `**${minutesText(-slackMinutes)} too little: make the window longer or the product smaller**`;
  return [
    `**Latest decision to go back: ${inert(decideBy)}** = end of the window - ${terms}. ` +
      `Way back: ${inert(wayBack)}. Of ${minutesText(windowMinutes)} the work takes about ${minutesText(workMinutes)}: ${fits}.`,
  ];
}

function rollbackCriteria(): readonly Markdown[] {
  const { recordsMinutes, serverMinutes, serversAtATime, validationMinutes } = rollbackTimes;
  const who = 'owner of the product';
  return [
    '## Going back',
    '',
    ...table(
      ['', 'go back when', 'limit', 'who decides'],
      [
        ['☐', 'validation fails and nobody knows the repair', 'the latest decision of the product', who],
        ['☐', 'errors or latency are above last week', 'as agreed at T-7, or `cutover.metrics` of the product', who],
        ['☐', 'copies lag behind or differ', 'any difference after the last copy', 'platform'],
        ['☐', 'the work takes longer than planned', 'the latest decision of the product', 'migration lead'],
        ['☐', 'a security control does not work', 'at once', 'security'],
      ],
    ),
    '',
    '1. Records back to the old addresses; where nothing has moved yet, nothing to do.',
    '2. Start the old servers; their disks are as they were at the last copy. What was written in AWS since then is lost unless it is copied back.',
    '3. Validate on the old side, tell the users, write down what happened.',
    '',
    `Times are assumptions until T-7 has measured them: ${recordsMinutes} min for records, ${serverMinutes} min for each ${serversAtATime} servers, ` +
      `${validationMinutes} min of validation.`,
  ];
}
