import { blocks } from './values.js';
import type { Config } from './values.js';

/** The containers of a task definition; none where Terraform makes their JSON. */
export function containersOf(taskDefinition: Config): readonly Config[] {
  const { container_definitions: written } = taskDefinition;
  if (typeof written !== 'string') return [];
  try {
    return blocks(JSON.parse(written));
  } catch {
    return [];
  }
}

export const nameOf = ({ name }: Config): string => (typeof name === 'string' ? name : '(without a name)');
