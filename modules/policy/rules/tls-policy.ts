import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { isExpression } from '../values.js';

export const tlsPolicy: Rule = {
  id: 'tls-policy',
  title: 'Listeners speak TLS 1.2 and later',
  why: 'TLS 1.0 and 1.1 are broken and refused by auditors; the default policy still speaks them.',
  remedy: 'Set ssl_policy to ELBSecurityPolicy-TLS13-1-2-2021-06 or newer.',
  severity: 'error',
  also: ['CKV_AWS_103', 'CKV2_AWS_74'],
  check: each(['aws_lb_listener', 'aws_alb_listener'], ({ config }) => {
    const { protocol, ssl_policy: policy } = config;
    if (protocol !== 'HTTPS' && protocol !== 'TLS') return undefined;
    return isExpression(policy) || /TLS13-1-[23]-|FS-1-2|TLS-1-2/.test(String(policy))
      ? undefined
      : `speaks old versions of TLS (${typeof policy === 'string' ? policy : 'the default policy'})`;
  }),
};
