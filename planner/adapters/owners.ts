import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setOwner } from '../../estate/index.js';
import type { Owners } from '../cutover/world.js';
import { Fault } from '../model/fault.js';
import { syncFolder } from './durable.js';

/** Who writes a name's record, put into the estate file: the only thing that dc-exit writes there. The file is replaced as a whole or not at all. */
export const estateOwners = (file: string): Owners => ({
  async set(product, names, owner) {
    const before = await readFile(file, 'utf8');
    let text = before;
    for (const name of names) {
      const edited = setOwner(text, product, name, owner);
      if (!edited.ok) throw new Fault('data', `${file}: ${edited.message}`, edited.remedy);
      text = edited.text;
    }
    if (text === before) return;
    const draft = `${file}.${process.pid}.tmp`;
    try {
      const handle = await open(draft, 'wx');
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolder(dirname(file));
  },
});
