/** Mail: domains that SES sends for, and how a product sends. */
export { MailIdentity, resolveIdentity } from './identity.js';
export type { MailIdentityProps } from './identity.js';
export { Mail, resolveSenders } from './mail.js';
export type { MailProps } from './mail.js';
export { mailRecords } from './records.js';
export type { MailDns, MailRecord } from './records.js';
