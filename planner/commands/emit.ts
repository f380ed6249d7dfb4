import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Estate } from '../../estate/index.js';
import { nearest } from '../../estate/nearest.js';
import { fileFault, writeFault } from '../adapters/files.js';
import type { Handoff } from '../handoff/handoff.js';
import { Fault } from '../model/fault.js';
import type { Finding } from '../model/finding.js';
import type { Plan } from '../plan/plan.js';
import { writeFileWhole } from './output.js';

interface Emission {
  readonly plan: Plan;
  readonly estate: Estate | undefined;
  /** Folder that the files go to. */
  readonly out: string;
  /** `--waves`: its edits are in the plan, so it may be written again. */
  readonly waves: string | undefined;
}

type Emit = (emission: Emission) => Promise<Handoff>;

/** What `--emit` can write; each is loaded when asked for. */
const emitters: Readonly<Record<string, Emit>> = {
  estate: async ({ plan, out }) => {
    const { emitEstate } = await import('../handoff/emit-estate.js');
    const file = join(out, 'estate.yaml');
    const text = await existing(file);
    return emitEstate(plan, text === undefined ? undefined : { text, file });
  },
  waves: async ({ plan, out, waves }) => {
    const { emitWaves } = await import('../handoff/emit-waves.js');
    const handoff = emitWaves(plan);
    const file = join(out, 'waves.csv');
    const text = await existing(file);
    if (text !== undefined && text !== handoff.files[0]?.text && waves !== file)
      throw new Fault(
        'data',
        `${file} is there and says something else`,
        `Add --waves ${file}, so that its edits count; or name another folder with --out.`,
      );
    return handoff;
  },
  mgn: async ({ plan, estate }) => (await import('../handoff/emit-mgn.js')).emitMgn(plan, estate),
  cmf: async ({ plan, estate }) => (await import('../handoff/emit-cmf.js')).emitCmf(plan, estate),
  runbook: async ({ plan }) => (await import('../handoff/emit-runbooks.js')).emitRunbooks(plan),
};

/** The kinds named by `--emit estate,waves`. @throws Fault `usage` for one that there is not */
export function emitKinds(text: string): readonly string[] {
  const kinds = text.split(',').map((kind) => kind.trim());
  for (const kind of kinds) {
    if (Object.hasOwn(emitters, kind)) continue;
    const meant = nearest(kind, Object.keys(emitters));
    throw new Fault(
      'usage',
      `--emit ${text}: there is no "${kind}"`,
      meant === undefined ? `Write any of: ${Object.keys(emitters).join(',')}.` : `Did you mean ${meant}?`,
    );
  }
  return kinds;
}

/**
 * Writes the files for the next step. An estate file that is there is added to, byte for byte as it was; an edited waves file is never
 * overwritten unseen; the others are made anew.
 * @returns the files written and what to know about them
 */
export async function emit(
  kinds: readonly string[],
  emission: Emission,
): Promise<{ readonly files: readonly string[]; readonly findings: readonly Finding[] }> {
  const handoffs = [];
  for (const kind of kinds) handoffs.push(await emitters[kind]?.(emission));
  await mkdir(emission.out, { recursive: true }).catch((error: unknown) => {
    throw writeFault(emission.out, error);
  });
  const files: string[] = [];
  for (const handoff of handoffs) {
    for (const { path, text } of handoff?.files ?? []) {
      const file = join(emission.out, path);
      await writeFileWhole(file, [text]);
      files.push(file);
    }
  }
  return { files, findings: handoffs.flatMap((handoff) => handoff?.findings ?? []) };
}

const existing = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    const fault = fileFault(file, error);
    if (fault instanceof Fault && fault.kind === 'missing') return undefined;
    throw fault;
  });
