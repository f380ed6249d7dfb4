import { seeded } from '../../planner/adapters/simulated/world/seeded.js';
import type { Flow } from '../../planner/model/flow.js';
import type { Server } from '../../planner/model/server.js';
import { aFlow, aMachine } from './waves.js';

/** Machines and traffic as a datacenter has them, made from a seed. */
export interface SyntheticEstate {
  readonly servers: readonly Server[];
  readonly flows: readonly Flow[];
}

const appPorts = [443, 8080, 8443, 5432, 3306, 6379, 5672, 9092];
const noisePorts = [22, 53, 123, 389, 445, 9100, 10050];

/**
 * `n` machines in products of 1-12, with `flowsPerServer` flows each: 60 % inside the product, 20 % to products before it (so that most
 * dependencies have an order), 2 % the other way round (so that there are cycles), the rest name service, directory and monitoring.
 * 60 % of the products are named by a column, 20 % by a folder, 10 % by a tag, the rest only by the names of the machines.
 */
export function syntheticEstate(n: number, flowsPerServer: number, seed: number): SyntheticEstate {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const servers: Server[] = [];
  const products: { readonly first: number; readonly size: number }[] = [];
  while (servers.length < n) {
    const size = Math.min(n - servers.length, 1 + below(12));
    const number = products.length;
    const label = `App ${number}`;
    const word = `x${Array.from(number.toString(26), (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 26))).join('')}q`;
    const named = random();
    const environment = random() < 0.3 ? 'development' : 'production';
    products.push({ first: servers.length, size });
    for (let member = 0; member < size; member += 1) {
      const name = `${word}-${['web', 'app', 'db'][member % 3] ?? 'web'}${String(member).padStart(2, '0')}`;
      servers.push(
        aMachine(name, {
          environment,
          disks: random() < 0.05 ? [] : [{ label: 'sda', sizeGiB: 40 + below(400) }],
          ...(named < 0.6 ? { product: label } : {}),
          ...(named >= 0.6 && named < 0.8 ? { folder: `/dc/vm/${environment}/${label}` } : {}),
          ...(named >= 0.8 && named < 0.9 ? { tags: { Application: label } } : {}),
        }),
      );
    }
  }
  const flows: Flow[] = [];
  const idOf = (index: number): string => servers[index]?.id ?? '';
  for (const [number, { first, size }] of products.entries()) {
    for (let flow = 0; flow < size * flowsPerServer; flow += 1) {
      const from = first + below(size);
      const kind = random();
      if (kind < 0.6)
        flows.push(
          aFlow(idOf(from), idOf(first + below(size)), appPorts[below(appPorts.length)] ?? 443, 1 + below(500)),
        );
      else if (kind < 0.8 && number > 0) {
        const target = products[Math.max(0, number - 1 - below(40))];
        if (target !== undefined)
          flows.push(
            aFlow(idOf(from), idOf(target.first + below(target.size)), appPorts[below(4)] ?? 443, 1 + below(200)),
          );
      } else if (kind < 0.8002) {
        const target = products[Math.min(products.length - 1, number + 1 + below(3))];
        if (target !== undefined) flows.push(aFlow(idOf(from), idOf(target.first), 443, 1 + below(20)));
      } else
        flows.push(
          aFlow(idOf(from), idOf(below(Math.min(n, 50))), noisePorts[below(noisePorts.length)] ?? 53, 1 + below(5000)),
        );
    }
  }
  return { servers, flows };
}
