import { describe, it } from '@jest/globals';
import { checkMutations } from '../../support/mutations.js';

describe('hostile input, at length', () => {
  it('ends in an inventory 5,000 times', () => {
    checkMutations(5000);
  }, 900_000);
});
