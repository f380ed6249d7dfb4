import type { Server } from '../model/server.js';
import type { RdsEngine } from './recommendation.js';
import type { Role } from './roles.js';
import type { SqlEdition } from './system.js';

/** Editions by the words that name them; Express and Developer cost nothing. */
const editions = [
  { words: /\benterprise\b/i, edition: 'enterprise', rds: 'sqlserver-ee' },
  { words: /\bweb\b/i, edition: 'web', rds: 'sqlserver-web' },
  { words: /\bexpress\b/i, edition: undefined, rds: 'sqlserver-ex' },
  { words: /\bdeveloper\b/i, edition: undefined, rds: undefined },
  { words: /\bstandard\b/i, edition: 'standard', rds: 'sqlserver-se' },
] as const satisfies readonly { words: RegExp; edition: SqlEdition | undefined; rds: RdsEngine | undefined }[];

export interface SqlServer {
  /** Licence to rent with the instance; undefined where none is needed, or where nobody saw SQL Server run. */
  readonly edition: SqlEdition | undefined;
  readonly rds: RdsEngine | undefined;
  /** False: nobody says which edition, so Standard is assumed, which is the commonest one that costs something. */
  readonly known: boolean;
}

/** Which SQL Server a machine runs; undefined when its role is another. */
export function sqlServerOf({ software, description }: Server, role: Role | undefined): SqlServer | undefined {
  if (role?.row.id !== 'sqlserver') return undefined;
  const texts = [
    ...software.filter((name) => /sql/i.test(name)),
    ...(/sql/i.test(description ?? '') ? [description ?? ''] : []),
  ];
  const named = editions.find(({ words }) => texts.some((text) => words.test(text)));
  if (!role.seen)
    return { edition: undefined, rds: named === undefined ? 'sqlserver-se' : named.rds, known: named !== undefined };
  return named === undefined
    ? { edition: 'standard', rds: 'sqlserver-se', known: false }
    : { edition: named.edition, rds: named.rds, known: true };
}
