import { App } from '#cdktf';
import type { Estate } from '../estate/index.js';
import { nearest, stackNames } from '../estate/index.js';
import { Refused } from './estate-file.js';
import { makers } from './makers.js';
import type { Place } from './place.js';

/**
 * The stacks to build: all, or those of `STACKS=a,b`.
 * @throws Refused where one does not exist
 */
export function chosenStacks(estate: Estate, wanted = ''): readonly string[] {
  const all = stackNames(estate);
  const names = wanted
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wrong = names.filter((name) => !all.includes(name));
  if (wrong.length > 0)
    throw new Refused(
      wrong.map((name) => {
        const close = nearest(name, all);
        return `STACKS names ${JSON.stringify(name)}, which this estate does not have; ${close === undefined ? `write some of: ${all.join(', ')}` : `did you mean ${close}?`}`;
      }),
    );
  return names.length === 0 ? all : all.filter((name) => names.includes(name));
}

/** The app with the chosen stacks of an estate, ready to synthesize. */
export function estateApp(estate: Estate, place: Place, wanted?: string): App {
  const app = new App({ outdir: place.outdir, context: { targetVersions: { terraform: '>=1.11.0' } } });
  const chosen = new Set(chosenStacks(estate, wanted));
  for (const [name, make] of makers(estate)) if (chosen.has(name)) make({ app, estate, place });
  return app;
}
