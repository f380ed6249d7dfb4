import type { Request, Response } from './routes.js';
import { tag } from './xml.js';

export interface StsCaller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

/** `GetCallerIdentity` on the same address as Route 53, for programs that know one endpoint. */
export const stsService =
  (caller: () => StsCaller | 'expired') =>
  ({ method, body }: Request): Response | undefined => {
    if (method !== 'POST' || !body.includes('Action=GetCallerIdentity')) return undefined;
    const who = caller();
    const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';
    if (who === 'expired')
      return {
        status: 403,
        body: `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>`,
      };
    const result = tag('GetCallerIdentityResult', [
      tag('Arn', who.arn),
      tag('UserId', who.userId),
      tag('Account', who.account),
    ]);
    return { status: 200, body: `<GetCallerIdentityResponse ${namespace}>${result}</GetCallerIdentityResponse>` };
  };
