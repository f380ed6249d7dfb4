import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { emitEstate } from '../../../planner/handoff/emit-estate.js';
import { emitsSafely } from '../../support/edited-estate.js';
import { newEstate, planWith, inventoryOf, utahFile, utahPlan, utahWith } from '../../support/handoff.js';

const file = 'estate.yaml';
const utah = utahFile(file);
const inventory = utahFile('inventory.csv');

/** What emitting over an estate adds, as the lines that are new. */
function added(before: string, after: string): readonly string[] {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
}

/** Servers of one product that are alike. */
const shop = (...names: readonly string[]) =>
  inventoryOf({
    'shop.csv': `Name,Application,OS,vCPU,RAM (GB)\n${names.map((name) => `${name},Shop,Ubuntu 22.04,2,8`).join('\n')}\n`,
  });

const messages = (findings: ReturnType<typeof emitEstate>['findings']): readonly string[] =>
  findings.map(({ severity, code, row, message }) => `${severity} ${code} ${row ?? '-'} ${message}`);

describe('emitting over the estate file of examples/utah', () => {
  it('changes no byte of it, and tells what the plan would write differently', () => {
    const { files, findings } = emitEstate(utahPlan(utah), { text: utah, file });
    expect(files[0]?.text).toBe(utah);
    expect(
      findings.every(({ code, file: where, row }) => code === 'estate-differs' && where === file && row !== undefined),
    ).toBe(true);
    expect(messages(findings)).toContainEqual(
      expect.stringMatching(
        /^info estate-differs \d+ products\.storefront\.data\.db\.storage: 400GiB here, the plan would write \d+GiB$/,
      ),
    );
    expect(messages(findings)).toContainEqual(
      expect.stringMatching(/products\.intranet: the plan would write fleets\.wiki \(t3a\.medium\) for wiki01$/),
    );
  });

  it('adds a server to its product with what stands for it, a new product, and what does not move', () => {
    const more = utahWith(
      ['search01', 'storefront'],
      ['crm01', 'CRM'],
      ['crm02', 'CRM'],
      ['ntp01', '', 'Ubuntu 22.04', 'ntp server'],
    );
    const { files } = emitEstate(planWith(more, { estate: utah }), { text: utah, file });
    const text = files[0]?.text ?? '';
    expect(added(utah, text)).toEqual([
      '    replaces: [web01, web02, db01, cache01, search01]',
      '      # search01: Ubuntu 22.04, 2 vCPU, 8 GiB',
      '      search:',
      '        type: m5a.large',
      '        uses:',
      '          cache: rw',
      '          db: rw',
      '  # 2 by their product column',
      '  crm:',
      '    environments:',
      '      - prod',
      '    replaces:',
      '      - crm01',
      '      - crm02',
      '      crm:',
      '        type: m5a.large',
      '        count: 2',
      '    ntp01:',
      '      as: retire',
      '      why: its role is ntp; Amazon Time Sync Service at 169.254.169.123, nothing to move',
    ]);
    expect(emitEstate(planWith(more, { estate: text }), { text, file }).files[0]?.text).toBe(text);
  });

  it('adds one more of a kind to its product, and leaves what stands for the kind to people', () => {
    const text = newEstate(planWith(shop('web01', 'web02')));
    const { files, findings } = emitEstate(planWith(shop('web01', 'web02', 'web03'), { estate: text }), { text, file });
    expect(added(text, files[0]?.text ?? '')).toEqual(['    replaces: [web01, web02, web03]']);
    expect(messages(findings)).toEqual([
      expect.stringMatching(/products\.shop\.fleets\.web\.count: 2 here, the plan would write 3$/),
    ]);
  });

  it('tells which servers are gone and which the plan puts elsewhere', () => {
    const text = utah
      .replace('replaces: [mail01]', 'replaces: [mail01, mail02]')
      .replace('replaces: [reports01, etl01]', 'replaces: [reports01]');
    const plan = planWith(utahWith(['crm01', 'CRM']), { estate: text });
    const moved = text
      .replace('replaces: [mail01, mail02]', 'replaces: [mail01, mail02, crm01]')
      .replace('dns01: { as: retire', 'dns01: { as: retain');
    const { files, findings } = emitEstate(plan, { text: moved, file });
    expect(files[0]?.text.includes('etl01')).toBe(true);
    const line = (part: string): number => moved.slice(0, moved.indexOf(part)).split('\n').length;
    expect(messages(findings)).toEqual(
      expect.arrayContaining([
        `warning estate-differs ${line('mail02')} products.mail.replaces[1]: mail02 is not in the inventory`,
        `info estate-differs ${line('mail02')} products.mail.replaces[2]: the plan puts crm01 into the product crm`,
        `info estate-differs ${line('dns01:')} plan.leave.dns01: the plan would retire dns01`,
      ]),
    );
  });

  it('writes nothing over a file that does not load', () => {
    const { files, findings } = emitEstate(utahPlan(), { text: 'company: [', file });
    expect(files).toEqual([]);
    expect(findings[0]).toMatchObject({ severity: 'error', code: 'estate-invalid', file, row: 1 });
  });

  it('does not replace what was written as nothing, but tells it', () => {
    const text = utah.replace(/ {2}leave:\n( {4}.*\n)+/, '  leave: ~\n');
    const { files, findings } = emitEstate(planWith(inventoryOf({ 'inventory.csv': inventory }), { estate: text }), {
      text,
      file,
    });
    expect(files[0]?.text).toContain('  leave: ~\n');
    expect(messages(findings)).toContain(
      'error estate-not-added - nothing was added to plan.leave: something there would be replaced',
    );
  });
});

describe('emitting over any estate file that people have edited', () => {
  it('keeps every byte in its order, places every server, and changes nothing when it is done again', () => {
    fc.assert(emitsSafely, { numRuns: 1 });
  });
});
