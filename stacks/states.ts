import { DataAwsS3Objects } from '#aws/data-aws-s3-objects';
import { DataTerraformRemoteStateLocal, DataTerraformRemoteStateS3, LocalBackend, S3Backend } from '#cdktf';
import type { TerraformRemoteState, TerraformStack } from '#cdktf';
import type { StateStore } from '../estate/index.js';
import type { Place } from './place.js';
import { fromStack } from './place.js';

/** Where states are, and from where they are seen. */
export interface States {
  readonly store: StateStore;
  readonly region: string;
  readonly place: Place;
}

/** A state that a stack reads. */
export interface StateRead {
  readonly remote: TerraformRemoteState;
  /** A condition in HCL that is true when there is a state. */
  readonly exists: string;
}

/** The state of a stack, below the working folder or the prefix in the bucket. */
export const stateFile = (key: string): string => `tf/${key}.tfstate`;

const objectKey = (prefix: string, key: string) => (prefix === '' ? stateFile(key) : `${prefix}/${stateFile(key)}`);

/** Keeps the stack's own state. */
export function keepState(stack: TerraformStack, key: string, { store, region, place }: States): void {
  if (store.kind === 'local') {
    new LocalBackend(stack, { path: fromStack(place, stack.node.id, stateFile(key)) });
    return;
  }
  const backend = new S3Backend(stack, {
    bucket: store.bucket,
    key: objectKey(store.prefix, key),
    region,
    encrypt: true,
  });
  // Not among the typed properties of this version; Terraform 1.11 has it.
  backend.addOverride('use_lockfile', true);
}

/** Reads the state of a stack, its own or another's. `id` is the name of the block. */
export function readState(stack: TerraformStack, id: string, key: string, { store, region, place }: States): StateRead {
  if (store.kind === 'local') {
    const path = fromStack(place, stack.node.id, stateFile(key));
    return {
      remote: new DataTerraformRemoteStateLocal(stack, id, { path }),
      // A condition that names nothing is refused, hence `path.module`.
      exists: `fileexists("\${path.module}/${path}")`,
    };
  }
  const object = objectKey(store.prefix, key);
  const objects = new DataAwsS3Objects(stack, `${id}-file`, { bucket: store.bucket, prefix: object });
  return {
    remote: new DataTerraformRemoteStateS3(stack, id, { bucket: store.bucket, key: object, region }),
    exists: `contains(${objects.fqn}.keys, ${JSON.stringify(object)})`,
  };
}
