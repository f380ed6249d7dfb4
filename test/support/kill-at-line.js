// Preloaded into a program under test (NODE_OPTIONS=--import=…): really kills it (SIGKILL) around the n-th journal line that it writes.
// KILL_AT=before:2 (nothing of the line is written), torn:2 (half of it is), after:2 (it is durable, and nothing after it was done).
import { open } from 'node:fs/promises';
import process from 'node:process';

const [where, count] = (process.env.KILL_AT ?? 'never:0').split(':');
let left = Number(count);
let armed = false;

const die = () => {
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives at once; nothing more may happen meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

const probe = await open('/dev/null', 'w');
const handle = Object.getPrototypeOf(probe);
await probe.close();
const { write, datasync } = handle;

handle.write = async function (bytes, ...rest) {
  const isLine =
    bytes instanceof Uint8Array && /^[0-9a-f]{8} \{"n":/.test(Buffer.from(bytes.subarray(0, 20)).toString());
  if (isLine && (left -= 1) === 0) {
    if (where === 'before') die();
    if (where === 'torn') {
      await write.call(this, bytes, 0, Math.floor(bytes.length / 2));
      die();
    }
    armed = true;
  }
  return write.call(this, bytes, ...rest);
};

handle.datasync = async function () {
  await datasync.call(this);
  if (armed) die();
};
