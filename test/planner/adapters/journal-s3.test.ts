import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { S3Journals } from '../../../planner/adapters/journal-s3.js';
import { type Objects, s3Objects } from '../../../planner/adapters/journal-s3-objects.js';
import type { Journal } from '../../../planner/cutover/ports.js';
import type { Claimant } from '../../../planner/journal/lease.js';
import { pointSdkAt } from '../../support/aws-stand-in.js';
import { TestClock } from '../../support/clock.js';
import { type Note, readNote, textsOf } from '../../support/journal.js';
import { type S3StandIn, s3StandIn } from '../../support/s3-stand-in.js';

let server: S3StandIn;
let restore: () => void;
let objects: Objects;
beforeAll(async () => {
  server = await s3StandIn();
  restore = pointSdkAt(server.url);
  objects = await s3Objects('state', 'utah/cutover', { region: 'us-east-1' });
});
afterAll(async () => {
  restore();
  await server.stop();
});
const clock = new TestClock();
beforeEach(() => {
  server.objects.clear();
  server.requests.length = 0;
  server.mishap = () => undefined;
});

/** Another machine: it remembers nothing. */
const open = (who: Partial<Claimant> = {}, journals = new S3Journals(objects)): Promise<Journal<Note>> =>
  journals.open('shop-prod', {
    read: readNote,
    claimant: () => ({ by: 'jo', host: 'a', pid: 1, takeOver: false, ...who, now: clock.now(), isAlive: () => true }),
    keepAlive: () => () => undefined,
  });
const all = async (): Promise<readonly string[]> => textsOf(await new S3Journals(objects).read('shop-prod', readNote));

describe('a journal in S3', () => {
  it('is an object a line, with the bytes of a line of a file', async () => {
    const journal = await open();
    await journal.append({ text: 'a' });
    await journal.append({ text: 'b' });
    await journal.close();
    expect([...server.objects.keys()].toSorted()).toEqual([
      'state/utah/cutover/shop-prod/0000000001.json',
      'state/utah/cutover/shop-prod/0000000002.json',
      'state/utah/cutover/shop-prod/lease.json',
    ]);
    const bytes = server.objects.get('state/utah/cutover/shop-prod/0000000001.json');
    expect(Buffer.from(bytes ?? []).toString()).toMatch(/^[0-9a-f]{8} \{"n":1,"prev":"0{16}",.*"text":"a"\}\n$/);
    expect(textsOf((await open()).entries)).toEqual(['a', 'b']);
  });

  it('is read over as many pages as it has, and what was read is not read again', async () => {
    const journals = new S3Journals(objects);
    const journal = await open({}, journals);
    for (let i = 0; i < 30; i += 1) await journal.append({ text: String(i) });
    await journal.close();
    expect(await journals.read('shop-prod', readNote)).toHaveLength(30);
    server.requests.length = 0;
    expect(await journals.read('shop-prod', readNote)).toHaveLength(30);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['lost', 'conflict', 'busy'] as const)(
    'gets over a write that meets "%s", and writes once',
    async (mishap) => {
      const journal = await open();
      let met = false;
      server.mishap = (method, key) => {
        if (met || method !== 'PUT' || !key.endsWith('1.json')) return undefined;
        met = true;
        return mishap;
      };
      await journal.append({ text: 'a' });
      await journal.append({ text: 'b' });
      expect(met).toBe(true);
      expect(await all()).toEqual(['a', 'b']);
    },
  );

  it('gets over a lost answer to its lease', async () => {
    let met = false;
    server.mishap = (method) => {
      if (met || method !== 'PUT') return undefined;
      met = true;
      return 'lost';
    };
    expect(await (await open()).append({ text: 'a' })).toMatchObject({ lease: 1 });
  });

  it.each([
    ['denied', 'denied'],
    ['expired', 'denied'],
  ] as const)('that is %s stops with a fault of that kind, and nothing more is written', async (mishap, kind) => {
    const journal = await open();
    server.mishap = (method) => (method === 'PUT' ? mishap : undefined);
    await expect(journal.append({ text: 'a' })).rejects.toMatchObject({ name: 'Fault', kind });
    server.mishap = () => undefined;
    await expect(journal.append({ text: 'b' })).rejects.toMatchObject({ kind });
    expect(await all()).toEqual([]);
  });

  it.each([
    ['cut', (bytes: Uint8Array) => bytes.subarray(0, 20), 'newline'],
    ['changed', (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString().replace('"a"', '"x"')), 'checksum'],
    [
      'of another number',
      () => server.objects.get('state/utah/cutover/shop-prod/0000000002.json') ?? new Uint8Array(),
      'number 2',
    ],
  ] as const)('with an object that was %s is refused, naming it', async (_, change, why) => {
    const journal = await open();
    await journal.append({ text: 'a' });
    await journal.append({ text: 'b' });
    const key = 'state/utah/cutover/shop-prod/0000000001.json';
    server.objects.set(key, change(server.objects.get(key) ?? new Uint8Array()));
    await expect(all()).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining('s3://state/utah/cutover/shop-prod/0000000001.json'),
    });
    await expect(all()).rejects.toThrow(why);
  });

  it('with a line that is missing is refused', async () => {
    const journal = await open();
    for (const text of ['a', 'b', 'c']) await journal.append({ text });
    server.objects.delete('state/utah/cutover/shop-prod/0000000002.json');
    await expect(all()).rejects.toMatchObject({ kind: 'data' });
  });
});

describe('the lease of a journal in S3', () => {
  it('keeps a second operator out until it is given back or runs out', async () => {
    const first = await open({ by: 'jo' });
    await expect(open({ by: 'ann', host: 'b' })).rejects.toMatchObject({
      name: 'LeaseHeld',
      message: expect.stringContaining('jo is at work'),
    });
    await first.close();
    await open({ by: 'ann', host: 'b' });
    clock.pass(151_000);
    expect(await (await open({ by: 'eve', host: 'c' })).append({ text: 'a' })).toMatchObject({ by: 'eve', lease: 3 });
  });

  it('goes to one of many who ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 6 }, (_, pid) => open({ pid, host: `h${pid}` })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('taken over by force ends the work of its holder; a line of both is never written', async () => {
    const old = await open({ by: 'jo' });
    await old.append({ text: 'a' });
    const next = await open({ by: 'ann', host: 'b', takeOver: true });
    await expect(old.append({ text: 'late' })).rejects.toMatchObject({ name: 'LeaseLost' });
    // The late line stands where ours would have: nothing is written over it, and the next opening reads it.
    await expect(next.append({ text: 'b' })).rejects.toMatchObject({ name: 'LeaseLost' });
    await next.close();
    const again = await open({ by: 'ann', host: 'b' });
    await again.append({ text: 'b' });
    expect(await all()).toEqual(['a', 'late', 'b']);
    await old.close();
    await expect(open({ by: 'eve', host: 'c' })).rejects.toMatchObject({ name: 'LeaseHeld' });
  });
});
