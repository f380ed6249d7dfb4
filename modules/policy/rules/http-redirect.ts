import { faces } from '../network.js';
import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { blocks } from '../values.js';

export const httpRedirect: Rule = {
  id: 'http-redirect',
  title: 'Plain HTTP only sends on to HTTPS',
  why: 'A listener on port 80 that answers itself serves passwords and cookies in the clear.',
  remedy: 'Make its default action a redirect to HTTPS (301), and its rules too.',
  severity: 'error',
  also: ['CKV_AWS_2', 'CKV_AWS_103', 'ALBHttpToHttpsRedirection'],
  check: each(['aws_lb_listener', 'aws_alb_listener'], ({ config }, { of, environment }) => {
    if (config['protocol'] !== 'HTTP') return undefined;
    const balancer = of('aws_lb', 'aws_alb').find((one) => refersTo(config['load_balancer_arn'], one));
    if (balancer !== undefined && faces(balancer) === 'inside') return undefined;
    const secure = of('aws_lb_listener', 'aws_alb_listener').some(({ config: { protocol } }) => protocol === 'HTTPS');
    // Outside production a service may be tried out before it has a name and with it a certificate.
    if (environment.class !== 'production' && !secure) return undefined;
    return blocks(config['default_action']).some(({ type }) => type === 'redirect')
      ? undefined
      : 'answers plain HTTP itself';
  }),
};
