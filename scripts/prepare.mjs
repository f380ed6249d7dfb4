// npm runs this after `npm ci`. With `--omit=dev` there is no bundler: a published package brings its dist/, a checkout needs the dev tools.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('node_modules/esbuild')) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else if (!existsSync('dist/planner/cli.mjs')) {
  process.stderr.write(
    'dist/ is not built: this checkout was installed without dev dependencies. Run npm ci to build it.\n',
  );
}
