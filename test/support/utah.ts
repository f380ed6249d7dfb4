import { readFileSync } from 'node:fs';
import { loadEstate, type Estate } from '../../estate/index.js';

/** The example's estate, as text and as loaded. */
export const utahText = readFileSync('examples/utah/estate.yaml', 'utf8');

export function utah(): Estate {
  const loaded = loadEstate(utahText, 'estate.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.estate;
}
