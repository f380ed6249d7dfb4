import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aSite, name, patience, record, walked, zoneOf } from '../support/cutover-site.js';
import { announced, clientsOf, legacyAddress } from '../support/lab.js';

const preload = resolve('test/support/kill-at-line.js');
const killing = (at: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${preload}`,
  KILL_AT: at,
});

describe('a run of processes over sockets', () => {
  it(
    'comes to its end when nothing happens',
    async () => {
      const here = await aSite();
      const stop = clientsOf(here.lab, name);
      const { killed } = await walked(here, () => ({}));
      const seen = Object.keys(await stop());
      expect(killed).toBe(0);
      expect(zoneOf(here).filter(({ Type }) => Type === 'A')).toMatchObject([
        { Name: record, Type: 'A', AliasTarget: { DNSName: 'shop-1.elb.us-east-1.amazonaws.com.' } },
      ]);
      const allowed = new Set([legacyAddress, announced.join(' ')]);
      expect(seen.filter((answer) => !allowed.has(answer))).toEqual([]);
    },
    patience,
  );

  it.each([
    [
      'just before its second line, or in the middle of it: what the first one announced is done, and not noted',
      ['before:2', 'torn:2'],
    ],
    ['just after its first line: announced, and nothing done', ['after:1']],
  ])(
    'comes to the same end when every process is killed %s',
    async (_title, places) => {
      const here = await aSite();
      const { killed } = await walked(here, (turn) => killing(places[turn % places.length] ?? ''));
      expect(killed).toBeGreaterThan(20);
      expect(zoneOf(here).filter(({ Type }) => Type === 'A')).toMatchObject([
        { Name: record, Type: 'A', AliasTarget: { DNSName: 'shop-1.elb.us-east-1.amazonaws.com.' } },
      ]);
      expect(here.lines().filter(({ kind }) => kind === 'end')).toHaveLength(1);
    },
    patience,
  );
});
