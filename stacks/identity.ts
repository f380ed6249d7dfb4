/** Something of the estate file that has a name and may have had another. */
export interface Renamable {
  readonly name: string;
  readonly was?: string;
}

/**
 * The name that a thing was made under. Addresses in the state, names in AWS and keys of `stateful` are made of it, so that a rename with `was:`
 * changes nothing there: most names in AWS cannot be changed without replacing the thing.
 */
export function identityOf({ name, was }: Renamable): string {
  return was ?? name;
}
