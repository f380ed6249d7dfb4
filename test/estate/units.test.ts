import { describe, expect, it } from '@jest/globals';
import {
  duration,
  formatDuration,
  formatSize,
  isDnsName,
  isDate,
  nearest,
  overlaps,
  parseNetwork,
  size,
} from '../../estate/index.js';
import { parseCount, parseDuration, parseRate, parseSize } from '../../estate/units.js';

describe('units', () => {
  it.each([
    ['800ms', 800],
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['14d', 1_209_600_000],
    ['0s', 0],
    ['1.5h', undefined],
    ['-1s', undefined],
    ['10', undefined],
    ['1 h', undefined],
    ['1w', undefined],
    ['999999999d', 86_399_999_913_600_000 > Number.MAX_SAFE_INTEGER ? undefined : 0],
  ])('the duration %s is %s ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ['512MiB', 512],
    ['100GiB', 102_400],
    ['2TiB', 2_097_152],
    ['1GB', undefined],
    ['1', undefined],
  ])('the size %s is %s MiB', (text, mib) => {
    expect(parseSize(text)).toBe(mib);
  });

  it('are written in the largest that holds them', () => {
    expect(['14d', '36h', '90s', '1500ms', '0ms'].map((text) => formatDuration(duration(text)))).toEqual([
      '14d',
      '36h',
      '90s',
      '1500ms',
      '0ms',
    ]);
    expect(['60s', '24h'].map((text) => formatDuration(duration(text)))).toEqual(['1m', '1d']);
    expect(formatSize(size('1024GiB'))).toBe('1TiB');
    expect(() => duration('soon')).toThrow('"soon" is not a duration');
    expect(() => size('big')).toThrow('"big" is not a size');
  });

  it('count and rate', () => {
    expect(parseCount('2..6')).toEqual({ min: 2, max: 6 });
    expect(parseCount('3')).toEqual({ min: 3, max: 3 });
    expect(['6..2', '2..', '20000', 'x'].map(parseCount)).toEqual([undefined, undefined, undefined, undefined]);
    expect(parseRate('1Gbps')).toBe(1000);
  });

  it('days of the calendar', () => {
    expect(['2027-02-28', '2028-02-29', '2027-02-29', '2027-13-01', '27-1-1'].map(isDate)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

const at = (text: string) => {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};

describe('networks', () => {
  it.each([
    '10.0.0.1/8',
    '10.0.0/8',
    '010.0.0.0/8',
    '256.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.0/',
    '1::2::3',
    '1:2:3',
    '::/129',
  ])('%s is none', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  it('share addresses, or not', () => {
    expect(overlaps(at('10.0.0.0/8'), at('10.20.0.0/16'))).toBe(true);
    expect(overlaps(at('10.20.0.0/16'), at('10.21.0.0/16'))).toBe(false);
    expect(overlaps(at('0.0.0.0/0'), at('::/0'))).toBe(false);
    expect(overlaps(at('2001:db8::/32'), at('2001:db8:1::1'))).toBe(true);
  });

  it('names have the form of DNS', () => {
    expect(
      ['a.b', '_x.a.example', '*.a.example', 'a.*.b', 'A.b', 'a', 'a..b', '-a.b', `${'a'.repeat(64)}.b`].map(isDnsName),
    ).toEqual([true, true, true, false, false, false, false, false, false]);
  });
});

it('the nearest word is one that was probably meant', () => {
  expect(nearest('ingres', ['ingress', 'egress'])).toBe('ingress');
  expect(nearest('prod', ['production', 'staging'])).toBe('production');
  expect(nearest('regoin', ['region', 'reason'])).toBe('region');
  expect(nearest('kubernetes', ['region', 'zones'])).toBeUndefined();
});
