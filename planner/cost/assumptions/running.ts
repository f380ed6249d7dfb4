import { placeholder, type AssumptionFacts } from './assumption.js';

/** Quantities of what no single server causes on AWS. */
export const running = {
  natGateways: {
    value: 2,
    unit: 'gateways',
    means: 'NAT gateways, one an Availability Zone, each with an Elastic IP',
    source: 'two zones: the least that survives the loss of one',
  },
  natGB: {
    value: 100,
    unit: 'GB/month',
    means: 'traffic through the NAT gateways, both directions',
    source: placeholder,
  },
  egressGB: {
    value: 100,
    unit: 'GB/month',
    means: 'traffic from AWS to the internet',
    source: "AWS's monthly free allowance: more than this is charged by tier",
  },
  crossAzGB: {
    value: 100,
    unit: 'GB/month',
    means: 'traffic between Availability Zones, charged on both sides',
    source: placeholder,
  },
  staticIngress: {
    value: 0,
    unit: 'entries',
    means: 'entries with fixed addresses (NLB with Elastic IPs before an ALB), where no estate file names them',
    source: 'nothing is invented: products that partners allowlist are declared in estate.yaml',
  },
  publicIngress: {
    value: 1,
    unit: 'entries',
    means: 'entries from the internet (ALB), where no estate file names them',
    source: 'one public site',
  },
  internalIngress: {
    value: 0,
    unit: 'entries',
    means: 'internal load balancers (ALB), where no estate file names them',
    source: 'nothing is invented',
  },
  ingressZones: {
    value: 2,
    unit: 'zones',
    means: 'Availability Zones of an entry, one public address each',
    source: 'two zones: the least that survives the loss of one',
  },
  capacityUnits: {
    value: 1,
    unit: 'units',
    means: 'average capacity units of a load balancer; for an ALB before EC2 targets one is 1 GB an hour',
    source: 'an upper bound for a small site: a published small web application uses 0.2',
  },
  vpnConnections: {
    value: 1,
    unit: 'connections',
    means: 'Site-to-Site VPN connections to the datacenter while anything is there',
    source: 'one datacenter',
  },
  alarmsPerServer: {
    value: 2,
    unit: 'alarms',
    means: 'CloudWatch alarms per server',
    source: 'status check and CPU, as the fleet module sets them',
  },
  logsGBPerServer: {
    value: 3,
    unit: 'GB/month',
    means: 'logs taken in per server',
    source: 'Azure Migrate business case 2024-10: system and one application log, 3 GB/month',
  },
  logsMonths: { value: 3, unit: 'months', means: 'how long logs are kept', source: placeholder },
  backupPct: {
    value: 100,
    unit: '%',
    means: 'backups kept, as a share of the size of the EBS volumes',
    source: 'one full copy; the changes of every day are more, free blocks are less',
  },
  dnsZones: { value: 1, unit: 'zones', means: 'Route 53 hosted zones', source: 'one domain' },
  dnsQueriesMillion: {
    value: 1,
    unit: 'million/month',
    means: 'DNS queries that are not aliases to AWS',
    source: placeholder,
  },
  kmsKeys: { value: 1, unit: 'keys', means: 'KMS keys', source: 'one an environment, as the stacks make it' },
  support: {
    value: 0,
    unit: 'plan',
    means: 'AWS Support plan; none is Basic, which is free',
    source: 'Basic needs no decision. The other figures are those of the plans that end on 2027-01-01',
    words: ['none', 'developer', 'business', 'on-ramp', 'enterprise'],
  },
} satisfies Readonly<Record<string, AssumptionFacts>>;
