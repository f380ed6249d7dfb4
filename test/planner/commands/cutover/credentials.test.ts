import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import { credentialsNamed, refused } from '../../../../planner/commands/credentials.js';
import { aDesk, type Desk } from '../../../support/cutover-desk.js';

let desk: Desk;
let hash: string;
const ask = (...args: readonly string[]) => desk.program('cutover', ...args);
const journal = (): string => join(dirname(desk.estate), '.cutover/shop-prod.journal');

describe('credentials that have expired', () => {
  beforeAll(async () => {
    desk = await aDesk();
    hash = JSON.parse((await ask('plan', 'shop', '--json')).stdout).hash;
  });
  beforeEach(() => desk.expire());
  afterAll(() => desk.stop());

  const told = {
    code: 77,
    stdout: '',
    stderr: expect.stringMatching(
      /AWS does not take these credentials: ExpiredToken: .*expired\nNothing was written\./,
    ),
  };

  it.each([
    ['plan', ['plan', 'shop']],
    ['preflight', ['preflight', 'shop']],
  ])('are told by %s', async (_, args) => {
    expect(await ask(...args)).toMatchObject(told);
  });

  it('begin no run in the name of somebody else: nothing is written', async () => {
    expect(await ask('run', 'shop', '--plan', hash)).toMatchObject(told);
    expect(existsSync(journal())).toBe(false);
  });

  it('are told by approve instead of asking for a member of the group', async () => {
    desk.become('ops', 'jo');
    await ask('run', 'shop', '--plan', hash);
    desk.expire();
    const ran = await ask('approve', 'shop', 'shift-50', '--because', 'go');
    expect(ran).toMatchObject(told);
    expect(ran.stderr).not.toContain('is not in ops');
  });
});

describe('without credentials', () => {
  const before = { ...process.env };
  beforeAll(async () => {
    desk = await aDesk();
    await ask('run', 'shop', '--plan', JSON.parse((await ask('plan', 'shop', '--json')).stdout).hash);
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
      Reflect.deleteProperty(process.env, name);
    const none = join(dirname(desk.estate), 'none');
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: none,
      AWS_SHARED_CREDENTIALS_FILE: none,
    });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await desk.stop();
  });

  it('people are the user of the operating system, who is no member of a group', async () => {
    expect(await ask('hold', 'shop', '--because', 'lunch')).toMatchObject({ code: 0, stderr: '' });
    expect(await ask('approve', 'shop', 'shift-50', '--because', 'go')).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('is not in ops'),
    });
  });

  it('a profile that is named and not there is told', async () => {
    expect(await ask('approve', 'shop', 'shift-50', '--because', 'go', '--profile', 'nope')).toMatchObject({
      code: 77,
      stderr: expect.stringMatching(/AWS does not take these credentials: .*(?:nope|any providers)/),
    });
  });
});

describe('credentials', () => {
  it.each([
    ['none anywhere', 'Could not load credentials from any providers', false],
    ['a session of Identity Center that is over', 'The SSO session associated with this profile has expired.', true],
    ['a token that is over', 'ExpiredToken: The security token included in the request is expired', true],
  ])('%s', (_, message, expected) => {
    expect(refused({ kind: 'credentials', message })).toBe(expected);
    expect(refused({ kind: 'unreachable', message })).toBe(false);
  });

  it('are named by a profile or a variable, not by an empty one', () => {
    expect(credentialsNamed('ops', {})).toBe(true);
    expect(credentialsNamed(undefined, { AWS_ACCESS_KEY_ID: 'AKIA' })).toBe(true);
    expect(credentialsNamed(undefined, { AWS_PROFILE: '', HOME: '/' })).toBe(false);
  });
});
