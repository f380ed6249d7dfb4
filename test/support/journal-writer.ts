import { openJournalFile } from '../../planner/adapters/journal-file.js';
import { claimantOf, keepAlive } from '../../planner/adapters/journal-store.js';
import { systemClock } from '../../planner/adapters/clock.js';
import { readNote } from './journal.js';

/** Appends lines until it is killed or cannot any more; says each number once its line is durable. For tests of crashes. */
const [path = '', size = '100'] = process.argv.slice(2);
const journal = await openJournalFile(path, {
  read: readNote,
  claimant: () => claimantOf({ by: 'writer', clock: systemClock }),
  keepAlive,
});
try {
  for (;;) {
    const { n } = await journal.append({ text: 'x'.repeat(Number(size)) });
    process.stdout.write(`${n}\n`);
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
  process.exitCode = 3;
}
