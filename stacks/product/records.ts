import { Construct } from 'constructs';
import type { Deployment, Estate, FoundationContract, PublicName } from '../../estate/index.js';
import { cutoverRecord, zoneOf } from '../../estate/index.js';
import type { AliasTarget } from '../../modules/dns/index.js';
import { AliasRecord } from '../../modules/dns/index.js';
import type { Remote } from '../reads.js';
import type { EstateStack } from '../stack.js';

interface Place {
  readonly estate: Estate;
  readonly foundation: Remote<FoundationContract>;
  readonly target: AliasTarget;
}

/** A record's zone and its name there. */
interface Spot {
  readonly zone: string;
  readonly name: string;
}

/** The id of a Route 53 zone: written in the estate, or made by the environment's foundation. */
function zoneId({ estate, foundation }: Place, name: string): string | undefined {
  const zone = estate.zones[name];
  if (zone?.at !== 'route53') return undefined;
  return zone.origin === 'existing' ? zone.id : foundation.at('zones').at(name).at('id').text();
}

/** The names whose records this stack writes: those that the cutover has handed over, and new ones. */
export function ownedNames({ names, ingress }: Deployment): readonly PublicName[] {
  return ingress.kind === 'none' ? [] : names.filter(({ owner }) => owner === 'stack');
}

/** The records that point at a product: its preview host, its host, and the public names that the stack owns. */
export class Records extends Construct {
  constructor(stack: EstateStack, id: string, deployment: Deployment, place: Place) {
    super(stack, id);
    const { preview, ingress } = deployment;
    const zones = Object.values(place.estate.zones);
    const host = ingress.kind === 'none' ? undefined : ingress.host;
    for (const name of [preview, host].filter((one) => one !== undefined)) {
      const zone = zoneOf(name, zones)?.name;
      if (zone !== undefined) this.#alias({ zone, name }, place);
    }
    for (const owned of ownedNames(deployment)) {
      const spot = cutoverRecord(owned.name, place.estate.zones);
      const record = spot === undefined ? undefined : this.#alias(spot, place);
      // The record is there already: the cutover has left it as this one. Where no legacy record was, importing would look for what is absent and
      // block the whole stack.
      if (spot !== undefined && record !== undefined && owned.legacy !== undefined)
        record.record.importFrom(`${zoneId(place, spot.zone) ?? ''}_${spot.name}_A`);
    }
  }

  #alias({ zone, name }: Spot, place: Place): AliasRecord | undefined {
    const id = zoneId(place, zone);
    return id === undefined ? undefined : new AliasRecord(this, name, { zone: id, name, target: place.target });
  }
}
