import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { emitsSafely } from '../../support/edited-estate.js';

describe('emitting over hundreds of estate files that people have edited', () => {
  it('keeps every byte in its order, places every server, and changes nothing when it is done again', () => {
    fc.assert(emitsSafely, { numRuns: 300 });
  }, 1_200_000);
});
