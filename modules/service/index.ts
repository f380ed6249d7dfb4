/** Containers on ECS: services, jobs on a schedule, repositories of their images. */
export { serviceLimits } from './alarms.js';
export { schedulerCron } from './cron.js';
export { resolveImage } from './image.js';
export type { Image, ResolvedImage } from './image.js';
export { Job, resolveJob } from './job.js';
export type { JobProps, JobSettings, JobSpec } from './job.js';
export { Repositories, Repository, resolveRepository } from './repository.js';
export type { RepositoriesProps, RepositoryProps, RepositoryRef, RepositorySettings } from './repository.js';
export { resolveService, resolveTask } from './resolve.js';
export type {
  Capacity,
  Count,
  Egress,
  Scaling,
  SecretRef,
  ServiceSettings,
  ServiceSpec,
  TaskSettings,
  TaskSpec,
} from './resolve.js';
export { ServiceScaling } from './scaling.js';
export { Service } from './service.js';
export type { ServiceProps } from './service.js';
export type { TaskSize } from './sizes.js';
export { Task } from './task.js';
