import { LaunchTemplate } from '#aws/launch-template';
import type { LaunchTemplateBlockDeviceMappings, LaunchTemplateConfig } from '#aws/launch-template';
import { Fn, TerraformLocal } from '#cdktf';
import { Construct } from 'constructs';
import { classDefaults, resourceName } from '../core/index.js';
import type { Placed } from '../core/index.js';
import type { FleetSettings, ResolvedDisk } from './resolve.js';

export type MachineTemplateProps = Placed & {
  readonly settings: FleetSettings;
  readonly type: string;
  /** Whether `disks` come and go with the instance. */
  readonly disks: 'own' | 'attached';
  readonly securityGroup: string;
  /** ARN of the instance profile. */
  readonly profile: string;
  readonly userData: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly overrides?: Partial<LaunchTemplateConfig>;
};

/** What an auto scaling group's `default_tags` do not reach: instances, volumes and network interfaces are tagged here. */
const tagged = ['instance', 'volume', 'network-interface'];

/** The launch template of a fleet. A change of anything in it is a new version. */
export class MachineTemplate extends Construct {
  readonly template: LaunchTemplate;

  constructor(scope: Construct, id: string, props: MachineTemplateProps) {
    super(scope, id);
    const { environment, product, name, settings } = props;
    const boot = new TerraformLocal(this, 'boot', props.userData);
    const tags = { ...props.tags };
    this.template = new LaunchTemplate(this, 'template', {
      name: resourceName(environment, [product, name], 125),
      // The hash says whether two versions boot alike.
      description: `boot ${Fn.substr(Fn.sha256(boot.asString), 0, 12)}`,
      updateDefaultVersion: true,
      imageId: settings.image,
      instanceType: props.type,
      iamInstanceProfile: { arn: props.profile },
      // Containers on the machine do not reach its credentials: one hop.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      monitoring: { enabled: classDefaults[environment.class].detailedMonitoring },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'false',
          deleteOnTermination: 'true',
          securityGroups: [props.securityGroup],
        },
      ],
      blockDeviceMappings: [
        disk(settings.root.device, environment.kmsKey, { ...settings.root }),
        ...(props.disks === 'own' ? settings.disks.map((own) => disk(own.device, environment.kmsKey, own)) : []),
      ],
      tagSpecifications: tagged.map((resourceType) => ({ resourceType, tags })),
      userData: Fn.base64encode(boot.asString),
      ...props.overrides,
    });
  }
}

function disk(
  deviceName: string,
  kmsKeyId: string,
  { sizeGiB, snapshot, iops, throughputMiB }: Partial<ResolvedDisk>,
): LaunchTemplateBlockDeviceMappings {
  return {
    deviceName,
    ebs: {
      volumeType: 'gp3',
      encrypted: 'true',
      kmsKeyId,
      deleteOnTermination: 'true',
      ...(sizeGiB !== undefined && { volumeSize: sizeGiB }),
      ...(snapshot !== undefined && { snapshotId: snapshot }),
      ...(iops !== undefined && { iops }),
      ...(throughputMiB !== undefined && { throughput: throughputMiB }),
    },
  };
}
