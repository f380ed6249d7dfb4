import { unknownAccount, type Estate } from '../../estate/index.js';
import type { Server } from '../model/server.js';
import type { ProductPlan } from '../waves/wave-plan.js';
import { Environments } from './estate/environments.js';

/** The account that a server of a product moves into; empty where the estate does not say. */
export function accountsOf(estate: Estate | undefined): (server: Server, product: ProductPlan) => string {
  if (estate === undefined) return () => '';
  const environments = new Environments(estate.region, Object.values(estate.environments), []);
  return (server, product) => {
    const { name } = environments.of(server, product);
    const account = estate.environments[name]?.account ?? unknownAccount;
    return account === unknownAccount ? '' : account;
  };
}
