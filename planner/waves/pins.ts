import type { Finding } from '../model/finding.js';
import type { WaveInputs } from './inputs.js';
import type { ServerLookup } from './products/lookup.js';
import type { Grouped } from './products/products.js';
import type { Pin } from './wave-plan.js';

/** Waves that people may write: `3`, `W3`, `wave 3`. */
export const latestWave = 9999;

/** Number of a wave as people write it; undefined when it is none. */
export function waveNumber(text: string): number | undefined {
  const match = /^\s*(?:w|wave)?[\s#-]*(\d{1,4})\s*$/i.exec(text);
  const number = Number(match?.[1] ?? Number.NaN);
  return number >= 1 && number <= latestWave ? number : undefined;
}

const sources = {
  estate: 'the estate',
  'waves-file': 'the waves file',
  inventory: 'the inventory',
  screen: 'you, not saved',
} as const;

/**
 * Waves that people chose, by index of the product. `products.*.wave` wins over the edited file, which wins over a wave column of the
 * inventory (Cloud Migration Factory and MGN files have one); the last counts only when all machines of the product agree.
 */
export function pinsOf(
  lookup: ServerLookup,
  grouped: readonly Grouped[],
  { products, edits }: WaveInputs,
): { readonly pins: readonly (Pin | undefined)[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const declared = new Map(products.map(({ name, wave }) => [name, wave]));
  const known = new Set(grouped.flatMap(({ name, key }) => [name, key]));
  for (const [product, { row }] of edits?.waves ?? []) {
    if (known.has(product)) continue;
    findings.push({
      severity: 'warning',
      code: 'unknown-product',
      file: edits?.file ?? 'waves.csv',
      row,
      value: product,
      message: 'no product has this name',
      remedy: 'write the name of a product of the plan, or name its machines in the column server',
    });
  }
  const pins = grouped.map((group): Pin | undefined => {
    const { name, key } = group;
    const estate = declared.get(name);
    const edit = edits?.waves.get(name) ?? edits?.waves.get(key);
    if (estate !== undefined && edit !== undefined && edit.wave !== estate) {
      findings.push({
        severity: 'warning',
        code: 'edit-overruled',
        file: edits?.file ?? 'waves.csv',
        row: edit.row,
        value: `W${edit.wave}`,
        message: `the estate pins ${name} to W${estate}, this row says W${edit.wave}: the estate wins`,
        remedy: `change products.${name}.wave in the estate`,
      });
    }
    if (estate !== undefined) return { wave: estate, by: 'estate' };
    if (edit !== undefined) return { wave: edit.wave, by: 'waves-file' };
    const column = waveColumn(lookup, group, findings);
    return column === undefined ? undefined : { wave: column, by: 'inventory' };
  });
  return { pins, findings };
}

export const pinText = ({ wave, by }: Pin): string => `pinned to W${wave} by ${sources[by]}`;

function waveColumn(lookup: ServerLookup, { name, members }: Grouped, findings: Finding[]): number | undefined {
  const waves = new Set<number>();
  for (const index of members) {
    const server = lookup.servers[index];
    if (server?.wave === undefined) continue;
    const wave = waveNumber(server.wave);
    if (wave !== undefined) waves.add(wave);
    else {
      findings.push({
        severity: 'info',
        code: 'wave-not-a-number',
        file: server.source.file,
        row: server.source.row,
        value: server.wave,
        server: server.id,
        message: 'the wave of this row is no number; the planner chooses',
        remedy: 'write 1, W1 or wave 1',
      });
    }
  }
  if (waves.size <= 1) return [...waves][0];
  findings.push({
    severity: 'warning',
    code: 'waves-disagree',
    value: [...waves]
      .toSorted((a, b) => a - b)
      .map((wave) => `W${wave}`)
      .join(', '),
    message: `the machines of ${name} name different waves in the inventory; a product is never split, so the planner chooses`,
    remedy: `set products.${name}.wave in the estate`,
  });
  return undefined;
}
