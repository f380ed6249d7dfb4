import { Construct } from 'constructs';
import type { CertificateContract, Environment, Estate, RecordToEnter, Route53Zone } from '../estate/index.js';
import { zoneOf } from '../estate/index.js';
import { Certificate, Zone } from '../modules/dns/index.js';
import { MailIdentity } from '../modules/mail/index.js';
import { allowedDeletions } from './deletion.js';
import { identityOf } from './identity.js';
import { certificateNames } from './product/certificate.js';

/** The zones that an environment makes. */
function zonesMadeIn(estate: Estate, environment: string): readonly Route53Zone[] {
  return Object.values(estate.zones).flatMap((zone) =>
    zone.at === 'route53' && zone.origin === 'made' && zone.environment === environment ? [zone] : [],
  );
}

interface Place {
  readonly estate: Estate;
  readonly environment: Environment;
  /** Id of the stack, as `allowDestroy` names it. */
  readonly stack: string;
  /** Private zones are seen from it. */
  readonly vpc: string;
}

/** The names of an environment: its zones, a certificate for each product, the domains that it sends mail from. */
export class FoundationDns extends Construct {
  readonly zones: Readonly<Record<string, Zone>>;
  /** By product. */
  readonly certificates: Readonly<Record<string, CertificateContract>>;
  /** What people must enter at zones that are not in Route 53. */
  readonly records: readonly RecordToEnter[];
  readonly stateful: readonly string[];
  /** Public Route 53 zone to its id, made here or there already. */
  readonly #writable: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id);
    const { estate, environment } = place;
    const made = zonesMadeIn(estate, environment.name);
    this.stateful = made.map(({ name }) => `zones.${name}`);
    this.zones = this.#makeZones(made, place);
    this.#writable = Object.fromEntries(
      Object.values(estate.zones).flatMap((zone) => {
        if (zone.at !== 'route53' || zone.private) return [];
        const zoneId = zone.origin === 'existing' ? zone.id : this.zones[zone.name]?.id;
        return zoneId === undefined ? [] : [[zone.name, zoneId]];
      }),
    );
    const certificates = this.#makeCertificates(place);
    this.certificates = Object.fromEntries(
      certificates.map(({ product, made: { arn, names, validation } }) => [product, { arn, names, validation }]),
    );
    const mail = environment.mail.flatMap((domain) => this.#mailRecords(domain, place));
    this.records = [...certificates.flatMap(({ made: { toEnter } }) => toEnter), ...mail];
  }

  #makeZones(made: readonly Route53Zone[], { estate, environment, stack, vpc }: Place): Readonly<Record<string, Zone>> {
    const deletion = allowedDeletions(estate, stack, this.stateful);
    return Object.fromEntries(
      made.map(({ name, private: hidden }) => {
        const allowed = deletion[`zones.${name}`];
        const zone = new Zone(this, name, {
          name,
          class: environment.class,
          ...(hidden && { visibility: { vpcs: [vpc] } }),
          ...(allowed !== undefined && { deletion: allowed }),
        });
        return [name, zone];
      }),
    );
  }

  #makeCertificates({ estate, environment }: Place) {
    return Object.values(estate.products).flatMap((product) => {
      const deployment = product.in[environment.name];
      const names = deployment === undefined ? [] : certificateNames(deployment);
      if (names.length === 0) return [];
      const id = `certificate-${identityOf(product)}`;
      return [{ product: product.name, made: new Certificate(this, id, { names, zones: this.#writable }) }];
    });
  }

  #mailRecords(domain: string, { estate }: Place): readonly RecordToEnter[] {
    const holder = zoneOf(domain, Object.values(estate.zones))?.name ?? '';
    const zone = this.#writable[holder];
    const { records } = new MailIdentity(this, `mail-${domain}`, {
      environment: { region: estate.region },
      domain,
      ...(zone !== undefined && { zone }),
    });
    return zone === undefined ? records : [];
  }
}
