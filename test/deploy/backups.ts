import { DescribeSnapshotsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { Cloud } from '../support/deployment.js';

const region = 'us-east-1';

/** The snapshot that a disk has left when it was destroyed. @throws Error where it has left none */
export async function diskSnapshot({ env }: Cloud, volume: string): Promise<string> {
  const client = new EC2Client({
    region,
    endpoint: env['AWS_ENDPOINT_URL_EC2'] ?? '',
    credentials: { accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: 'test' },
  });
  const found = await client.send(new DescribeSnapshotsCommand({ Filters: [{ Name: 'volume-id', Values: [volume] }] }));
  client.destroy();
  const id = found.Snapshots?.[0]?.SnapshotId;
  if (id === undefined) throw new Error(`${volume} has left no snapshot`);
  return id;
}

/** The file system that a restoration by AWS Backup makes: a new one, encrypted with a key as the restoration is told. */
export async function fileSystemFromBackup({ env }: Cloud, key: string): Promise<string> {
  const response = await fetch(`${env['AWS_ENDPOINT_URL'] ?? ''}/2015-02-01/file-systems`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=${env['AWS_ACCESS_KEY_ID'] ?? ''}/20270101/${region}/elasticfilesystem/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({
      CreationToken: 'restored',
      Encrypted: true,
      KmsKeyId: key,
      PerformanceMode: 'generalPurpose',
    }),
  });
  const { FileSystemId: id }: { FileSystemId?: string } = JSON.parse(await response.text());
  if (id === undefined) throw new Error(`no file system: ${response.status}`);
  return id;
}
