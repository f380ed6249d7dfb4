import { mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileFault, writeFault } from '../adapters/files.js';
import { companyOf, workingFolderFiles } from '../handoff/working-folder.js';
import { Fault } from '../model/fault.js';
import { shellWord } from '../view/plan/next-step.js';
import type { Run } from './context.js';
import { exit } from './exit.js';
import { formatOf, writeFileWhole, writeResult } from './output.js';
import { dependencyFrom, ownPackage } from './own-package.js';

/** `init DIR`: a new working folder with an empty estate. */
export const init: Run<object> = async ([dir = '', ...more], flags, world) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `init has no ${format} output`, 'Write --format text or json.');
  if (more.length > 0) throw new Fault('usage', 'init makes one folder', 'Name one.');
  const folder = resolve(dir);
  await refuseFull(folder, dir);
  const files = workingFolderFiles({
    company: companyOf(basename(folder)),
    dependency: dependencyFrom(folder, ownPackage()),
  });
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true }).catch((error: unknown) => {
      throw writeFault(dir, error);
    });
    await writeFileWhole(join(folder, path), [text]);
  }
  const paths = files.map(({ path }) => path);
  const text = `${paths.map((path) => `  ${join(dir, path)}\n`).join('')}
Next:
  cd ${shellWord(dir)} && npm install && npx cdktf list
  write your accounts and products into estate.yaml, or: npx plan-migration INVENTORY --emit estate
`;
  const result = format === 'json' ? `${JSON.stringify({ folder: dir, files: paths })}\n` : text;
  await writeResult([result], flags, world);
  return exit.done;
};

/** @throws Fault `data` where there is something in it already */
async function refuseFull(folder: string, dir: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    const fault = fileFault(dir, error);
    if (fault instanceof Fault && fault.kind === 'missing') return [];
    throw fault;
  });
  // A repository may have been made before.
  if (there.some((name) => name !== '.git'))
    throw new Fault('data', `${dir} is not empty`, 'Name a folder that is new or empty.');
}
