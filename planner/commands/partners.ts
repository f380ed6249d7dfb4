import type { Notice } from '../partners/notice.js';
import { makeNotice } from '../partners/notice.js';
import type { PartnerFact, Recorded } from '../partners/facts.js';
import { holdsFor, standingOf } from '../partners/standing.js';
import type { Finding } from '../partners/evidence.js';
import { Fault } from '../model/fault.js';
import type { PartnerDuty } from '../partners/duties.js';
import { safeText } from '../view/text.js';
import type { Run } from './context.js';
import { exit } from './exit.js';
import { textFormat, writeNotices, writeStandings } from './partners-output.js';
import {
  deployed,
  note,
  type PartnerFlags,
  readFacts,
  required,
  type Scene,
  sceneOf,
  standingsOf,
  untilOf,
} from './partners-scene.js';

/** `partners status [PARTNER…]` */
export const status: Run<PartnerFlags> = async (partners, flags, world) => {
  const scene = await sceneOf(partners, flags);
  await writeStandings(scene, standingsOf(scene, await readFacts(scene)), flags, world);
  return exit.done;
};

/** `partners notice [PARTNER…]`: renders what partners must know, and notes which addresses and dates it named. */
export const notice: Run<PartnerFlags> = async (partners, flags, world) => {
  textFormat(flags);
  const scene = await sceneOf(partners, flags);
  const { estate, duties, now } = scene;
  const ready = duties.filter(({ addressSet }) => addressSet !== undefined);
  const [first] = duties;
  if (ready.length === 0 && first !== undefined) deployed(first);
  let notices: readonly Notice[] = [];
  await note(scene, flags, world, (facts) => {
    notices = ready.flatMap((duty) => makeNotice(estate, duty, facts, now) ?? []);
    return notices.flatMap((each) => noticeFact(each, facts, now));
  });
  await writeNotices(notices, flags, world);
  const missing = duties.filter(({ addressSet }) => addressSet === undefined);
  for (const { partner, product, direction, environment } of missing)
    world.stderr.write(
      `no notice to ${partner} for ${product} ${direction}: deploy ${environment}-addresses with these addresses first\n`,
    );
  return missing.length > 0 ? exit.changed : exit.done;
};

/** Nothing is noted where the last notice said the same. */
function noticeFact(
  { partner, product, direction, addressSet: set, addresses, dates }: Notice,
  facts: readonly Recorded[],
  now: number,
): readonly PartnerFact[] {
  const last = standingOf({ partner, product, direction }, facts, set, now).notice;
  return JSON.stringify(last?.dates) === JSON.stringify(dates)
    ? []
    : [{ kind: 'notice', partner, product, direction, set, addresses: [...addresses], dates }];
}

/** Milliseconds that evidence looks back. */
const lookBack = 3 * 86_400_000;

/** `partners evidence [PARTNER…]`: looks for their traffic in the logs, and notes what it proves. */
export const evidence: Run<PartnerFlags> = async (partners, flags, world) => {
  textFormat(flags);
  const scene = await sceneOf(partners, flags);
  const { estate, outputs, duties, now } = scene;
  const { gatherEvidence } = await import('../adapters/evidence.js');
  const endpoint = world.env['AWS_ENDPOINT_URL'];
  if (endpoint !== undefined) world.stderr.write(`asking ${safeText(endpoint)}\n`);
  const place = { region: estate.region, profile: flags.profile };
  const findings: Finding[] = [];
  for (const duty of duties) findings.push(await gatherEvidence(duty, { place, outputs, now, over: lookBack }));
  const proven = findings.flatMap(({ fact }) => fact ?? []);
  const facts = proven.length === 0 ? await readFacts(scene) : await note(scene, flags, world, () => proven);
  const rows = standingsOf(scene, facts);
  await writeStandings(scene, rows, flags, world);
  for (const { duty, kind, why } of findings)
    if (kind !== 'seen')
      world.stderr.write(`${duty.partner} ${duty.product} ${duty.direction}: ${kind}: ${safeText(why)}\n`);
  if (duties.some(({ addressSet }) => addressSet === undefined)) return exit.changed;
  return rows.every(({ standing }) => standing.evidenced !== undefined) ? exit.done : exit.waiting;
};

/** A command that notes one fact for each thing named; the command line demands names, so that nobody is confirmed by accident. */
function noting(
  factOf: (
    duty: PartnerDuty,
    set: string,
    scene: Scene,
    flags: PartnerFlags,
    facts: readonly Recorded[],
  ) => PartnerFact,
  check: (flags: PartnerFlags) => void,
): Run<PartnerFlags> {
  return async (partners, flags, world) => {
    textFormat(flags);
    check(flags);
    const scene = await sceneOf(partners, flags);
    const facts = await note(scene, flags, world, (known) =>
      scene.duties.map((duty) => factOf(duty, deployed(duty), scene, flags, known)),
    );
    await writeStandings(scene, standingsOf(scene, facts), flags, world);
    return exit.done;
  };
}

/** `partners sent PARTNER…`: the notice left the house. */
export const sent = noting(
  ({ partner, product, direction }, set, { now }, flags, facts) => {
    const rendered = facts.findLast(
      (fact) =>
        fact.kind === 'notice' && fact.partner === partner && fact.product === product && fact.direction === direction,
    );
    const how = `Write it and send it: plan-migration partners notice ${partner} --product ${product} --direction ${direction}`;
    if (rendered === undefined)
      throw new Fault(
        'usage',
        `there is no notice to ${partner} for ${product} ${direction} that could have been sent`,
        how,
      );
    if (standingOf({ partner, product, direction }, facts, set, now).notice === undefined)
      throw new Fault(
        'changed',
        `the addresses of ${product} ${direction} changed since the notice to ${partner}: ${rendered.set} then, ${set} now`,
        how,
      );
    return {
      kind: 'sent',
      partner,
      product,
      direction,
      set,
      via: flags.via?.trim() || 'a way that was not noted',
    };
  },
  () => undefined,
);

/** `partners confirm PARTNER… --via HOW`: they said that it is done, for the addresses of now. */
export const confirm = noting(
  ({ partner, product, direction }, set, { now }, flags) => ({
    kind: 'confirm',
    partner,
    product,
    direction,
    set,
    via: required(flags, 'via', confirmHelp),
    until: flags.until === undefined ? new Date(now + holdsFor).toISOString() : untilOf(flags.until, now),
  }),
  (flags) => required(flags, 'via', confirmHelp),
);
const confirmHelp = 'Say how they confirmed: --via "mail of 2027-02-10 by J. Roe". An audit will read it.';

/** `partners waive PARTNER… --because WHY --until WHEN`: go on without them, by name and for a time. */
export const waive = noting(
  ({ partner, product, direction }, set, { now }, flags) => ({
    kind: 'waive',
    partner,
    product,
    direction,
    set,
    because: required(flags, 'because', because),
    until: untilOf(required(flags, 'until', until), now),
  }),
  (flags) => {
    required(flags, 'because', because);
    required(flags, 'until', until);
  },
);
const because = 'Say why it may go on without them: --because "reads over the forwarder". An audit will read it.';
const until = 'Say how long the waiver holds: --until 2027-05-01 or --until 30d.';
