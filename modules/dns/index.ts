/** Zones, certificates, names of load balancers, and the kill switch. */
export { certificateAlarms } from './alarms.js';
export { AliasRecord } from './alias-record.js';
export type { AliasRecordProps, AliasTarget } from './alias-record.js';
export { Certificate, IssuedCertificate, resolveCertificate } from './certificate.js';
export type {
  CertificatePlan,
  CertificateProps,
  IssuedCertificateProps,
  ResolvedCertificate,
  ValidationRecord,
} from './certificate.js';
export { healthCheckers, KillSwitch } from './kill-switch.js';
export type { KillSwitchProps } from './kill-switch.js';
export { isDnsName, zoneOf } from './names.js';
export { resolveZone, Zone } from './zone.js';
export type { ResolvedZone, ZonePlan, ZoneProps, ZoneVisibility } from './zone.js';
