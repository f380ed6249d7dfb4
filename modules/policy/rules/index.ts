import type { Rule } from '../rule.js';
import { accessLogs } from './access-logs.js';
import { account } from './account.js';
import { administrator } from './administrator.js';
import { alarmTarget } from './alarm-target.js';
import { bucketEncrypted } from './bucket-encrypted.js';
import { bucketTls } from './bucket-tls.js';
import { bucketVersions } from './bucket-versions.js';
import { cacheBackup } from './cache-backup.js';
import { cacheEncrypted } from './cache-encrypted.js';
import { cacheStandby } from './cache-standby.js';
import { containerInsights } from './container-insights.js';
import { databaseBackup } from './database-backup.js';
import { databaseEncrypted } from './database-encrypted.js';
import { databaseParameters } from './database-parameters.js';
import { databaseStandby } from './database-standby.js';
import { defaultSecurityGroup } from './default-security-group.js';
import { deploymentRollback } from './deployment-rollback.js';
import { diskBackup } from './disk-backup.js';
import { diskEncrypted } from './disk-encrypted.js';
import { ephemeralReadsProduction } from './ephemeral-reads-production.js';
import { filesBackup } from './files-backup.js';
import { filesEncrypted } from './files-encrypted.js';
import { finalSnapshot } from './final-snapshot.js';
import { flowLogs } from './flow-logs.js';
import { groupHealthCheck } from './group-health-check.js';
import { groupTags } from './group-tags.js';
import { httpRedirect } from './http-redirect.js';
import { iamUsers } from './iam-users.js';
import { imageRepository } from './image-repository.js';
import { inlineSecurityGroupRules } from './inline-security-group-rules.js';
import { instanceMetadata } from './instance-metadata.js';
import { instancePublicAddress } from './instance-public-address.js';
import { invalidHeaders } from './invalid-headers.js';
import { keyRotation } from './key-rotation.js';
import { launchTemplateVersion } from './launch-template-version.js';
import { loadBalancerProtected } from './load-balancer-protected.js';
import { logRetention } from './log-retention.js';
import { logsEncrypted } from './logs-encrypted.js';
import { openAdminPorts } from './open-admin-ports.js';
import { openDataPorts } from './open-data-ports.js';
import { openResourcePolicy } from './open-resource-policy.js';
import { parameterGroup } from './parameter-group.js';
import { plainSecret } from './plain-secret.js';
import { privilegedContainer } from './privileged-container.js';
import { productionProtected } from './production-protected.js';
import { publicAddressByDefault } from './public-address-by-default.js';
import { publicBucket } from './public-bucket.js';
import { publicDatabase } from './public-database.js';
import { queueDeadLetters } from './queue-dead-letters.js';
import { queueEncrypted } from './queue-encrypted.js';
import { queueTls } from './queue-tls.js';
import { secretInState } from './secret-in-state.js';
import { securityGroupDescription } from './security-group-description.js';
import { tags } from './tags.js';
import { taskLogging } from './task-logging.js';
import { tlsPolicy } from './tls-policy.js';
import { topicEncrypted } from './topic-encrypted.js';
import { topicTls } from './topic-tls.js';
import { wildcardActions } from './wildcard-actions.js';
import { wildcardResources } from './wildcard-resources.js';

/** All rules; their order is that of reports. */
export const rules: readonly Rule[] = [
  openAdminPorts,
  openDataPorts,
  inlineSecurityGroupRules,
  securityGroupDescription,
  defaultSecurityGroup,
  flowLogs,
  publicAddressByDefault,
  instancePublicAddress,
  instanceMetadata,
  launchTemplateVersion,
  groupHealthCheck,
  groupTags,
  taskLogging,
  privilegedContainer,
  deploymentRollback,
  containerInsights,
  imageRepository,
  diskEncrypted,
  databaseEncrypted,
  bucketEncrypted,
  queueEncrypted,
  topicEncrypted,
  filesEncrypted,
  cacheEncrypted,
  logsEncrypted,
  logRetention,
  keyRotation,
  publicDatabase,
  databaseBackup,
  filesBackup,
  diskBackup,
  cacheBackup,
  productionProtected,
  finalSnapshot,
  databaseStandby,
  cacheStandby,
  parameterGroup,
  databaseParameters,
  queueDeadLetters,
  publicBucket,
  bucketVersions,
  bucketTls,
  queueTls,
  topicTls,
  httpRedirect,
  tlsPolicy,
  accessLogs,
  loadBalancerProtected,
  invalidHeaders,
  wildcardActions,
  wildcardResources,
  administrator,
  openResourcePolicy,
  iamUsers,
  secretInState,
  plainSecret,
  alarmTarget,
  tags,
  account,
  ephemeralReadsProduction,
];
