/** CPU in units of 1/1024, and memory, of a task. */
export interface TaskSize {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** CPU units to memory in MiB: from, to, step. Source: Amazon ECS Developer Guide, "Task CPU and memory" of Fargate. */
const sold: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
};

/** @throws where Fargate does not sell it */
export function checkFargateSize({ cpu, memoryMiB }: TaskSize): void {
  const range = sold[cpu];
  if (range === undefined)
    throw new Error(`size: Fargate does not sell ${cpu} CPU units; write one of ${Object.keys(sold).join(', ')}`);
  const [from, to, step] = range;
  // 256 CPU units come with 512, 1024 or 2048 MiB.
  const fits = memoryMiB >= from && memoryMiB <= to && memoryMiB % step === 0 && !(cpu === 256 && memoryMiB === 1536);
  if (!fits)
    throw new Error(
      `size: Fargate does not sell ${memoryMiB} MiB with ${cpu} CPU units; write ${from} to ${to} in steps of ${step}`,
    );
}
