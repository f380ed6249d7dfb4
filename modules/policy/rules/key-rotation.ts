import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isOn } from '../values.js';

export const keyRotation: Rule = {
  id: 'key-rotation',
  title: 'Keys are rotated',
  why: 'A key that never changes protects more every year.',
  remedy: 'Set enable_key_rotation.',
  severity: 'error',
  also: ['CKV_AWS_7', 'KMSBackingKeyRotationEnabled'],
  check: each(['aws_kms_key'], ({ config }) => {
    const { customer_master_key_spec: spec } = config;
    const symmetric = spec === undefined || spec === 'SYMMETRIC_DEFAULT';
    return !symmetric || isOn(config['enable_key_rotation']) ? undefined : 'is never rotated';
  }),
};
