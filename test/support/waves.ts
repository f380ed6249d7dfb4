import type { Flow } from '../../planner/model/flow.js';
import type { Disposition, Server } from '../../planner/model/server.js';
import { defaultWaveInputs, type DeclaredProduct, type WaveInputs } from '../../planner/waves/inputs.js';
import { planWaves, type PlannedWaves } from '../../planner/waves/plan-waves.js';
import type { Condition, ConditionId, Wave } from '../../planner/waves/wave-plan.js';
import { aServer } from './plan.js';

/** The smallest machine that waves accept; its size is known unless said otherwise. */
export function aMachine(name: string, facts: Partial<Server> = {}): Server {
  return aServer({
    name,
    vcpus: 2,
    memoryGiB: 8,
    disks: [{ label: 'sda', sizeGiB: 100 }],
    os: { family: 'linux', name: 'Ubuntu 22.04' },
    ...facts,
  });
}

/** `count` observations from one machine to another. */
export function aFlow(from: string, to: string, port: number | undefined, count = 100, gbPerDay?: number): Flow {
  return {
    from,
    to,
    fromAddress: undefined,
    toAddress: undefined,
    port,
    protocol: 'tcp',
    process: undefined,
    count,
    gbPerDay,
  };
}

/** Products of machines by name: `{ shop: ['web01'], crm: 3 }`; a number makes that many machines. */
export type Estate = Readonly<Record<string, number | readonly string[]>>;

export interface World {
  readonly servers?: readonly Server[];
  readonly flows?: readonly Flow[];
  readonly roles?: Readonly<Record<string, string>>;
  readonly dispositions?: Readonly<Record<string, Disposition>>;
  readonly inputs?: Partial<WaveInputs>;
}

export const plan = ({ servers = [], flows = [], roles = {}, dispositions = {}, inputs = {} }: World): PlannedWaves =>
  planWaves(
    {
      servers,
      flows,
      roles: new Map(Object.entries(roles)),
      dispositions: new Map(
        Object.entries(dispositions).map(([name, disposition]) => [name, { disposition, reason: 'test' }]),
      ),
    },
    { ...defaultWaveInputs, ...inputs },
  );

/** Machines of products that a column names: `shop-1`, `shop-2` … all in development unless said otherwise. */
export function machines(estate: Estate, facts: Partial<Server> = {}): Server[] {
  return Object.entries(estate).flatMap(([product, members]) => {
    const names =
      typeof members === 'number' ? Array.from({ length: members }, (_, at) => `${product}-${at + 1}`) : members;
    return names.map((name) => aMachine(name, { product, environment: 'dev', ...facts }));
  });
}

export const declared = (name: string, facts: Partial<DeclaredProduct> = {}): DeclaredProduct => ({
  name,
  replaces: [],
  ...facts,
});

/** Wave of each product: `{ shop: 'W1' }`. */
export const waveOf = ({ products }: PlannedWaves): Record<string, string> =>
  Object.fromEntries(products.map(({ name, wave }) => [name, wave]));

export function condition(planned: PlannedWaves, wave: string, id: ConditionId): Condition | undefined {
  return aWave(planned, wave)?.conditions.find((entry) => entry.id === id);
}

export const aWave = ({ waves }: PlannedWaves, id: string): Wave | undefined => waves.find((wave) => wave.id === id);

/** `wave-dependencies W1`, in order. */
export const codes = ({ findings }: PlannedWaves): string[] =>
  findings.map(({ code, value }) => `${code} ${value ?? ''}`.trim());
