import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Journal } from '../../../planner/cutover/ports.js';
import { openJournalFile, readJournalFile } from '../../../planner/adapters/journal-file.js';
import { currentLease } from '../../../planner/adapters/journal-lease-file.js';
import type { Claimant } from '../../../planner/journal/lease.js';
import type { Torn } from '../../../planner/journal/read.js';
import { TestClock } from '../../support/clock.js';
import { type Note, readNote, textsOf } from '../../support/journal.js';
import { scratchFolder } from '../../support/program.js';

const opened: Pick<Journal<Note>, 'close'>[] = [];
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
});

/** A folder with one journal, and operators of several machines and processes. */
function scene() {
  const folder = join(scratchFolder(), '.cutover');
  const path = join(folder, 'storefront-prod.journal');
  const clock = new TestClock();
  const dead = new Set<number>();
  const torn: Torn[] = [];
  const beats: (() => Promise<void>)[] = [];
  const open = async (who: Partial<Claimant> = {}): Promise<Journal<Note>> => {
    const journal = await openJournalFile(path, {
      read: readNote,
      claimant: () => ({
        by: 'jo',
        host: 'a',
        pid: 1,
        takeOver: false,
        ...who,
        now: clock.now(),
        isAlive: (pid) => !dead.has(pid),
      }),
      onTorn: (what) => torn.push(what),
      keepAlive(renew) {
        beats.push(renew);
        return () => beats.splice(beats.indexOf(renew), 1);
      },
    });
    opened.push(journal);
    return journal;
  };
  return { folder, path, clock, dead, torn, beats, open };
}

