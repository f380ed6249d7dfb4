import type { StandIn } from './gateway.js';
import { json } from './gateway.js';

const identity = '/v2/email/identities/';

const keyOf = (account: string, line: string) =>
  `${account} ${line.slice(line.indexOf(identity) + identity.length).replace(/\/mail-from$/, '')}`;

/** What MiniStack's SES lacks: the envelope sender of an identity, and the length of its next DKIM key. */
export function ses(): StandIn {
  const mailFrom = new Map<string, object>();
  return [
    {
      on: ({ line }) => line.startsWith(`PUT ${identity}`) && line.endsWith('/mail-from'),
      answer: ({ account, line, parameters }) => {
        mailFrom.set(keyOf(account, line), parameters);
        return json({});
      },
    },
    {
      on: ({ line }) => line.startsWith(`GET ${identity}`),
      answer: async ({ account, line }, forward) => {
        const answer = await forward();
        if (answer.status !== 200) return answer;
        const { DkimAttributes: dkim, ...rest }: { DkimAttributes?: object } = JSON.parse(answer.body);
        return json({
          ...rest,
          DkimAttributes: { ...dkim, NextSigningKeyLength: 'RSA_2048_BIT' },
          MailFromAttributes: { MailFromDomainStatus: 'PENDING', ...mailFrom.get(keyOf(account, line)) },
        });
      },
    },
  ];
}
