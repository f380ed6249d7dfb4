import type { CertificateContract } from '../estate/index.js';
import { certificateAlarms } from '../modules/dns/index.js';
import type { EnvironmentRef } from '../modules/core/index.js';
import { Alarms, Dashboard, watchedBelow } from '../modules/monitoring/index.js';
import type { EstateStack } from './stack.js';

/** Alarms of the certificates, and the environment's dashboard of all that is watched in the stack: to be called last. */
export function watchFoundation(
  stack: EstateStack,
  environment: Pick<EnvironmentRef, 'company' | 'name' | 'class' | 'region' | 'alarmTopic'>,
  certificates: Readonly<Record<string, CertificateContract>>,
): void {
  for (const [product, { arn }] of Object.entries(certificates))
    new Alarms(stack, `alarms-certificate-${product}`, {
      environment,
      subject: [product, 'certificate'],
      rules: certificateAlarms(arn),
    });
  // A dashboard costs by the month; what lives for days is looked at in the console.
  if (environment.class !== 'ephemeral') new Dashboard(stack, 'dashboard', { environment, ...watchedBelow(stack) });
}
