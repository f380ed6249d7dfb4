import { nearest } from '../../../estate/nearest.js';
import type { Finding } from '../../model/finding.js';
import type { ServerRoles, WaveInputs } from '../inputs.js';
import type { ServerLookup } from './lookup.js';
import { isSharedWord, shortened, slug } from './names.js';
import { sharedRole, type Hub } from './shared.js';
import type { Disposition, Server } from '../../model/server.js';
import type { MembershipSource } from '../wave-plan.js';

/** What is known for certain about the place of a machine; the rest is inferred by `products.ts`. */
export type FirmPlace =
  | { readonly kind: 'product'; readonly key: string; readonly label: string; readonly source: MembershipSource }
  | { readonly kind: 'shared'; readonly role: string; readonly why: string }
  | { readonly kind: 'leave'; readonly disposition: 'retire' | 'retain'; readonly why: string };

export interface FirmPlaces {
  /** By index of the lookup. */
  readonly places: readonly (FirmPlace | undefined)[];
  readonly findings: readonly Finding[];
}

/**
 * Products that people named, then machines that do not move, then shared services. Of several statements about one machine the first wins:
 * `replaces`, `plan.leave`, the edited `waves.csv`, a disposition, a product column, the role of a shared service.
 */
export function firmPlaces(
  lookup: ServerLookup,
  inputs: WaveInputs,
  { roles, dispositions }: ServerRoles,
  hubs: ReadonlyMap<number, Hub>,
): FirmPlaces {
  const findings: Finding[] = [];
  const said = statements(lookup, inputs, findings);
  const places = lookup.servers.map((server, index): FirmPlace | undefined => {
    const role = sharedRole(roles.get(server.id));
    const statement = said.get(index);
    if (statement?.kind === 'shared') return { ...statement, role: role ?? hubs.get(index)?.role ?? statement.role };
    if (statement !== undefined) return statement;
    const stated = dispositions.get(server.id);
    const column = columnPlace(server, role ?? hubs.get(index)?.role);
    const left = leftBy(stated?.disposition, role);
    if (left !== undefined) return { kind: 'leave', disposition: left, why: stated?.reason ?? 'disposition' };
    if (column !== undefined) return column;
    if (role !== undefined) return { kind: 'shared', role, why: `its role is ${role}` };
    const hub = hubs.get(index);
    return hub === undefined ? undefined : { kind: 'shared', role: hub.role, why: hub.why };
  });
  return { places, findings };
}

/** A shared service that sizing would retain stays one: that says more about it. */
function leftBy(disposition: Disposition | undefined, role: string | undefined): 'retire' | 'retain' | undefined {
  if (disposition === 'retire') return 'retire';
  return disposition === 'retain' && role === undefined ? 'retain' : undefined;
}

function columnPlace(server: Server, role: string | undefined): FirmPlace | undefined {
  const label = server.product?.trim();
  if (label === undefined || label === '') return undefined;
  const key = slug(label) ?? label;
  return role !== undefined && isSharedWord(key) ? undefined : { kind: 'product', key, label, source: 'column' };
}

/** Each guess at a spelling reads all names; a file of another estate must not take hours. */
const guessesAtMost = 20;

/** What estate and edited file say, by machine. */
function statements(lookup: ServerLookup, inputs: WaveInputs, findings: Finding[]): ReadonlyMap<number, FirmPlace> {
  const said = new Map<number, FirmPlace>();
  let guesses = 0;
  const unknown = (name: string, where: string, at: { file?: string; row?: number }): void => {
    guesses += 1;
    const close =
      guesses > guessesAtMost
        ? undefined
        : nearest(
            name,
            lookup.servers.map((server) => server.name),
          );
    findings.push({
      severity: at.file === undefined ? 'error' : 'warning',
      code: 'unknown-server',
      ...at,
      value: name,
      message: `${where} names a machine that is not in the inventory`,
      remedy: close === undefined ? 'correct the name or remove it' : `write ${close}, or remove it`,
    });
  };
  for (const { name: product, replaces } of inputs.products) {
    for (const name of replaces) {
      const index = lookup.byName(name);
      if (index === undefined) {
        unknown(name, `products.${product}.replaces`, {});
        continue;
      }
      const before = said.get(index);
      if (before?.kind === 'product' && before.key !== product) {
        findings.push({
          severity: 'error',
          code: 'server-twice',
          server: lookup.servers[index]?.id ?? name,
          message: `products ${before.key} and ${product} both replace this machine; it stays with ${before.key}`,
          remedy: `remove it from products.${product}.replaces or from products.${before.key}.replaces`,
        });
      } else said.set(index, { kind: 'product', key: product, label: product, source: 'estate' });
    }
  }
  for (const [name, leave] of [...inputs.leave].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { as: disposition, why = 'plan.leave of the estate' } = typeof leave === 'string' ? { as: leave } : leave;
    const index = lookup.byName(name);
    if (index === undefined) {
      unknown(name, 'plan.leave', {});
      continue;
    }
    const before = said.get(index);
    if (before?.kind === 'product') {
      findings.push({
        severity: 'error',
        code: 'server-twice',
        server: lookup.servers[index]?.id ?? name,
        message: `product ${before.key} replaces this machine and plan.leave says ${disposition}; it stays with ${before.key}`,
        remedy: `remove it from plan.leave or from products.${before.key}.replaces`,
      });
    } else said.set(index, { kind: 'leave', disposition, why });
  }
  for (const [name, { place, row }] of inputs.edits?.servers ?? []) {
    const file = inputs.edits?.file ?? 'waves.csv';
    const index = lookup.byName(name);
    if (index === undefined) {
      unknown(name, 'the waves file', { file, row });
      continue;
    }
    const edited = editedPlace(place, file, lookup.servers[index]);
    const before = said.get(index);
    if (before === undefined) said.set(index, edited);
    else if (!samePlace(before, edited)) {
      findings.push({
        severity: 'warning',
        code: 'edit-overruled',
        file,
        row,
        server: lookup.servers[index]?.id ?? name,
        message: `the estate says ${placeText(before)}, this row says ${placeText(edited)}: the estate wins`,
        remedy: 'change the estate file',
      });
    }
  }
  return said;
}

type EditedPlace = NonNullable<ReturnType<NonNullable<WaveInputs['edits']>['servers']['get']>>['place'];

function editedPlace(place: EditedPlace, file: string, server: Server | undefined): FirmPlace {
  if (place === 'shared') return { kind: 'shared', role: 'hub', why: `${file} says so` };
  if ('leave' in place) return { kind: 'leave', disposition: place.leave, why: `${file} says so` };
  // The file holds the shortened name; where it is that of the machine's own column, new machines of that column still belong to it.
  const own = slug(server?.product ?? '');
  const key = own !== undefined && shortened(own) === place.product ? own : place.product;
  return { kind: 'product', key, label: place.product, source: 'waves-file' };
}

const samePlace = (a: FirmPlace, b: FirmPlace): boolean => placeText(a) === placeText(b);

function placeText(place: FirmPlace): string {
  if (place.kind === 'product') return place.key;
  return place.kind === 'shared' ? 'shared' : place.disposition;
}
