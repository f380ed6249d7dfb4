import { configureGlobal } from 'fast-check';

/**
 * Properties look at the same inputs in every run, so that a red test is about the change before it. `SEED=$RANDOM npx jest` looks at
 * others: what that finds becomes a case of its own.
 */
configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
