import type { Fields, Shape } from '../../estate/shape.js';
import { cutover } from '../../estate/schema/cutover.js';
import { dataStore } from '../../estate/schema/data.js';
import { environment } from '../../estate/schema/environments.js';
import { estateFields } from '../../estate/schema/estate.js';
import { fleet } from '../../estate/schema/fleets.js';
import { ingress } from '../../estate/schema/ingress.js';
import { metric } from '../../estate/schema/metrics.js';
import { partner } from '../../estate/schema/partners.js';
import { plan } from '../../estate/schema/plan.js';
import { product } from '../../estate/schema/products.js';
import { publicName } from '../../estate/schema/public-names.js';
import { service } from '../../estate/schema/services.js';
import { changeWindow } from '../../estate/schema/windows.js';
import { zone } from '../../estate/schema/zones.js';

const cell = (text: string) => text.replaceAll('|', '\\|');

function defaultOf(field: Fields[string]): string {
  if (field.required) return '**required**';
  if (field.otherwise !== undefined) return field.otherwise;
  if (typeof field.fallback === 'string' || typeof field.fallback === 'boolean') return String(field.fallback);
  return '–';
}

/** Shapes with a table of their own. */
const own: ReadonlySet<Shape<unknown>> = new Set<Shape<unknown>>([
  environment,
  product,
  metric,
  publicName,
  changeWindow,
  partner,
]);

/** What stands inside a field, and how its place is written: of a small map its keys, of a map or list without a table what each in it has. */
function inside({ shape }: Fields[string]): readonly [place: string, fields: Fields] | undefined {
  if (shape.fields !== undefined) return Object.keys(shape.fields).length <= 4 ? ['', shape.fields] : undefined;
  const { each } = shape;
  return each?.shape.fields === undefined || own.has(each.shape) ? undefined : [each.place, each.shape.fields];
}

/** Rows of a map with fixed keys; what is inside one of them follows as `outer.inner`, `outer.<name>.inner` or `outer[].inner`. */
function rows(fields: Fields, prefix = ''): readonly string[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const [place, inner] = inside(field) ?? ['', {}];
    const row = `| \`${prefix}${key}\` | ${cell(field.doc)} | ${cell(field.shape.type)} | ${cell(defaultOf(field))} |`;
    return [row, ...rows(inner, `${prefix}${key}${place}.`)];
  });
}

function table(title: string, fields: Fields | undefined): string {
  return `### ${title}\n\n| key | meaning | type | default |\n|---|---|---|---|\n${rows(fields ?? {}).join('\n')}\n\n`;
}

/** The tables of `docs/estate.md`: every key with its meaning, type and default, from the descriptions that the loader reads by. */
export function referenceTables(): string {
  const data = Object.entries(dataStore.kinds ?? {}).map(([kind, fields]) =>
    table(`\`data.<name>\`, kind \`${kind}\``, fields),
  );
  const zones = Object.entries(zone.kinds ?? {}).map(([at, fields]) => table(`\`zones.<name>\`, at \`${at}\``, fields));
  return [
    table('The file', estateFields),
    table('`environments.<name>`', environment.fields),
    ...zones,
    table('`products.<name>`', product.fields),
    table('`products.<name>.ingress`', ingress.fields),
    table('`products.<name>.services.<name>`', service.fields),
    table('`products.<name>.fleets.<name>`', fleet.fields),
    ...data,
    table('`products.<name>.names.<name>`', publicName.fields),
    table('`products.<name>.cutover`', cutover.fields),
    table('`products.<name>.cutover.metrics.<name>`', metric.fields),
    table('`window`, `windows`', changeWindow.fields),
    table('`partners.<name>`', partner.fields),
    table('`plan`', plan.fields),
  ].join('');
}
