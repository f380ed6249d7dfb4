import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isGiven } from '../values.js';

export const account: Rule = {
  id: 'account',
  title: 'A stack names the accounts that it may be deployed into',
  why: 'With the wrong profile, production is deployed into the test account, or the other way round.',
  remedy: 'Set allowed_account_ids of the provider.',
  severity: 'error',
  also: [],
  check: each(['provider.aws'], ({ config }) =>
    isGiven(config['allowed_account_ids']) ? undefined : 'may be deployed into any account',
  ),
};
