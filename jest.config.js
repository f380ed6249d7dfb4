import { spawnSync } from 'node:child_process';
import vm from 'node:vm';

// jest needs this flag for ES modules; running again with it spares every caller from knowing that.
if (typeof vm.SourceTextModule !== 'function' && process.env.JEST_WORKER_ID === undefined) {
  const again = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...process.argv.slice(1)],
    { stdio: 'inherit' },
  );
  process.exit(again.status ?? 1);
}

/**
 * The suites: `npx jest` is the quick one. Others by DC_EXIT_SUITE: e2e has large counts, real terminals, servers and a browser; plan real
 * Terraform without an account; deploy real deployments into emulators.
 */
const suites = {
  unit: ['<rootDir>/test/**/*.test.ts?(x)'],
  e2e: ['<rootDir>/test/**/*.e2e.ts?(x)'],
  plan: ['<rootDir>/test/plan/**/*.plan.ts'],
  deploy: ['<rootDir>/test/deploy/**/*.deploy.ts'],
};

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // jest leaves a core free by default; on two that is half of the machine.
  maxWorkers: '100%',
  // Programs are started in tests, on machines that may be busy: a deadline only catches what hangs.
  testTimeout: 60_000,
  testMatch: suites[process.env.DC_EXIT_SUITE ?? 'unit'],
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  globalSetup: '<rootDir>/test/support/build.js',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdktf.out/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
