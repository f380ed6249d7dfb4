/** Observed traffic between two machines, or between a machine and the outside. */
export interface Flow {
  /** `Server.id`, or undefined when the source is not a machine of the inventory. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Address or name as observed, for endpoints outside the inventory. */
  readonly fromAddress: string | undefined;
  readonly toAddress: string | undefined;
  readonly port: number | undefined;
  readonly protocol: 'tcp' | 'udp' | undefined;
  /** Process or application on the destination side. */
  readonly process: string | undefined;
  /** How many observations (time slots or connections) were folded into this flow. */
  readonly count: number;
  /** Gigabytes a day, when the source measures volume. */
  readonly gbPerDay: number | undefined;
}
