import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven, isOn } from '../values.js';

export const filesEncrypted: Rule = {
  id: 'files-encrypted',
  title: 'File systems are encrypted',
  why: 'It cannot be switched on later: all files would have to be copied.',
  remedy: 'Set encrypted, with the key of the environment.',
  severity: 'error',
  also: ['CKV_AWS_42', 'EFSEncrypted'],
  check: each(['aws_efs_file_system', 'aws_fsx_windows_file_system'], ({ type, config }) =>
    isOn(config['encrypted']) || (type === 'aws_fsx_windows_file_system' && isGiven(config['kms_key_id']))
      ? undefined
      : 'is not encrypted',
  ),
};
