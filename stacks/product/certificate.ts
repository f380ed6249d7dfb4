import { AcmCertificateValidation } from '#aws/acm-certificate-validation';
import type { Deployment } from '../../estate/index.js';
import type { EstateStack } from '../stack.js';

/** The names of a product's certificate: its public names and its preview host, or its host. None: it speaks HTTP only. */
export function certificateNames({ names, preview, ingress }: Deployment): readonly string[] {
  if (ingress.kind === 'none') return [];
  const all = [...names.map(({ name }) => name), preview, ingress.host];
  return [...new Set(all.filter((name) => name !== undefined))];
}

/**
 * The certificate once it is issued: AWS refuses a listener with a pending one. Waits two minutes, which is enough where the stack has made the
 * validation records; else people must enter them first, and the name of the block that Terraform's error ends with says so.
 */
export function issuedCertificate(stack: EstateStack, product: string, arn: string): string {
  const validation = new AcmCertificateValidation(stack, 'certificate', {
    certificateArn: arn,
    timeouts: { create: '2m' },
  });
  validation.overrideLogicalId(`enter-the-validation-records-of-certificates-${product}-first`);
  return validation.certificateArn;
}
