import type { RecordSet } from './records.js';

/**
 * The fence: a TXT record beside each name that every batch deletes at generation n and creates at n + 1. It makes a batch of another operator
 * fail at the server, and after a crash one read of it tells whether a batch has landed.
 */
export interface Fence {
  readonly run: string;
  readonly gen: number;
  readonly op: string;
  readonly step: string;
}

/** Seconds. Nobody but us asks for it. */
const fenceTtl = 60;

/** `_cutover.shop.example.com.`; a node of its own, so that no wildcard or CNAME of the name reaches it. */
export const fenceName = (record: string): string => `_cutover.${record}`;

export const isFence = ({ Name, Type }: RecordSet): boolean => Type === 'TXT' && Name.startsWith('_cutover.');

export function fenceRecord(record: string, { run, gen, op, step }: Fence): RecordSet {
  return {
    Name: fenceName(record),
    Type: 'TXT',
    TTL: fenceTtl,
    ResourceRecords: [{ Value: `"v=1;run=${run};gen=${gen};op=${op};step=${step}"` }],
  };
}

/** Reads a fence; undefined for a TXT that is none. */
export function readFence(record: RecordSet | undefined): Fence | undefined {
  const [, run, gen, op, step] =
    /^"v=1;run=([^;"]+);gen=(\d{1,9});op=([^;"]+);step=([^;"]+)"$/.exec(record?.ResourceRecords?.[0]?.Value ?? '') ??
    [];
  if (run === undefined || gen === undefined || op === undefined || step === undefined) return undefined;
  return { run, gen: Number(gen), op, step };
}

/** The generation that a zone's record sets carry; 0 where there is no fence yet. */
export const generationOf = (records: readonly RecordSet[]): number =>
  Math.max(0, ...records.filter(isFence).map((record) => readFence(record)?.gen ?? 0));
