import { describe, expect, it, jest } from '@jest/globals';
import { miniStack, moto } from '../support/emulator.js';

// The first run makes the virtual environments.
jest.setTimeout(300_000);

const callerIdentity = (url: string, key: string) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20270101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  }).then((response) => response.text());

describe('the emulators', () => {
  it('answer with the access key as account id (MiniStack)', async () => {
    const emulator = await miniStack();
    try {
      expect(await callerIdentity(emulator.url, '444455556666')).toContain('<Account>444455556666</Account>');
      await emulator.reset();
    } finally {
      await emulator.stop();
    }
  });

  it('refuse what they lack at once, so that Terraform does not try again for minutes (moto)', async () => {
    const emulator = await moto('111122223333');
    try {
      const response = await fetch(emulator.url, {
        method: 'POST',
        headers: {
          'x-amz-target': 'AWSBudgetServiceGateway.DescribeBudgetPerformanceHistory',
          'content-type': 'application/x-amz-json-1.1',
          authorization:
            'AWS4-HMAC-SHA256 Credential=111122223333/20270101/us-east-1/budgets/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: '{}',
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('NotInEmulator');
    } finally {
      await emulator.stop();
    }
  });
});
