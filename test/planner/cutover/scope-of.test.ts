import { describe, expect, it } from '@jest/globals';
import { loadEstate } from '../../../estate/index.js';
import { isMember } from '../../../planner/cutover/identity.js';
import { scopeOf } from '../../../planner/cutover/scope-of.js';
import { standIns } from '../../../planner/adapters/simulated/world/stand-ins.js';
import { utahText } from '../../support/utah.js';

/** Who may approve the storefront's cutover, in an estate that was edited so. */
function approversOf(edit: (text: string) => string): readonly string[] | undefined {
  const loaded = loadEstate(edit(utahText));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join());
  const { estate } = loaded;
  const { storefront } = estate.products;
  const deployed = standIns(estate).deployed['storefront'];
  if (storefront === undefined || deployed === undefined) throw new Error('no storefront');
  const scoped = scopeOf(estate, storefront, deployed);
  if (!scoped.ok) throw new Error(scoped.problem);
  return scoped.scope.approvers;
}

const by = (role: string, account = '111122223333') =>
  ({ kind: 'sts', account, arn: `arn:aws:sts::${account}:assumed-role/${role}/jo`, userId: 'AROA:jo' }) as const;

describe('who may approve', () => {
  it.each([
    ['a member of the group', by('ops'), true],
    ['the role that access gives the group', by('utah-outfitters-prod-ops'), true],
    ['a role of another group', by('utah-outfitters-prod-web'), false],
    ['the role of another environment', by('utah-outfitters-dev-ops'), false],
    ['a role of that name in another account', by('utah-outfitters-prod-ops', '444455556666'), false],
  ])('%s: %j', (_, who, may) => {
    expect(isMember(who, approversOf((text) => text) ?? [])).toBe(may);
  });

  it('is no role of access where the group has none in that environment', () => {
    const without = approversOf((text) => text.replace('access: { ops: admin, web: deploy', 'access: { web: deploy'));
    expect(isMember(by('utah-outfitters-prod-ops'), without ?? [])).toBe(false);
    expect(isMember(by('ops'), without ?? [])).toBe(true);
  });

  it('is everyone who may run it, where the policy names no group', () => {
    expect(
      approversOf((text) => text.replace('finish, decommission], from: ops }', 'finish, decommission] }')),
    ).toBeUndefined();
  });
});
