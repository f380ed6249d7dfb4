import { parseDay } from '../../model/day.js';
import type { WaveFacts } from './wave-facts.js';

/** A row of a runbook. */
export interface Task {
  /** `P3`: unique in the wave, and what `after` names. */
  readonly id: string;
  /** Days from T: the first cutover of the wave for what comes before, the last one for what comes after. */
  readonly offset: number;
  readonly task: string;
  readonly owner: string;
  readonly done: string;
  readonly after: readonly string[];
}

/** The same before every wave: AWS's cutover runbook guide (P1-P13), at the days that T-minus gates usually have. */
const before: readonly Task[] = [
  {
    id: 'P3',
    offset: -30,
    task: 'Raise the change request; list contacts, escalation and who starts and stops each application',
    owner: 'migration lead',
    done: 'change approved, every contact has answered once',
    after: ['P1'],
  },
  {
    id: 'P4',
    offset: -30,
    task: 'Test the link from AWS to the datacenter and back',
    owner: 'network',
    done: 'every open dependency below answers over the link',
    after: ['P2'],
  },
  {
    id: 'P6',
    offset: -14,
    task: 'Launch all targets as a test beside the old side; raise firewall and DNS changes',
    owner: 'platform',
    done: 'every target answers its health check; changes scheduled',
    after: ['P5'],
  },
  {
    id: 'P7',
    offset: -7,
    task: 'Rehearse the cutover and the way back, and measure both; agree the limits of the rollback criteria',
    owner: 'migration lead',
    done: '`cutover rehearse` and a rehearsal on the new side passed; the times below replaced by measured ones',
    after: ['P6'],
  },
  {
    id: 'P8',
    offset: -7,
    task: 'Lower the TTL of the public names; restore one backup of every data store',
    owner: 'network',
    done: 'names answer with the low TTL; restored data was read',
    after: ['P3'],
  },
];

const following: readonly Task[] = [
  {
    id: 'A1',
    offset: 1,
    task: 'Watch errors, latency and orders against last week; answer reports within the hour',
    owner: 'product owners',
    done: 'no open report that speaks for going back',
    after: [],
  },
  {
    id: 'A2',
    offset: 7,
    task: 'Drain: no traffic arrives at the old side any more',
    owner: 'network',
    done: 'a day without a request at the old addresses',
    after: ['A1'],
  },
  {
    id: 'A3',
    offset: 14,
    task: 'Look back: what was missing, what took longer than planned, what can be automated',
    owner: 'migration lead',
    done: 'the runbook of the next wave is changed',
    after: ['A1'],
  },
];

/** All rows but those of the cutover day itself, in the order of their days. */
export function tasksOf(facts: WaveFacts): readonly Task[] {
  const partners = partnerTasks(facts);
  const all = [
    ...beginning(partners),
    ...before,
    copyTask(facts),
    decision(partners),
    ...partners,
    ...following,
    endTask(facts),
  ];
  return all.toSorted((a, b) => a.offset - b.offset || (a.id < b.id ? -1 : 1));
}

/** Two months before T; earlier where a notice has to go out earlier, since it names the addresses. */
function beginning(partners: readonly Task[]): readonly Task[] {
  const notice = partners.reduce((least, { offset }) => Math.min(least, offset - 1), 0);
  const offset = Math.min(-60, notice);
  return [
    {
      id: 'P1',
      offset,
      task: 'Freeze the scope of this wave and name an owner for every row',
      owner: 'migration lead',
      done: 'no row below without a name',
      after: [],
    },
    {
      id: 'P2',
      offset,
      task: 'Deploy the addresses and the foundation of the environments; ask for the quotas that the plan names',
      owner: 'platform',
      done: '`outputs/` has both stacks; quotas granted',
      after: ['P1'],
    },
  ];
}

/** Go or no-go, the day before. */
const decision = (partners: readonly Task[]): Task => ({
  id: 'P9',
  offset: -1,
  task: 'Go or no-go: copies are at most minutes behind, tests signed, way back tested, approvers reachable',
  owner: 'migration lead',
  done: 'decision written down with names',
  after: ['P4', 'P7', 'P8', ...partners.map(({ id }) => id).filter((id) => id.endsWith('b'))],
});

/** Days before the first cutover on which copying begins: as the plan says, else two weeks. */
function copyTask({ wave, first }: WaveFacts): Task {
  const start = wave.start === undefined ? undefined : parseDay(wave.start);
  const hours =
    wave.transferHours === undefined
      ? `at least ${wave.transferHoursAtLeast} h; the size of ${wave.transferUnknown.length} servers is not known`
      : `${wave.transferHours} h`;
  return {
    id: 'P5',
    offset: start === undefined || first === undefined ? -14 : Math.min(-1, start - first),
    task: `Start copying ${wave.gib} GiB (${hours} over the link)`,
    owner: 'platform',
    done: 'first copy complete, changes follow within minutes',
    after: ['P2'],
  };
}

/** Two rows for every partner: its notice at the last possible day, and its answer a week before. */
const partnerTasks = ({ products, first }: WaveFacts): readonly Task[] =>
  products
    .flatMap(({ partners }) => partners)
    .flatMap((partner, index): readonly Task[] => {
      const notice = partner.noticeBy === undefined ? undefined : parseDay(partner.noticeBy);
      const offset = notice === undefined || first === undefined ? -partner.leadTimeDays : notice - first;
      const id = `N${index + 1}`;
      const directions = partner.directions.join(' and ');
      // Backticks mark code of ours in these texts.
      const name = partner.name.replaceAll('`', "'");
      return [
        {
          id: `${id}a`,
          offset,
          task: `Send ${name} the new ${directions} addresses of ${partner.product}: \`plan-migration partners notice ${partner.id} --product ${partner.product}\``,
          owner: 'partner manager',
          done: `\`partners sent ${partner.id}\` is noted; ${partner.leadTimeDays} days begin`,
          after: ['P2'],
        },
        {
          id: `${id}b`,
          offset: Math.max(-7, Math.min(-1, offset + partner.leadTimeDays)),
          task: `Have the answer of ${name} for ${partner.product}`,
          owner: 'partner manager',
          done: `\`partners status ${partner.id}\` says confirmed, evidenced or waived`,
          after: [`${id}a`],
        },
      ];
    });

function endTask({ wave, last }: WaveFacts): Task {
  const until = wave.rollbackUntil === undefined ? undefined : parseDay(wave.rollbackUntil);
  return {
    id: 'A4',
    offset: until === undefined || last === undefined ? 30 : Math.max(30, until - last + 1),
    task: 'End of the rollback window: hand the records to the stacks, shut the servers down, tell partners that the old addresses may go',
    owner: 'migration lead',
    done: 'every server of this wave is off with evidence of zero traffic',
    after: ['A2', 'A3'],
  };
}
