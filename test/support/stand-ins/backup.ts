import type { StandIn } from './gateway.js';
import { json } from './gateway.js';

const isPolicy = (line: string) => /^\w+ \/backup-vaults\/[^/]+\/access-policy$/.test(line);
const vaultOf = (line: string) => line.split('/')[2] ?? '';
const keyOf = (account: string, line: string) => `${account} ${vaultOf(line)}`;

/** What MiniStack's AWS Backup lacks: the access policy of a vault. */
export function backup(): StandIn {
  const policies = new Map<string, unknown>();
  return [
    {
      on: ({ line }) => isPolicy(line) && line.startsWith('PUT '),
      answer: ({ account, line, parameters }) => {
        policies.set(keyOf(account, line), parameters['Policy']);
        return json({});
      },
    },
    {
      on: ({ line }) => isPolicy(line) && line.startsWith('GET '),
      answer: ({ account, line }) => {
        const Policy = policies.get(keyOf(account, line));
        if (Policy === undefined) return json({ __type: 'ResourceNotFoundException', message: 'no policy' }, 400);
        const BackupVaultName = vaultOf(line);
        const BackupVaultArn = `arn:aws:backup:us-east-1:${account}:backup-vault:${BackupVaultName}`;
        return json({ BackupVaultName, BackupVaultArn, Policy });
      },
    },
    {
      on: ({ line }) => isPolicy(line) && line.startsWith('DELETE '),
      answer: ({ account, line }) => {
        policies.delete(keyOf(account, line));
        return json({});
      },
    },
  ];
}
