import { describe, expect, it } from '@jest/globals';
import { planMigration } from '../support/program.js';

describe('prices refresh', () => {
  it('ends with 69 and names the endpoint where AWS cannot be reached', async () => {
    const env = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const ran = await planMigration(['prices', 'refresh'], { env });
    expect(ran).toMatchObject({ code: 69, stdout: '' });
    expect(ran.stderr).toContain('asking http://127.0.0.1:9');
  }, 120_000);

  it('ends with 77 and the remedy without credentials', async () => {
    const env = {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const ran = await planMigration(['prices', 'refresh'], { env });
    expect(ran).toMatchObject({ code: 77, stdout: '' });
    expect(ran.stderr).not.toContain('defect');
  }, 120_000);
});
