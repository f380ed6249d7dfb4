import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const diskEncrypted: Rule = {
  id: 'disk-encrypted',
  title: 'Disks are encrypted',
  why: 'Snapshots of unencrypted disks are readable by whoever gets to share them; encryption costs nothing.',
  remedy: 'Set encrypted on the volume or its block device mapping.',
  severity: 'error',
  also: ['CKV_AWS_3', 'CKV_AWS_8', 'EC2EBSVolumeEncrypted'],
  check: each(['aws_ebs_volume', 'aws_instance', 'aws_launch_template'], ({ type, config }) => {
    if (type === 'aws_ebs_volume') return isOn(config['encrypted']) ? undefined : 'is not encrypted';
    const mapped = blocks(config['block_device_mappings']).flatMap(({ ebs }) => blocks(ebs));
    const devices = [...blocks(config['root_block_device']), ...blocks(config['ebs_block_device']), ...mapped];
    // A template without mappings takes those of the image, which nobody here can see.
    if (devices.length === 0) return 'does not say that its disks are encrypted';
    return devices.filter((device) => !isOn(device['encrypted'])).map(() => 'has a disk that is not encrypted');
  }),
};
