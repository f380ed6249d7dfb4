/**
 * Our own stable ids of priced things, and what each is called on a bill. `<…>` stands for one or more segments.
 * `EC2` on demand is `ec2.<type>.<os>` on quotes, and asked for with `PriceBook.ec2`.
 */
const names: readonly (readonly [pattern: string, label: string])[] = [
  ['backup.ebs', 'AWS Backup of EBS'],
  ['cloudtrail.events', 'CloudTrail additional management events'],
  ['cloudwatch.alarm', 'CloudWatch alarm'],
  ['cloudwatch.alarm.high', 'CloudWatch high-resolution alarm'],
  ['cloudwatch.dashboard', 'CloudWatch dashboard'],
  ['cloudwatch.logs.ingest', 'CloudWatch logs taken in'],
  ['cloudwatch.logs.query', 'CloudWatch Logs Insights'],
  ['cloudwatch.logs.store', 'CloudWatch logs kept'],
  ['cloudwatch.metric', 'CloudWatch metric'],
  ['config.item', 'AWS Config item'],
  ['directory.<kind>', 'Directory Service controller'],
  ['dms.<class>', 'DMS replication instance'],
  ['dx.<kind>', 'Direct Connect'],
  ['ebs.<type>.storage', 'EBS <type> storage'],
  ['ebs.<type>.iops', 'EBS <type> IOPS'],
  ['ebs.<type>.throughput', 'EBS <type> throughput'],
  ['ebs.standard.io', 'EBS standard requests'],
  ['ebs.snapshot', 'EBS snapshots'],
  ['ec2.credits.linux', 'EC2 surplus CPU credits'],
  ['ec2.<type>', 'EC2 <type>'],
  ['ecr.storage', 'ECR images'],
  ['efs.<class>', 'EFS <class>'],
  ['eks.cluster', 'EKS cluster'],
  ['elasticache.backup', 'ElastiCache backups'],
  ['elasticache.<node>', 'ElastiCache <node>'],
  ['elb.alb.hour', 'Application Load Balancer'],
  ['elb.alb.lcu', 'Application Load Balancer capacity units'],
  ['elb.nlb.hour', 'Network Load Balancer'],
  ['elb.nlb.lcu', 'Network Load Balancer capacity units'],
  ['elb.clb.<part>', 'Classic Load Balancer'],
  ['fargate.<part>', 'Fargate <part>'],
  ['firewall.<part>', 'Network Firewall'],
  ['fsx.windows.<part>', 'FSx for Windows <part>'],
  ['kms.key', 'KMS key'],
  ['kms.requests', 'KMS requests'],
  ['licence.rhel.<band>', 'RHEL licence'],
  ['licence.sles.<band>', 'SLES licence'],
  ['licence.sqlserver.<edition>', 'SQL Server <edition> licence'],
  ['licence.ubuntu-pro', 'Ubuntu Pro'],
  ['licence.windows.<band>', 'Windows licence'],
  ['mgn.server', 'Application Migration Service'],
  ['rds.backup', 'RDS backups'],
  ['rds.credits', 'RDS surplus CPU credits'],
  ['rds.extended-support', 'RDS extended support'],
  ['rds.snapshot-export', 'RDS snapshot export'],
  ['rds.<type>.storage.<deployment>', 'RDS <type> storage'],
  ['rds.<type>.iops.<deployment>', 'RDS <type> IOPS'],
  ['rds.<class>', 'RDS <class>'],
  ['route53.zone', 'Route 53 zone'],
  ['route53.<part>', 'Route 53 <part>'],
  ['s3.put', 'S3 write requests'],
  ['s3.get', 'S3 read requests'],
  ['s3.<class>', 'S3 <class>'],
  ['secrets.requests', 'Secrets Manager requests'],
  ['secrets.secret', 'Secrets Manager secret'],
  ['ses.message', 'SES messages'],
  ['sns.requests', 'SNS requests'],
  ['sqs.<kind>', 'SQS <kind>'],
  ['support.<plan>', 'AWS Support <plan>'],
  ['transfer-family.protocol', 'Transfer Family endpoint'],
  ['transfer.out', 'data out to the internet'],
  ['transfer.az', 'data between Availability Zones'],
  ['transfer.region.us-east', 'data to the other US East region'],
  ['transfer.region', 'data to other regions'],
  ['vpc.nat.hour', 'NAT gateway'],
  ['vpc.nat.gb', 'NAT gateway data'],
  ['vpc.ipv4.hour', 'public IPv4 address'],
  ['vpc.endpoint.<part>', 'interface endpoint'],
  ['vpc.tgw.<part>', 'Transit Gateway'],
  ['vpc.vpn.hour', 'Site-to-Site VPN'],
  ['vpc.client-vpn.<part>', 'Client VPN'],
  ['waf.<part>', 'WAF <part>'],
];

const matchers = names.map(([pattern, label]) => ({
  expression: new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/<[^>]+>/, '(.+)')}$`.replaceAll(/<[^>]+>/g, '.+')),
  label,
}));

/** Name of a priced thing for people: `ebs.gp3.storage` is `EBS gp3 storage`; an id nobody has named is shown as it is. */
export function itemLabel(item: string): string {
  for (const { expression, label } of matchers) {
    const match = expression.exec(item);
    if (match !== null) return label.replace(/<[^>]+>/, () => match[1] ?? '');
  }
  return item;
}
