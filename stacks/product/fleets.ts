import { Construct } from 'constructs';
import type { Ami, Deployment, Environment, Fleet as Written, ProductContract } from '../../estate/index.js';
import { inDays, inGiB } from '../../estate/index.js';
import type { Deletion } from '../../modules/core/index.js';
import { Fleet } from '../../modules/fleet/index.js';
import { secretPaths } from '../../modules/secrets/index.js';
import { identityOf } from '../identity.js';
import { remindUntil } from '../notice.js';
import type { Parts } from './consumer.js';
import { targetOf, usesOf } from './consumer.js';

/** Graviton types end their family in `g` and what follows it: m7g, t4g, c7gn, r8gd. */
const isGraviton = (type: string) => /^[a-z]+\d+g[a-z]*\./.test(type);

/**
 * AWS's own images, for machines that name an image of the factory: the parameter `/<env>/ami/<image>` is written by the factory, and a machine cannot
 * start from a parameter that is not there.
 */
function publicImage({ os, type }: Pick<Written, 'os' | 'type'>): string {
  if (os === 'windows') return '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base';
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${isGraviton(type) ? 'arm64' : 'x86_64'}`;
}

function imageOf(ami: Ami, machine: Pick<Written, 'os' | 'type'>) {
  return ami.kind === 'image' ? ({ kind: 'parameter', path: publicImage(machine) } as const) : ami;
}

/** Disks of a rehosted server that must not be destroyed, as `stateful` and `allowDestroy` name them: `files.shares`. */
export function statefulDisks(fleets: Deployment['fleets']): readonly string[] {
  return Object.values(fleets).flatMap((fleet) =>
    fleet.kind === 'rehosted' ? Object.keys(fleet.disks).map((disk) => `${identityOf(fleet)}.${disk}`) : [],
  );
}

interface Place extends Parts {
  readonly where: Environment;
  readonly secretNames: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly deletion: Readonly<Record<string, Deletion>>;
}

/** The virtual machines of a product. */
export class Fleets extends Construct {
  readonly contract: ProductContract['fleets'];
  readonly alarms: readonly string[];

  constructor(scope: Construct, id: string, fleets: Deployment['fleets'], place: Place) {
    super(scope, id);
    const made = Object.values(fleets).map((written) => ({ name: written.name, made: this.#fleet(written, place) }));
    for (const { made: fleet } of made)
      if (fleet.settings.idle !== undefined)
        remindUntil(fleet, `${fleet.group.group.fqn}.desired_capacity > 0`, fleet.settings.idle);
    this.contract = Object.fromEntries(made.map(({ name, made: { ref } }) => [name, ref]));
    this.alarms = made.flatMap(({ made: { alarms } }) => alarms.arns);
  }

  #fleet(written: Written, place: Place): Fleet {
    const name = identityOf(written);
    const { environment, product, boundary, egress, where, secretNames, tags, deletion } = place;
    const target = targetOf(place, written.name);
    const disks = Object.entries(written.disks).map(([disk, { size, mount, restoreFrom }]) => [
      disk,
      { sizeGiB: inGiB(size), mount, ...(restoreFrom !== undefined && { restoreFrom }) },
    ]);
    const spec = {
      environment,
      product,
      boundary,
      name,
      tags,
      ami: imageOf(written.ami, written),
      type: written.type,
      os: written.os,
      boot: written.boot,
      secrets: secretPaths(environment, product, secretNames),
      uses: usesOf(place, written.uses),
      egress,
      disks: Object.fromEntries(disks),
      ...(written.port !== undefined && { port: written.port }),
      // What no load balancer stands before is reached by its address: from the network and from the datacenter.
      ...(written.port !== undefined && target === undefined && { from: neighbours(where) }),
      ...(written.standby && ({ start: 'standby' } as const)),
      ...(target !== undefined && { target }),
    };
    if (written.kind === 'rehosted') {
      const mine = Object.entries(deletion).flatMap(([thing, allowed]) =>
        thing.startsWith(`${name}.`) ? [[thing.slice(name.length + 1), allowed]] : [],
      );
      return new Fleet(this, name, {
        ...spec,
        kind: 'rehosted',
        az: written.az,
        ...(mine.length > 0 && { deletion: Object.fromEntries(mine) }),
      });
    }
    return new Fleet(this, name, {
      ...spec,
      kind: 'pool',
      count: written.count,
      maxLifetimeDays: Math.round(inDays(written.maxLifetime)),
    });
  }
}

function neighbours({ cidr, legacyNetwork }: Environment): Readonly<Record<string, string>> {
  const datacenter = (legacyNetwork?.cidrs ?? []).map((network) => [
    `datacenter-${network.replaceAll(/[./:]/g, '-')}`,
    network.includes('/') ? network : `${network}/32`,
  ]);
  return { vpc: cidr, ...Object.fromEntries(datacenter) };
}
