/** The partition of a region, which every ARN begins with: `aws`, `aws-us-gov` (GovCloud) or `aws-cn`. */
export function partitionOf(region: string): 'aws' | 'aws-us-gov' | 'aws-cn' {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
