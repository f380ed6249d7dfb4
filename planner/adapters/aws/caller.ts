import type { STSClientConfig } from '@aws-sdk/client-sts';
import type { Identity } from '../../cutover/identity.js';
import { asked, type Asked, type AwsPlace, readingClient } from './client.js';

export type Caller = Extract<Identity, { readonly kind: 'sts' }>;

/**
 * Who we are to AWS. STS does not tell its caller his source identity (it goes to CloudTrail and into conditions), and a session name is chosen by
 * whoever assumes the role. One kind of role has names that nobody chooses: those that IAM Identity Center makes for a permission set, whose session name
 * is the person's user name. See docs/decisions/caller-identity.md.
 */
export async function callerIdentity(place: AwsPlace, config: STSClientConfig = {}): Promise<Asked<Caller>> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ ...readingClient(place), ...config });
  const answer = await asked(() => client.send(new GetCallerIdentityCommand({})));
  client.destroy();
  if (answer.kind !== 'ok') return answer;
  const { Account, Arn, UserId } = answer.value;
  if (Account === undefined || Arn === undefined || UserId === undefined)
    return { kind: 'unreachable', message: 'what answers for STS does not say who the caller is' };
  const sourceIdentity = personOfSession(Arn);
  return {
    kind: 'ok',
    value: {
      kind: 'sts',
      account: Account,
      arn: Arn,
      userId: UserId,
      ...(sourceIdentity !== undefined && { sourceIdentity }),
    },
  };
}

/** The user name in a session of IAM Identity Center: `arn:aws:sts::1…:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/jo@example.com`. */
export function personOfSession(arn: string): string | undefined {
  const [, person] = /^arn:[^:]+:sts::\d{12}:assumed-role\/AWSReservedSSO_[^/]+_[0-9a-f]{16}\/([^/]+)$/.exec(arn) ?? [];
  return person;
}
