import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { blocks, isOn } from '../values.js';

export const imageRepository: Rule = {
  id: 'image-repository',
  title: 'Images do not change under their tag and are scanned',
  why: 'A tag that can be moved makes every deployment a guess; unscanned images carry known holes into production.',
  remedy: 'Set image_tag_mutability to IMMUTABLE and scan_on_push.',
  severity: 'error',
  also: ['CKV_AWS_51', 'CKV_AWS_163'],
  check: each(['aws_ecr_repository'], ({ config }) => [
    ...(String(config['image_tag_mutability']).startsWith('IMMUTABLE') ? [] : ['its tags can be moved']),
    ...(blocks(config['image_scanning_configuration']).some((one) => isOn(one['scan_on_push']))
      ? []
      : ['is not scanned']),
  ]),
};
