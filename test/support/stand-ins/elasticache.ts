import type { Answer, Asked, StandIn } from './gateway.js';

const textOf = ({ parameters }: Asked, name: string) => {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
};

/** MiniStack writes the `&` of access strings as it is, which is no XML. */
const escaped = (body: string) => body.replaceAll(/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/g, '&amp;');

/** What MiniStack's ElastiCache forgets: the key of a replication group, without which a plan would replace it, and that a user signs in with IAM. */
export function elastiCache(): StandIn {
  const groups = new Map<string, string>();
  const users = new Map<string, string>();
  const remember = (asked: Asked) => {
    const { account, action } = asked;
    if (action === 'CreateReplicationGroup')
      groups.set(
        `${account} ${textOf(asked, 'ReplicationGroupId') ?? ''}`,
        `<KmsKeyId>${textOf(asked, 'KmsKeyId') ?? ''}</KmsKeyId>`,
      );
    if (action === 'CreateUser')
      users.set(`${account} ${textOf(asked, 'UserId') ?? ''}`, textOf(asked, 'AuthenticationMode.Type') ?? '');
  };
  const restored = ({ account }: Asked, body: string) =>
    body
      .replaceAll(
        /<ReplicationGroup>\s*<ReplicationGroupId>([^<]+)<\/ReplicationGroupId>[^]*?<\/ReplicationGroup>/g,
        (group, id: string) =>
          group.replace('</ReplicationGroup>', `${groups.get(`${account} ${id}`) ?? ''}</ReplicationGroup>`),
      )
      .replaceAll(/<UserId>([^<]+)<\/UserId>[^]*?<\/Authentication>/g, (user, id: string) =>
        users.get(`${account} ${id}`) === 'iam' ? user.replace('<Type>no-password<', '<Type>iam<') : user,
      );
  return [
    {
      on: () => true,
      answer: async (asked, forward): Promise<Answer> => {
        remember(asked);
        const { body, ...answer } = await forward();
        return { ...answer, body: restored(asked, escaped(body)) };
      },
    },
  ];
}
