import { describe, expect, it } from '@jest/globals';
import { theme } from '../../../../planner/report/html/style/theme.js';

/** Relative luminance after WCAG 2.2. */
function luminance(colour: string): number {
  const hex = colour.length === 4 ? colour.replace(/[\da-f]/g, '$&$&') : colour;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const [light = {}, dark = {}] = theme.text
  .split('@media')
  .map((part) =>
    Object.fromEntries([...part.matchAll(/--([\w-]+): (#[\da-f]+);/g)].map(([, name, value]) => [name, value])),
  );

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, colours: Readonly<Record<string, string>>) => {
  const of = (name: string): string => colours[name] ?? '#000';

  it.each(['ink', 'quiet', 'accent', 'good', 'warn', 'bad'])('%s is legible as text: 4.5 to 1', (name) => {
    for (const ground of ['page', 'panel']) expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['wait', 'cutover', 'good', 'accent', 'bad'])('%s can be seen as a shape: 3 to 1', (name) => {
    expect(contrast(of(name), of('page'))).toBeGreaterThanOrEqual(3);
  });

  it('keep apart what lies beside each other', () => {
    for (const [one, other] of [
      ['cutover', 'build'],
      ['cutover', 'keep'],
      ['build', 'keep'],
    ] as const)
      expect([one, other, contrast(of(one), of(other)) > 1.5]).toEqual([one, other, true]);
  });
});

it('both schemes name the same colours', () => {
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  expect(contrast('#fff', '#000')).toBeCloseTo(21);
});
