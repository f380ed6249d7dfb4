import { afterEach } from '@jest/globals';
import { openPriceList } from '../../../../planner/adapters/price-list/client.js';
import type { Group } from '../../../../planner/adapters/price-list/harvests.js';
import {
  type Refreshed,
  refreshPrices,
  type RefreshProgress,
} from '../../../../planner/adapters/price-list/refresh.js';
import {
  type Answer,
  type Asked,
  anInstance,
  type PriceListServer,
  type Product,
  startPriceList,
} from './price-list-server.js';

const servers: PriceListServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

export interface Setting {
  readonly region?: string;
  readonly pageSize?: number;
  readonly fail?: (request: number, asked: Asked) => Answer | undefined;
  readonly attempts?: number;
  readonly onProgress?: (progress: RefreshProgress) => void;
  readonly waited?: number[];
}

/** Refreshes over a socket, with the SDK's own client. */
export async function refresh(
  products: readonly Product[],
  groups: readonly Group[] | undefined,
  setting: Setting = {},
): Promise<Refreshed & { server: PriceListServer }> {
  const server = await startPriceList(products, setting);
  servers.push(server);
  const list = await openPriceList({
    config: { endpoint: server.endpoint, credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } },
    attempts: setting.attempts ?? 4,
    wait: async (milliseconds) => {
      setting.waited?.push(milliseconds);
    },
  });
  const { onProgress } = setting;
  const refreshed = await refreshPrices(list, setting.region ?? 'us-east-1', {
    groups,
    ...(onProgress && { onProgress }),
  });
  return { ...refreshed, server };
}

export const m5 = anInstance('m5.large', '0.0960000000');
/** Price of an hour of Linux. */
export const linuxOf = ({ file }: Refreshed, type: string): string | undefined => file.ec2['linux']?.[type]?.[0];
