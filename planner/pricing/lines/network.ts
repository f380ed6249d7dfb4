import { hoursPerMonth, type PriceBook } from '../book.js';
import type { Price } from '../quote.js';
import { rateLine, sumPrices, tierLines } from '../quotes.js';

export interface LoadBalancerQuantities {
  readonly type: 'alb' | 'nlb';
  /** Average load balancer capacity units over the month: for an ALB before EC2 targets, one is 1 GB an hour. */
  readonly capacityUnits: number;
  /** Load balancers of this kind; default 1. The capacity units are those of one. */
  readonly count?: number;
}

export function loadBalancerLines({ type, capacityUnits, count = 1 }: LoadBalancerQuantities, book: PriceBook): Price {
  const hours = count * hoursPerMonth;
  return sumPrices([
    rateLine(book, `elb.${type}.hour`, hours, 'h'),
    rateLine(book, `elb.${type}.lcu`, capacityUnits * hours, type === 'alb' ? 'LCU-h' : 'NLCU-h'),
  ]);
}

export interface NatQuantities {
  readonly gateways: number;
  /** Processed in both directions, over all gateways. */
  readonly dataGB: number;
}

export const natLines = ({ gateways, dataGB }: NatQuantities, book: PriceBook): Price =>
  sumPrices([
    rateLine(book, 'vpc.nat.hour', gateways * hoursPerMonth, 'h'),
    rateLine(book, 'vpc.nat.gb', dataGB, 'GB'),
  ]);

/** Public IPv4 addresses, in use or idle, Elastic IPs included. */
export const ipv4Lines = (addresses: number, book: PriceBook): Price =>
  rateLine(book, 'vpc.ipv4.hour', addresses * hoursPerMonth, 'h');

export const vpnLines = (connections: number, book: PriceBook): Price =>
  rateLine(book, 'vpc.vpn.hour', connections * hoursPerMonth, 'h');

/** Gigabytes to the internet that are free every month, once for an account over all its regions. */
export const freeInternetGB = 100;

export interface TransferQuantities {
  /** Out to the internet; in is free. */
  readonly internetGB?: number;
  /** Taken off `internetGB`; default {@link freeInternetGB}. */
  readonly freeGB?: number;
  /** Between Availability Zones: charged on both sides. */
  readonly crossAzGB?: number;
  /** Out to another region. */
  readonly otherRegionGB?: number;
}

export function dataTransferLines(transfer: TransferQuantities, book: PriceBook): Price {
  const { internetGB = 0, freeGB = freeInternetGB, crossAzGB = 0, otherRegionGB = 0 } = transfer;
  return sumPrices([
    tierLines(book, 'transfer.out', Math.max(0, internetGB - freeGB), 'GB'),
    rateLine(book, 'transfer.az', 2 * crossAzGB, 'GB'),
    rateLine(book, 'transfer.region', otherRegionGB, 'GB'),
  ]);
}

export interface DnsQuantities {
  readonly zones: number;
  readonly queries?: number;
  /** Health checks of endpoints in AWS, and of others. */
  readonly healthChecks?: number;
  readonly outsideHealthChecks?: number;
}

/** Route 53. Only the first 25 zones cost this much, more are cheaper; alias queries to AWS are free and not queries here. */
export const route53Lines = (dns: DnsQuantities, book: PriceBook): Price =>
  sumPrices([
    rateLine(book, 'route53.zone', dns.zones, 'month'),
    tierLines(book, 'route53.queries', dns.queries ?? 0, 'query'),
    rateLine(book, 'route53.health.aws', dns.healthChecks ?? 0, 'month'),
    rateLine(book, 'route53.health.other', dns.outsideHealthChecks ?? 0, 'month'),
  ]);
