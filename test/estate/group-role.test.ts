import { describe, expect, it } from '@jest/globals';
import { assert, property, stringMatching } from 'fast-check';
import { groupRoleName } from '../../estate/index.js';
import { groupRoleName as madeByStacks } from '../../modules/access/scope.js';

const word = (longest: number) => stringMatching(new RegExp(`^[a-z][a-z0-9-]{0,${longest - 1}}$`));

describe('the role of a group', () => {
  it('has one name for those who make it and those who recognize it', () => {
    expect(groupRoleName('utah-outfitters', 'prod', 'ops')).toBe('utah-outfitters-prod-ops');
    assert(
      property(word(20), word(10), word(60), (company, environment, group) => {
        const scope = { company, environment, account: '111122223333' };
        expect(groupRoleName(company, environment, group)).toBe(madeByStacks(scope, group));
      }),
    );
  });
});
