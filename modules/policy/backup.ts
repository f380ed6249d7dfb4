import { refersTo } from './template.js';
import type { Resource } from './template.js';
import { configOf } from './values.js';

/** Whether a backup plan takes a resource: by name in this stack, or by a tag that speaks of backups, whose plan may be in another one. */
export function selectedForBackup(resource: Resource, selections: readonly Resource[]): boolean {
  const tags = Object.keys(configOf(resource.config['tags']));
  return (
    tags.some((tag) => /backup|snapshot/i.test(tag)) ||
    selections.some(({ config }) => refersTo(config['resources'], resource))
  );
}
