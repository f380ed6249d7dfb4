import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../planner/adapters/simulated/route53.js';
import { aSite, confirmed, patience, planned, record, type Site, zoneOf } from '../support/cutover-site.js';

const run = (hash: string, ...more: readonly string[]) => ['cutover', 'run', 'shop', '--plan', hash, ...more];

/** A run that stands before its first record change, and the hash of its plan. */
async function atTtl(): Promise<{ readonly here: Site; readonly hash: string }> {
  const here = await aSite();
  const hash = await planned(here);
  for (let task = 0; task < 2; task += 1) {
    expect(await here.program(run(hash))).toMatchObject({ code: 75 });
    await confirmed(here);
  }
  expect(here.lines().filter((line) => line.kind === 'intent')).toEqual([]);
  expect(zoneOf(here)).toMatchObject([{ Name: record, TTL: 2 }]);
  return { here, hash };
}

/** Batches that were announced, and calls that were made for them. */
const written = ({ lab, lines }: Site) => ({
  intents: lines().filter((line) => line.kind === 'intent').length,
  calls: lab.route53.calls.get('ChangeResourceRecordSets') ?? 0,
});

/** The run is taken up where it stood, and comes so far that AWS answers a share. */
async function goesOn(here: Site, hash: string): Promise<void> {
  const onAws = () => zoneOf(here).filter(({ Name, AliasTarget }) => Name === record && AliasTarget !== undefined);
  for (let turn = 0; turn < 12 && onAws().length === 0; turn += 1)
    expect(await here.program(run(hash, '--wait', '5s'))).toMatchObject({ code: 75 });
  expect(onAws()).toHaveLength(1);
}

/** The program where the folder of the journals is on a file system of its own, which it alone sees. */
const inNamespace = (here: Site, prepare: string, args: readonly string[]) =>
  here.shell(`exec unshare -rm /bin/sh -c '${prepare}; exec "$0" "$@"' "$0" "$@"`, args);

describe('a run in trouble', () => {
  it.each<readonly [string, Fault, number]>([
    ['throttled', { kind: 'throttle', times: 4 }, 75],
    [
      'told that a change is still under way',
      { kind: 'prior-request', action: 'ChangeResourceRecordSets', times: 2 },
      75,
    ],
    ['cut off before its batch arrived', { kind: 'reset-before-apply', action: 'ChangeResourceRecordSets' }, 75],
    ['cut off after its batch was made', { kind: 'reset-after-apply', action: 'ChangeResourceRecordSets' }, 75],
    ['answered with an error 500', { kind: 'internal-error', action: 'ChangeResourceRecordSets' }, 75],
    ['locked out: the credentials have expired', { kind: 'expired' }, 77],
    ['locked out at its batch', { kind: 'expired', action: 'ChangeResourceRecordSets' }, 77],
    ['not allowed to write', { kind: 'denied', action: 'ChangeResourceRecordSets' }, 77],
  ])(
    '%s goes on by itself, or says what to do and goes on at the next call',
    async (_title, fault, code) => {
      const { here, hash } = await atTtl();
      here.lab.route53.inject(fault);
      const first = await here.program(run(hash));
      expect({ code: first.code, said: `${first.stdout}${first.stderr}` }).toMatchObject({ code });
      if (code === 77) {
        expect(`${first.stdout}${first.stderr}`).toMatch(/expired|not authorized|credentials/i);
        expect((await here.program(run(hash))).code).toBe(75);
      }
      await goesOn(here, hash);
      // Nothing is written twice: a lost answer is looked up in the zone.
      if (fault.kind === 'reset-after-apply') expect(written(here).calls).toBe(written(here).intents);
    },
    patience,
  );

  it.each<readonly [NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])(
    'sent %s while it waits leaves with %d, and is taken up again by another process',
    async (signal, code) => {
      const { here, hash } = await atTtl();
      const { send, gone } = here.started(run(hash, '--wait', '1h'));
      // It comes to a task that nobody confirms, and waits there.
      while (here.lines().findLast((line) => line.kind === 'enter')?.step !== 'drain') {
        if (here.lines().some((line) => line.kind === 'end')) throw new Error('it did not wait');
        await wait(200);
      }
      await wait(500);
      send(signal);
      expect(await gone).toMatchObject({ code });
      const { length } = here.lines();
      await confirmed(here);
      expect(await here.program(run(hash))).toMatchObject({ code: 75 });
      expect(here.lines().length).toBeGreaterThan(length + 1);
    },
    patience,
  );

  it(
    'writes nothing to any zone while its disk is read-only, and says so',
    async () => {
      const { here, hash } = await atTtl();
      const before = readFileSync(here.journal, 'utf8');
      const { calls } = written(here);
      const refused = await inNamespace(
        here,
        'mount --bind .cutover .cutover && mount -o remount,bind,ro .cutover',
        run(hash),
      );
      expect(refused).toMatchObject({ code: 77, stderr: expect.stringMatching(/cannot be written: .*read-only/) });
      expect(readFileSync(here.journal, 'utf8')).toBe(before);
      expect(written(here).calls).toBe(calls);
      await goesOn(here, hash);
    },
    patience,
  );

  it(
    'stops where its disk is full, before anything that it could not note, and goes on when there is room',
    async () => {
      const { here, hash } = await atTtl();
      // A small disk with the journal so far and a few KiB of room; what was written there is taken back as it is.
      const prepare = [
        'mkdir small && mount -t tmpfs -o size=48k tmpfs small && cp .cutover/* small/',
        'mount --bind small .cutover',
        'head -c 100000 /dev/zero > .cutover/filler 2>/dev/null',
        'trap "cp .cutover/shop-prod.journal* ./" EXIT',
        '"$0" "$@"; code=$?; cp .cutover/shop-prod.journal full.journal; exit $code',
      ].join('; ');
      const { calls } = written(here);
      const full = await inNamespace(here, prepare, run(hash));
      expect(full).toMatchObject({ code: 69, stderr: expect.stringMatching(/cannot be written: the disk is full/) });
      expect(written(here).calls).toBe(calls);
      await goesOn(here, hash);
    },
    patience,
  );
});
