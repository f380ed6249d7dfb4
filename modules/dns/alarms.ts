import type { AlarmRule } from '../monitoring/alarms.js';

/** What rings for a certificate: ACM renews 60 days before the end, so that less than 30 means that it cannot. */
export function certificateAlarms(arn: string): Readonly<Record<string, AlarmRule>> {
  return {
    expiry: {
      metric: {
        namespace: 'AWS/CertificateManager',
        name: 'DaysToExpiry',
        dimensions: { CertificateArn: arn },
        statistic: 'Minimum',
      },
      comparison: '<',
      threshold: 30,
      // The number comes once a day.
      periodSeconds: 86_400,
      datapoints: { breaching: 1, of: 1 },
      missing: 'notBreaching',
      description: 'ACM could not renew the certificate: its validation records are gone. Enter them again.',
    },
  };
}
