import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import { loadEstate } from '../../estate/index.js';
import { emitEstate } from '../../planner/handoff/emit-estate.js';
import { estateOf, newEstate, planWith, sorted, utahFile, utahPlan, utahWith } from './handoff.js';

const file = 'estate.yaml';

/** True when `before` can be got from `after` by taking characters out: nothing was changed, removed or moved. */
function survives(before: string, after: string): boolean {
  let at = 0;
  for (const letter of before) {
    at = after.indexOf(letter, at);
    if (at < 0) return false;
    at += letter.length;
  }
  return true;
}

/** Edits as people make them; those after which the file does not load any more are left out. */
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('comment' as const),
    at: fc.nat(400),
    text: fc.constantFrom('# ours', '    # why?', '', '  # é 日本 \u2028', '#'),
  }),
  fc.record({ kind: fc.constant('tail' as const), at: fc.nat(400), text: fc.constantFrom(' # because', '   ', ' #') }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(400), text: fc.constant('') }),
  fc.record({
    kind: fc.constant('word' as const),
    at: fc.nat(6),
    text: fc.constantFrom(
      'web02, ',
      ', etl01',
      ', portaldb01',
      'ad01: { as: retain, why: the office keeps its own domain controller }',
      'm7i.large',
    ),
  }),
);

function edited(
  text: string,
  edits: readonly (typeof edit extends fc.Arbitrary<infer T> ? T : never)[],
  crlf: boolean,
): string {
  let result = text;
  for (const { kind, at, text: piece } of edits) {
    const lines = result.split('\n');
    const line = at % lines.length;
    if (kind === 'word') result = result.replace(piece, '');
    else if (kind === 'comment') result = lines.toSpliced(line, 0, piece).join('\n');
    else if (kind === 'drop') result = lines.toSpliced(line, 1).join('\n');
    else result = lines.with(line, `${lines[line] ?? ''}${piece}`).join('\n');
    if (!loadEstate(result).ok) result = lines.join('\n');
  }
  return crlf ? result.replaceAll('\n', '\r\n') : result;
}

const bases = { utah: utahFile(file), fresh: newEstate(utahPlan()) };
const more = utahWith(
  ['search01', 'storefront'],
  ['crm01', 'CRM'],
  ['erp1', ''],
  ['share1', 'intranet', 'Windows Server 2022', 'Samba'],
);

/** Emitting over an edited estate keeps every byte in its order, places every server, and changes nothing when it is done again. */
export const emitsSafely = fc.property(
  fc.constantFrom(bases.utah, bases.fresh),
  fc.array(edit, { maxLength: 12 }),
  fc.boolean(),
  (base, edits, crlf) => {
    const text = edited(base, edits, crlf);
    const plan = planWith(more, { estate: text });
    const { files, findings } = emitEstate(plan, { text, file });
    const after = files[0]?.text ?? '';
    expect(survives(text, after)).toBe(true);
    const estate = estateOf(after);
    const named = [
      ...Object.values(estate.products).flatMap(({ replaces }) => replaces),
      ...Object.keys(estate.plan.leave),
    ];
    if (!findings.some(({ code }) => code === 'estate-not-added'))
      expect(sorted(named)).toEqual(sorted(Array.from(plan.servers, ({ server }) => server.id)));
    expect(emitEstate(planWith(more, { estate: after }), { text: after, file }).files[0]?.text).toBe(after);
  },
);
