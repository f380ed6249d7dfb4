import { execFileSync } from 'node:child_process';

/** Program tests run dist/: build it first, so that they never meet a stale one. */
export default function buildOnce() {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
