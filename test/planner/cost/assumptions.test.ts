import { describe, expect, it } from '@jest/globals';
import { assume, defaults, keysOf, listAssumptions } from '../../../planner/cost/assumptions.js';
import { Fault } from '../../../planner/model/fault.js';

const fault = (setting: string): Fault => {
  try {
    assume([setting]);
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error(`${setting} was taken`);
};

describe('assumptions', () => {
  it('each have a unit, a meaning and a source', () => {
    for (const { key, unit, means, source } of defaults) {
      expect(`${key} ${unit} ${means} ${source}`).not.toMatch(/undefined|TODO/);
      expect(Math.min(unit.length, means.length, source.length)).toBeGreaterThan(0);
    }
    expect(keysOf.running.length + keysOf.moving.length + keysOf.today.length).toBe(defaults.length);
  });

  it('have their defaults for every key until somebody sets one; the last setting wins', () => {
    const values = assume(['natGB=500', 'natGB=250']);
    expect(Object.keys(values)).toHaveLength(defaults.length);
    expect([values.natGB, values.natGateways]).toEqual([250, 2]);
    expect(listAssumptions(values).filter(({ set }) => set)).toEqual([
      expect.objectContaining({ key: 'natGB', value: 250 }),
    ]);
  });

  it.each([
    ['support=business', 'support', 2],
    ['oneOffUsd = 12500.5', 'oneOffUsd', 12_500.5],
    ['natGateways=0', 'natGateways', 0],
  ] as const)('read %s', (setting, key, value) => {
    expect(assume([setting])[key]).toBe(value);
  });

  it.each([
    ['natGatewais=3', 'there is no assumption "natGatewais"', 'Did you mean natGateways?'],
    ['zzz=3', 'there is no assumption "zzz"', 'docs/costs.md'],
    ['__proto__=3', 'there is no assumption "__proto__"', 'docs/costs.md'],
    ['natGB', '"" is not a number', 'natGB=100'],
    ['natGB=', '"" is not a number', 'natGB=100'],
    ['natGB=-1', '"-1" is not a number from 0 on', 'natGB=100'],
    ['natGB=1e99', 'is more than', 'natGB=100'],
    ['natGB=lots', '"lots" is not a number', 'natGB=100'],
    ['todayUnusedPowerPct=100', 'is more than 99', 'todayUnusedPowerPct=40'],
    ['todayVmsPerAdmin=0', 'not a whole number from 1 on', 'todayVmsPerAdmin=77'],
    ['support=gold', 'is none of its words', 'none, developer, business, on-ramp, enterprise'],
  ])('refuse %s and say what to write', (setting, message, remedy) => {
    const { kind, message: told, remedy: help } = fault(setting);
    expect(kind).toBe('usage');
    expect(told).toContain(message);
    expect(help).toContain(remedy);
  });
});
