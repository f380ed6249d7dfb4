import type { Format } from '../format.js';

/** Every format that is known, one row each. The plain table (`plain.ts`) takes what none of these recognises. */
export const formats: readonly Format[] = [];
