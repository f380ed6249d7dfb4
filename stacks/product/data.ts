import { Construct } from 'constructs';
import type { DataStore, Deployment, UseLevel } from '../../estate/index.js';
import { inGiB } from '../../estate/index.js';
import { Cache } from '../../modules/cache/index.js';
import type { Deletion, EnvironmentRef, Use } from '../../modules/core/index.js';
import { Database } from '../../modules/database/index.js';
import { FileSystem } from '../../modules/files/index.js';
import { Mail } from '../../modules/mail/index.js';
import { Queue } from '../../modules/queue/index.js';
import { Bucket } from '../../modules/storage/index.js';
import { identityOf } from '../identity.js';

/** What the stack needs of a data store that it has made. */
interface Store {
  /** What a service or fleet gets that uses it. */
  readonly use: (level: UseLevel, key: string) => Use;
  readonly alarms: readonly string[];
}

interface Place {
  readonly environment: EnvironmentRef;
  readonly product: string;
  readonly deletion: Readonly<Record<string, Deletion>>;
}

const readOrWrite = (level: UseLevel) => (level === 'r' ? 'r' : 'rw');
const sendOrReceive = (level: UseLevel) => (level === 'send' || level === 'receive' ? level : 'both');

/** The data stores of a product in one environment, by name. */
export class Data extends Construct {
  readonly stores: Readonly<Record<string, Store>>;
  /** What must not be destroyed, by the names that it was made under. */
  readonly stateful: readonly string[];

  constructor(scope: Construct, id: string, stores: Deployment['data'], place: Place) {
    super(scope, id);
    this.stores = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, this.#make(store, place)]));
    this.stateful = statefulData(stores);
  }

  get alarms(): readonly string[] {
    return Object.values(this.stores).flatMap(({ alarms }) => alarms);
  }

  /** What a consumer gets, by the name of the store. The estate's loader has checked names and levels. */
  uses(wanted: Readonly<Record<string, UseLevel>>): Readonly<Record<string, Use>> {
    return Object.fromEntries(
      Object.entries(wanted).flatMap(([name, level]) => {
        const store = this.stores[name];
        return store === undefined ? [] : [[name, store.use(level, name)]];
      }),
    );
  }

  #make(store: DataStore, { environment, product, deletion }: Place): Store {
    const name = identityOf(store);
    const allowed = deletion[name];
    const base = { environment, product, name, ...(allowed !== undefined && { deletion: allowed }) };
    const from = 'restoreFrom' in store && store.restoreFrom !== undefined ? { restoreFrom: store.restoreFrom } : {};
    switch (store.kind) {
      case 'postgres':
      case 'mysql':
      case 'mariadb':
      case 'sqlserver': {
        const { version, type } = store;
        const spec = { ...base, version, type, storageGiB: inGiB(store.storage), ...from };
        const made = new Database(
          this,
          name,
          store.kind === 'sqlserver'
            ? { ...spec, kind: store.kind, edition: store.edition }
            : { ...spec, kind: store.kind },
        );
        return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
      }
      case 'valkey':
      case 'memcached': {
        const { kind, type, version } = store;
        const made = new Cache(this, name, { ...base, kind, type, ...(version !== undefined && { version }) });
        return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
      }
      case 'queue': {
        const made = new Queue(this, name, base);
        return { use: (level, key) => made.use(sendOrReceive(level), key), alarms: made.alarms.arns };
      }
      case 'bucket': {
        const made = new Bucket(this, name, base);
        return { use: (level, key) => made.use(readOrWrite(level), key), alarms: [] };
      }
      case 'files': {
        const made = new FileSystem(this, name, { ...base, ...from });
        return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
      }
      case 'mail': {
        const made = new Mail(this, name, { environment, product, name, domain: store.domain });
        return { use: (_, key) => made.use('send', key), alarms: made.alarms.arns };
      }
    }
  }
}

/** What a queue holds is on its way only, mail is sent, memcached forgets: everything else lasts. */
const passing = new Set<DataStore['kind']>(['queue', 'mail', 'memcached']);

/** The data stores that must not be destroyed, by the names that they were made under. */
export function statefulData(stores: Deployment['data']): readonly string[] {
  return Object.values(stores).flatMap((store) => (passing.has(store.kind) ? [] : [identityOf(store)]));
}
