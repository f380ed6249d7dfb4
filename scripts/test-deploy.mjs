// npm run test:deploy: real deployments into emulators. -- --all: every stack of the example instead of one chain; other arguments go to jest.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const all = args.includes('--all');
const { status } = spawnSync(
  'jest',
  [all ? 'test/deploy/all' : 'test/deploy/(utah|emulator|s3-state)', ...args.filter((one) => one !== '--all')],
  {
    stdio: 'inherit',
    env: { ...process.env, DC_EXIT_SUITE: 'deploy' },
  },
);
process.exit(status ?? 1);
