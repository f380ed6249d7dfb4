import type { PlannedServer } from '../../plan/plan.js';
import { oneLine } from './names.js';

const systemOf = ({ server: { os, vcpus, memoryGiB } }: PlannedServer): string =>
  [
    os === undefined ? '' : oneLine(os.name, 50),
    vcpus === undefined ? '' : `${vcpus} vCPU`,
    memoryGiB === undefined ? '' : `${Math.round(memoryGiB * 10) / 10} GiB`,
  ]
    .filter((text) => text !== '')
    .join(', ');

/** Servers named in a note before it says how many more there are. */
const namesInNote = 4;

/** `web01, web02: CentOS 7 (64-bit), 4 vCPU, 16 GiB`; the first one stands for all that are alike. */
export function noteOf(servers: readonly PlannedServer[]): string {
  const [first] = servers;
  const names = servers.slice(0, namesInNote).map(({ server }) => oneLine(server.id, 40));
  const more = servers.length > namesInNote ? ` and ${servers.length - namesInNote} more` : '';
  const system = first === undefined ? '' : systemOf(first);
  return `${names.join(', ')}${more}${system === '' ? '' : `: ${system}`}`;
}
