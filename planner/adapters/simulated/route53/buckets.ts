/** A token bucket: so many calls at once, so many per second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  readonly tokens: number;
  /** When `tokens` was true, in milliseconds since the epoch. */
  readonly at: number;
}

/** Requests of a whole account, and of one action where it has its own (Route 53 developer guide, "Quotas", 2026). */
export const accountRate: Rate = { burst: 50, perSecond: 10 };

const actionRates: Readonly<Record<string, Rate>> = {
  CreateHealthCheck: { burst: 50, perSecond: 0.5 },
  CreateHostedZone: { burst: 40, perSecond: 2 },
  GetHealthCheckStatus: { burst: 4, perSecond: 1 },
};

export const rateOf = (action: string): Rate => actionRates[action] ?? accountRate;

/** The bucket after one call, or undefined when it is empty. A bucket not seen yet is full. */
export function taken(bucket: Bucket | undefined, rate: Rate, now: number): Bucket | undefined {
  const tokens =
    bucket === undefined
      ? rate.burst
      : Math.min(rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate.perSecond);
  return tokens < 1 ? undefined : { tokens: tokens - 1, at: now };
}
