import { noMoney } from '../model/money.js';
import type { Case } from './case.js';
import type { Verdict } from './fate.js';
import type { Offer } from './managed.js';
import type { SizingOptions } from './options.js';
import type { Option } from './recommendation.js';

/**
 * A managed service is chosen while it costs at most this many times the EC2 target. List prices of RDS are about twice those of the same
 * instance; patching, backups and failover of data are worth that, those of a file share or a relay are not.
 */
const premium = { data: 2.5, other: 1.5 } as const;

/** What a server could become. */
export interface Choices {
  readonly rehost: Option;
  readonly offer: Offer | undefined;
  readonly pinned: Option | undefined;
}

export interface Choice {
  readonly chosen: Option;
  readonly by: 'disposition' | 'pin' | 'service' | 'size';
  /** Why the managed service was not chosen, where there is one. */
  readonly notManaged: string;
}

export const unknownOption = (why: string): Option => ({
  target: { kind: 'unknown', why },
  monthlyCents: noMoney,
  unpriced: 1,
});

/** What is recommended: what people decided, else what a person pinned, else the managed service where nothing speaks against it, else EC2. */
export function choose(it: Case, verdict: Verdict, choices: Choices, options: SizingOptions): Choice {
  const { rehost, offer, pinned } = choices;
  if (verdict.leaves !== undefined) {
    // What a bought service costs is in no AWS price list: a gap, not nothing.
    const unpriced = verdict.disposition === 'repurchase' ? 1 : 0;
    const nothing: Option = { target: { kind: 'none', why: verdict.leaves }, monthlyCents: noMoney, unpriced };
    return { chosen: nothing, by: 'disposition', notManaged: '' };
  }
  if (pinned !== undefined) return { chosen: pinned, by: 'pin', notManaged: 'pinned' };
  if (offer === undefined) return { chosen: rehost, by: 'size', notManaged: '' };
  const against = objection(it, offer, rehost, options);
  return against === undefined
    ? { chosen: offer.option, by: 'service', notManaged: '' }
    : { chosen: rehost, by: 'size', notManaged: against };
}

/** What speaks against a managed service, in the order in which it counts. */
function objection(it: Case, offer: Offer, rehost: Option, options: SizingOptions): string | undefined {
  const { role, server, obstacle } = it;
  const holdsData = offer.option.target.kind === 'rds' || offer.option.target.kind === 'elasticache';
  const times = offer.option.monthlyCents / rehost.monthlyCents;
  if (offer.shared) return 'decide once for all';
  if (server.disposition === 'rehost') return 'its row says rehost';
  if (offer.option.unpriced > 0) return 'its price is not known';
  if (server.disposition === 'replatform' || server.disposition === 'refactor') return undefined;
  if (options.managed === 'offer') return 'only offered';
  if (role?.strength !== 'strong') return `only ${role?.said.evidence ?? 'a guess'} suggests it`;
  if (obstacle?.code === 'no-ec2-os') return 'decide first what becomes of it';
  if (rehost.unpriced === 0 && times > (holdsData ? premium.data : premium.other))
    return `${times.toFixed(1)} x the price of EC2`;
  return undefined;
}
