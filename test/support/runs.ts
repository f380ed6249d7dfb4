/** How often a property is tried: few times in the quick suite, ten times as often in the e2e suite. */
export const runs = (quick: number): number => (process.env['DC_EXIT_SUITE'] === 'e2e' ? 10 * quick : quick);
