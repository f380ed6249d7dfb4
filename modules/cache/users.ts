import { ElasticacheUser } from '#aws/elasticache-user';
import { ElasticacheUserGroup } from '#aws/elasticache-user-group';
import { Construct } from 'constructs';
import { shortened } from '../core/index.js';

export type CacheLevel = 'r' | 'rw';

/** No level may administer the server; a reader may not look through all keys at once. */
const accessStrings: Readonly<Record<CacheLevel, string>> = {
  r: 'on ~* &* -@all +@read +@connection +@pubsub +info -@dangerous',
  rw: 'on ~* &* +@all -@admin',
};

/** The users of a valkey cache: IAM signs them in, there is no password. A group of Valkey needs no user `default`, so nobody else gets in. */
export class CacheUsers extends Construct {
  readonly byLevel: Readonly<Record<CacheLevel, ElasticacheUser>>;
  readonly group: ElasticacheUserGroup;

  constructor(scope: Construct, id: string, props: { readonly identifier: string }) {
    super(scope, id);
    const user = (level: CacheLevel) => {
      // IAM asks for an id and a name that are the same; ids are kept in lower case.
      const name = shortened(`${props.identifier}-${level}`, 40);
      return new ElasticacheUser(this, level, {
        engine: 'valkey',
        userId: name,
        userName: name,
        accessString: accessStrings[level],
        authenticationMode: { type: 'iam' },
      });
    };
    this.byLevel = { r: user('r'), rw: user('rw') };
    this.group = new ElasticacheUserGroup(this, 'group', {
      engine: 'valkey',
      userGroupId: props.identifier,
      userIds: [this.byLevel.r.userId, this.byLevel.rw.userId],
    });
  }
}
