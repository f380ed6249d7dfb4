import type { Finding } from '../model/finding.js';
import type { Flow } from '../model/flow.js';
import type { Server } from '../model/server.js';
import { foldEdges } from './products/edges.js';
import { estateFindings } from './estate-findings.js';
import { factsOf } from './facts.js';
import { joinAroundPins } from './products/groups.js';
import type { ServerRoles, WaveInputs } from './inputs.js';
import { limitsOf } from './schedule/limits.js';
import { incidence, linksOf } from './products/links.js';
import { ServerLookup } from './products/lookup.js';
import { placeName, type ProductFacts, type WaveModel } from './model.js';
import { pinsOf } from './pins.js';
import { firmPlaces } from './products/place.js';
import { groupProducts, type Grouped } from './products/products.js';
import { quotaDelays, quotaWaits } from './schedule/quota-waits.js';
import { settle, type Settled } from './products/settle.js';
import { findHubs } from './products/shared.js';
import { readTraffic } from './products/traffic.js';
import type { NoisePort } from './wave-plan.js';

/** What goes into the waves. */
export interface WaveSource extends ServerRoles {
  readonly servers: readonly Server[];
  readonly flows: readonly Flow[];
}

/** The model, and what of the result is fixed before any wave is planned. */
export interface Built {
  readonly model: WaveModel;
  readonly settled: Settled;
  readonly noise: readonly NoisePort[];
  readonly findings: readonly Finding[];
}

/** Servers and flows -> products, edges, groups and limits. Near-linear in both. */
export function buildModel(source: WaveSource, inputs: WaveInputs): Built {
  const lookup = new ServerLookup(source.servers);
  const traffic = readTraffic(lookup, source.flows);
  const { hubs, fanIn } = findHubs(lookup.servers.length, traffic);
  const firm = firmPlaces(lookup, inputs, source, hubs);
  const grouped = groupProducts(lookup, firm.places, traffic, inputs);
  const settled = settle(lookup, firm.places, grouped, fanIn);
  const places = grouped.length + settled.outside.length;
  const loose = looseTest(inputs, grouped);
  const { edges, ignored } = foldEdges(traffic, places, settled.placeOf, new Set(hubs.keys()), loose);
  const inner = edges.filter(({ from, to }) => from < grouped.length && to < grouped.length);
  const { limits, findings } = limitsOf(inputs);
  const pins = pinsOf(lookup, grouped, inputs);
  const waits = quotaWaits(inputs);
  const products = factsOf(lookup, source, grouped, inner, inputs, {
    limits,
    pins: pins.pins,
    delays: quotaDelays(waits),
  });
  const groups = joinAroundPins(products.length, inner, (product) => products[product]?.pin?.wave);
  const pilot = pilotOf(products, inputs);
  const { outside } = settled;
  const nameOf = (place: number): string => placeName({ products, outside }, place);
  const links = linksOf(products.length, nameOf, edges, ignored);
  const incident = incidence(places, edges);
  const model: WaveModel = {
    inputs,
    limits,
    quotaWaits: waits,
    products,
    outside,
    edges,
    inner,
    incident,
    links,
    groups,
    pilot,
  };
  const read = [...findings, ...firm.findings, ...traffic.findings, ...pins.findings];
  return { model, settled, noise: traffic.noise, findings: [...read, ...estateFindings(model, settled)] };
}

function looseTest({ loose }: WaveInputs, grouped: readonly Grouped[]): (from: number, to: number) => boolean {
  if (loose.length === 0) return () => false;
  const pairs = new Set(loose.map(({ from, to }) => `${from} ${to}`));
  return (from, to) => pairs.has(`${grouped[from]?.name ?? ''} ${grouped[to]?.name ?? ''}`);
}

/**
 * Pilot waves: a quarter of the expected number, one to five; each holds half a wave, three to ten machines
 * (AWS portfolio playbook: waves 1-5 with fewer than ten servers).
 */
function pilotOf(products: readonly ProductFacts[], { perWave }: WaveInputs): WaveModel['pilot'] {
  let servers = 0;
  for (const product of products) servers += product.servers.length;
  const expected = Math.ceil(servers / Math.max(1, perWave.servers));
  return {
    waves: Math.min(5, Math.max(1, Math.ceil(expected / 4))),
    servers: Math.min(10, perWave.servers, Math.max(3, Math.floor(perWave.servers / 2))),
  };
}
