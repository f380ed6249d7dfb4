/**
 * Record sets and changes in the shape of the Route 53 API (and of the journal): what was read is what a DELETE repeats, field for field.
 * Names are as Route 53 returns them: lower case, escaped (`\052` for `*`), with the final dot.
 */
export interface RecordSet {
  readonly Name: string;
  readonly Type: string;
  /** Seconds; an alias has none. */
  readonly TTL?: number;
  readonly ResourceRecords?: readonly { readonly Value: string }[];
  readonly AliasTarget?: {
    readonly HostedZoneId: string;
    readonly DNSName: string;
    readonly EvaluateTargetHealth: boolean;
  };
  /** With `Weight`: one member of a weighted set. */
  readonly SetIdentifier?: string;
  /** 0 to 255. */
  readonly Weight?: number;
  readonly HealthCheckId?: string;
  /** Any other routing policy is kept as it was read, so that it can be deleted exactly; dc-exit never writes one. */
  readonly [other: string]: unknown;
}

/** Never UPSERT: a DELETE of what was read and a CREATE of what is wanted is a compare-and-swap at the server. */
export interface Change {
  readonly Action: 'DELETE' | 'CREATE';
  readonly ResourceRecordSet: RecordSet;
}
