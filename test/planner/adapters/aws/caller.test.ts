import { afterEach, describe, expect, it } from '@jest/globals';
import { callerIdentity } from '../../../../planner/adapters/aws/caller.js';
import { personOf } from '../../../../planner/cutover/identity.js';
import { aRoute53 } from '../../../support/route53.js';
import { type Route53Server, startRoute53 } from '../../../support/route53-server/server.js';
import { type StsCaller, stsService } from '../../../support/route53-server/sts.js';

const started: Route53Server[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function asking(caller: StsCaller | 'expired') {
  const server = await startRoute53({ route53: aRoute53(), others: [stsService(() => caller)] });
  started.push(server);
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'test' };
  return callerIdentity({ region: 'us-east-1' }, { endpoint: server.url, credentials, maxAttempts: 1 });
}

const sso = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef';
const role = 'arn:aws:sts::111122223333:assumed-role/ops';

describe('the caller', () => {
  it('is whom STS names', async () => {
    const reply = await asking({ account: '111122223333', arn: `${role}/jo`, userId: 'AROA:jo' });
    expect(reply).toEqual({
      kind: 'ok',
      value: { kind: 'sts', account: '111122223333', arn: `${role}/jo`, userId: 'AROA:jo' },
    });
  });

  it.each([
    ['two sessions of a role that people name themselves', `${role}/jo`, `${role}/sam`, 1],
    ['two people of Identity Center', `${sso}/jo@acme.example`, `${sso}/sam@acme.example`, 2],
    ['two users', 'arn:aws:iam::111122223333:user/jo', 'arn:aws:iam::111122223333:user/sam', 2],
    [
      'a role with a name like those of Identity Center',
      `${role}/x`,
      'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_x/y',
      2,
    ],
    [
      'two sessions of such a role',
      'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_x/y',
      'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_x/z',
      1,
    ],
  ])('counts %s', async (_title, one, two, people) => {
    const replies = await Promise.all(
      [one, two].map((arn) => asking({ account: '111122223333', arn, userId: `ID:${arn.split('/').at(-1)}` })),
    );
    expect(new Set(replies.map((reply) => (reply.kind === 'ok' ? personOf(reply.value) : reply.kind))).size).toBe(
      people,
    );
  });

  it('is not known with expired credentials', async () => {
    expect(await asking('expired')).toMatchObject({ kind: 'credentials' });
  });
});
