import type { Scope } from '../../../cutover/scope.js';
import type { Recorded } from '../../../partners/facts.js';
import { type Duty, noticeGate, partnerGate, type PartnerVerdict } from '../../../partners/gate.js';
import type { VirtualClock } from './clock.js';

const day = 86_400_000;

export interface PartnersOptions {
  readonly clock: VirtualClock;
  /** Milliseconds by which they are late. */
  readonly late: number;
  readonly onFact: (product: string, what: string) => void;
}

/** Partners who confirm their lead time after they were told, and whose first test is seen a day later. */
export class SimulatedPartners {
  readonly #options: PartnersOptions;
  readonly #facts: Recorded[] = [];
  readonly #told = new Set<string>();

  constructor(options: PartnersOptions) {
    this.#options = options;
  }

  /** Notices to all partners of a product leave the house. */
  send(scope: Scope): void {
    const { clock, late, onFact } = this.#options;
    for (const duty of dutiesOf(scope)) {
      const { partner, product, direction, leadTime } = duty;
      const set = duty.addressSet ?? '';
      const key = `${partner} ${product} ${direction}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      const subject = { partner, product, direction, set } as const;
      const addresses = direction === 'ingress' ? scope.addresses : scope.sources;
      const what = `${addresses.length} ${addresses.length === 1 ? 'address' : 'addresses'}`;
      const record = (fact: Recorded, story: string): void => {
        this.#facts.push(fact);
        onFact(product, `${partner} ${story} (${direction})`);
      };
      const stamp = (by: string) => ({ at: new Date(clock.now()).toISOString(), by });
      record({ kind: 'sent', ...subject, via: 'mail', ...stamp('ops/rehearsal') }, `was told ${what}`);
      clock.at(clock.now() + leadTime + late, () => {
        const until = new Date(clock.now() + 180 * day).toISOString();
        record({ kind: 'confirm', ...subject, via: 'mail', until, ...stamp('ops/rehearsal') }, 'confirmed');
      });
      clock.at(clock.now() + leadTime + late + day, () => {
        const at = new Date(clock.now()).toISOString();
        record(
          {
            kind: 'evidence',
            ...subject,
            source: direction === 'ingress' ? 'flow-logs' : 'probe',
            outcome: 'accepted',
            count: 12,
            first: at,
            last: at,
            peers: [],
            query: 'rehearsal',
            ...stamp('rehearsal'),
          },
          'was seen on the new addresses',
        );
      });
    }
  }

  verdicts(scope: Scope, what: 'told' | 'open', now: number): readonly PartnerVerdict[] {
    const duties = dutiesOf(scope);
    return what === 'told'
      ? noticeGate(this.#facts, duties, now)
      : partnerGate(this.#facts, scope.policy.partners, duties, now).map((verdict) =>
          this.#patient(verdict, scope, now),
        );
  }

  /** A partner who was told answers at a known time here: no need to look every minute until then. */
  #patient(verdict: PartnerVerdict, { partners }: Scope, now: number): PartnerVerdict {
    if (verdict.until === undefined || verdict.until > now || verdict.verdict === 'pass') return verdict;
    const lead = partners.find(({ partner, direction }) => `${partner}.${direction}` === verdict.id);
    return lead === undefined ? verdict : { ...verdict, until: now + day / 4 };
  }
}

const dutiesOf = ({ product, partners }: Scope): readonly Duty[] =>
  partners.map(({ partner, direction, addressSet, leadTime }) => ({
    partner,
    product,
    direction,
    addressSet,
    leadTime,
  }));
