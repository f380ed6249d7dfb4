/** Who did something: the caller as STS knows him, else the user of the operating system. A typed name is never an identity. */
export type Identity =
  | {
      readonly kind: 'sts';
      readonly account: string;
      readonly arn: string;
      readonly userId: string;
      /** Set by the identity provider when the role was assumed: tells people apart who share a role. */
      readonly sourceIdentity?: string;
    }
  | { readonly kind: 'os'; readonly user: string };

/** `ops/jo` of an assumed role, `jo` of a user, `os:jo`. */
export function identityName(who: Identity): string {
  if (who.kind === 'os') return `os:${who.user}`;
  return who.arn
    .split(':')
    .slice(5)
    .join(':')
    .replace(/^(assumed-role|user|role)\//, '');
}

/** Account and role (or user) name of an ARN. Paths are left out: STS does not tell them of an assumed role. */
function principalOf(arn: string): { readonly account: string; readonly name: string } | undefined {
  const [, service, , account = '', resource = ''] =
    /^arn:([^:]*:)([^:]*):([^:]*):(.+)$/.exec(arn) === null ? [] : split(arn);
  const parts = resource.split('/');
  const name = service === 'sts' ? parts[1] : parts.at(-1);
  return name === undefined || name === '' ? undefined : { account, name };
}

const split = (arn: string): readonly string[] => {
  const [, , service = '', region = '', account = '', ...rest] = arn.split(':');
  return ['', service, region, account, rest.join(':')];
};

/** Whether a caller is one of a group's principals: account and role name match. A user of the operating system never is. */
export function isMember(who: Identity, members: readonly string[]): boolean {
  if (who.kind === 'os') return false;
  const mine = principalOf(who.arn);
  return members.some((member) => {
    const theirs = principalOf(member);
    return mine !== undefined && theirs?.account === mine.account && theirs.name === mine.name;
  });
}

/**
 * What makes two approvals come from two people. Without a source identity one person could assume a role twice under two session names, so that
 * the whole role counts once.
 */
export function personOf(who: Identity): string {
  if (who.kind === 'os') return `os:${who.user}`;
  if (who.sourceIdentity !== undefined) return `${who.userId}|${who.sourceIdentity}`;
  const role = principalOf(who.arn);
  return role === undefined ? who.arn : `${role.account}/${role.name}`;
}