describe('a journal file', () => {
  it('keeps what was written, with who, when and under which lease', async () => {
    const { path, open } = scene();
    const journal = await open();
    const first = await journal.append({ text: 'a' });
    expect(first).toMatchObject({ n: 1, prev: '0'.repeat(16), by: 'jo', lease: 1, at: '2027-03-02T17:00:00.000Z' });
    await journal.append({ text: 'b' });
    await journal.close();
    const again = await open();
    expect(textsOf(again.entries)).toEqual(['a', 'b']);
    expect(await again.append({ text: 'c' })).toMatchObject({ n: 3, lease: 2 });
    expect(textsOf((await readJournalFile(path, readNote)).entries)).toEqual(['a', 'b', 'c']);
  });

  it('writes one line after the other, however they are asked for', async () => {
    const { path, open } = scene();
    const journal = await open();
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => journal.append({ text })));
    expect(textsOf((await readJournalFile(path, readNote)).entries)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is for its owner only', async () => {
    const { path, folder, open } = scene();
    await (await open()).append({ text: 'a' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('cuts off a torn end, keeps it beside, and goes on', async () => {
    const { path, open, torn } = scene();
    const journal = await open();
    await journal.append({ text: 'a' });
    await journal.close();
    appendFileSync(path, '1234abcd {"n":2,');
    const again = await open();
    expect(torn).toEqual([{ line: 2, bytes: 16, why: 'it has no newline' }]);
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe('1234abcd {"n":2,');
    await again.append({ text: 'b' });
    expect(textsOf((await readJournalFile(path, readNote)).entries)).toEqual(['a', 'b']);
  });

  it('repairs nothing when it is only read', async () => {
    const { path, open } = scene();
    await (await open()).append({ text: 'a' });
    appendFileSync(path, 'half');
    const before = readFileSync(path);
    expect(await readJournalFile(path, readNote)).toMatchObject({ torn: { line: 2 } });
    expect(readFileSync(path)).toEqual(before);
  });

  it('stops at a bad line, naming it, and leaves the file and the lease alone', async () => {
    const { path, open } = scene();
    const journal = await open();
    await journal.append({ text: 'a' });
    await journal.append({ text: 'b' });
    await journal.close();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"text":"a"', '"text":"x"'));
    const before = readFileSync(path);
    await expect(open()).rejects.toMatchObject({ kind: 'data', message: expect.stringContaining(`${path}:1 `) });
    expect(readFileSync(path)).toEqual(before);
    expect(await currentLease(path)).toMatchObject({ released: true });
  });

  it('stops at a line whose fields it does not know', async () => {
    const { path } = scene();
    const other = await openJournalFile<{ readonly other: number }>(path, {
      read: () => ({ ok: true, entry: { other: 1 } }),
      claimant: () => ({ by: 'jo', host: 'a', pid: 1, takeOver: false, now: 0, isAlive: () => true }),
      keepAlive: () => () => undefined,
    });
    opened.push(other);
    await other.append({ other: 1 });
    await expect(readJournalFile(path, readNote)).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining('it has no text'),
    });
  });

  it('is empty where there is none yet', async () => {
    expect(await readJournalFile(scene().path, readNote)).toEqual({ entries: [] });
  });

  it('says what is wrong with a place that cannot be written', async () => {
    const { folder } = scene();
    writeFileSync(folder, 'a file where the folder should be');
    await expect(
      openJournalFile(join(folder, 'x.journal'), {
        read: readNote,
        claimant: () => ({ by: 'jo', host: 'a', pid: 1, takeOver: false, now: 0, isAlive: () => true }),
        keepAlive: () => () => undefined,
      }),
    ).rejects.toMatchObject({ name: 'Fault', kind: 'missing' });
  });
});

describe('the lease of a journal file', () => {
  it('keeps a second operator out, and says who is at work', async () => {
    const { open } = scene();
    await open({ by: 'jo', pid: 11 });
    await expect(open({ by: 'ann', pid: 12 })).rejects.toMatchObject({
      kind: 'waiting',
      message: expect.stringMatching(
        /^jo is at work on storefront-prod\.journal \(host a, process 11, until 2027-03-02T17:02/,
      ),
    });
  });

  it.each([
    ['was given back', async (_: ReturnType<typeof scene>, journal: Journal<Note>) => journal.close()],
    ['belongs to a process that is gone', async ({ dead }: ReturnType<typeof scene>) => void dead.add(11)],
    ['has run out', async ({ clock }: ReturnType<typeof scene>) => clock.pass(151_000)],
  ])('can be taken when it %s', async (_, happens) => {
    const s = scene();
    const journal = await s.open({ pid: 11 });
    await happens(s, journal);
    const next = await s.open({ by: 'ann', pid: 12 });
    expect(await next.append({ text: 'b' })).toMatchObject({ by: 'ann', lease: 2 });
  });

  it('of another machine is not judged by the processes of this one', async () => {
    const { open, dead } = scene();
    await open({ host: 'b', pid: 11 });
    dead.add(11);
    await expect(open({ host: 'a', pid: 12 })).rejects.toMatchObject({ name: 'LeaseHeld' });
  });

  it('lives on while its holder lives', async () => {
    const { open, clock, beats } = scene();
    await open({ pid: 11 });
    clock.pass(100_000);
    await Promise.all(beats.map((renew) => renew()));
    clock.pass(100_000);
    await expect(open({ pid: 12 })).rejects.toMatchObject({ name: 'LeaseHeld' });
  });

  it('taken over by force ends the work of its holder', async () => {
    const { path, open } = scene();
    const old = await open({ by: 'jo', pid: 11 });
    await old.append({ text: 'a' });
    const next = await open({ by: 'ann', pid: 12, takeOver: true });
    await expect(old.append({ text: 'late' })).rejects.toMatchObject({ name: 'LeaseLost' });
    await next.append({ text: 'b' });
    await expect(old.append({ text: 'later' })).rejects.toMatchObject({ name: 'LeaseLost' });
    await old.close();
    expect(textsOf((await readJournalFile(path, readNote)).entries)).toEqual(['a', 'b']);
    expect(readFileSync(path, 'utf8')).not.toContain('late');
    expect(await currentLease(path)).toMatchObject({ by: 'ann', number: 2, released: false });
  });

  it('taken over at the very moment of a write is seen after it: the writer must not do what its line announces', async () => {
    const { folder, path, open } = scene();
    let steal = false;
    const old = await openJournalFile(path, {
      read: readNote,
      // Asked between the look at the lease and the write.
      claimant: () => {
        if (steal) writeFileSync(join(folder, 'storefront-prod.lease-2'), '');
        return { by: 'jo', host: 'a', pid: 11, takeOver: false, now: 0, isAlive: () => true };
      },
      keepAlive: () => () => undefined,
    });
    opened.push(old);
    await old.append({ text: 'a' });
    steal = true;
    await expect(old.append({ text: 'late' })).rejects.toMatchObject({ name: 'LeaseLost' });
    // It stands in the file, and whoever took over reads it.
    expect(textsOf((await open({ pid: 12, takeOver: true })).entries)).toEqual(['a', 'late']);
  });

  it('of a file that never got its content is held for one term by someone unknown', async () => {
    const { folder, open, clock } = scene();
    await (await open()).close();
    writeFileSync(join(folder, 'storefront-prod.lease-5'), '');
    const made = statSync(join(folder, 'storefront-prod.lease-5')).mtimeMs;
    clock.pass(made - clock.now());
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining('someone is at work') });
    clock.pass(151_000);
    expect(await (await open()).append({ text: 'a' })).toMatchObject({ lease: 6 });
  });

  it('never falls back, even if its files are deleted', async () => {
    const { folder, open } = scene();
    for (let i = 0; i < 3; i += 1) {
      const journal = await open();
      await journal.append({ text: String(i) });
      await journal.close();
    }
    for (const name of readdirSync(folder)) if (name.includes('lease')) rmSync(join(folder, name));
    expect(await (await open()).append({ text: 'a' })).toMatchObject({ lease: 4 });
  });

  it('goes to one of many who ask at once', async () => {
    const { open } = scene();
    const asked = await Promise.allSettled(Array.from({ length: 12 }, (_, pid) => open({ pid: pid + 20 })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('leaves one file behind', async () => {
    const { folder, open } = scene();
    for (let i = 0; i < 3; i += 1) await (await open()).close();
    expect(readdirSync(folder).toSorted()).toEqual(['storefront-prod.journal', 'storefront-prod.lease-3']);
  });
});
