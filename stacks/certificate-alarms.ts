import type { CertificateContract } from '../estate/index.js';
import type { EnvironmentRef } from '../modules/core/index.js';
import { certificateAlarms } from '../modules/dns/index.js';
import { Alarms } from '../modules/monitoring/index.js';
import type { EstateStack } from './stack.js';

/** Alarms of the certificates: each rings when ACM cannot renew it. */
export function watchCertificates(
  stack: EstateStack,
  environment: Pick<EnvironmentRef, 'company' | 'name' | 'alarmTopic'>,
  certificates: Readonly<Record<string, CertificateContract>>,
): void {
  for (const [product, { arn }] of Object.entries(certificates))
    new Alarms(stack, `alarms-certificate-${product}`, {
      environment,
      subject: [product, 'certificate'],
      rules: certificateAlarms(arn),
    });
}
