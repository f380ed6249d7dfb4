import { Construct } from 'constructs';
import type {
  Cache as WrittenCache,
  DataStore,
  Database as WrittenDatabase,
  Deployment,
  UseLevel,
} from '../../estate/index.js';
import { inGiB } from '../../estate/index.js';
import { Cache } from '../../modules/cache/index.js';
import type { Deletion, EnvironmentRef, Placed, Use } from '../../modules/core/index.js';
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

/** What every data construct is told. */
interface Base extends Placed {
  readonly deletion?: Deletion;
}

const readOrWrite = (level: UseLevel) => (level === 'r' ? 'r' : 'rw');
const sendOrReceive = (level: UseLevel) => (level === 'send' || level === 'receive' ? level : 'both');
const restored = ({ restoreFrom }: { readonly restoreFrom?: string }) =>
  restoreFrom === undefined ? {} : { restoreFrom };

function database(scope: Construct, base: Base, written: WrittenDatabase): Store {
  const { version, type, storage } = written;
  const spec = { ...base, version, type, storageGiB: inGiB(storage), ...restored(written) };
  const kind = written.kind === 'sqlserver' ? { kind: written.kind, edition: written.edition } : { kind: written.kind };
  const made = new Database(scope, base.name, { ...spec, ...kind });
  return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
}

function cache(scope: Construct, base: Base, { kind, type, version }: WrittenCache): Store {
  const made = new Cache(scope, base.name, { ...base, kind, type, ...(version !== undefined && { version }) });
  return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
}

function make(scope: Construct, store: DataStore, { environment, product, deletion }: Place): Store {
  const name = identityOf(store);
  const allowed = deletion[name];
  const base: Base = { environment, product, name, ...(allowed !== undefined && { deletion: allowed }) };
  if ('storage' in store) return database(scope, base, store);
  if (store.kind === 'valkey' || store.kind === 'memcached') return cache(scope, base, store);
  if (store.kind === 'files') {
    // The foundation's plan takes them: its vault, its alarms.
    const backup = environment.class === 'ephemeral' ? 'off' : 'environment';
    const made = new FileSystem(scope, name, { ...base, ...restored(store), backup });
    return { use: (level, key) => made.use(readOrWrite(level), key), alarms: made.alarms.arns };
  }
  if (store.kind === 'mail') {
    const made = new Mail(scope, name, { environment, product, name, domain: store.domain });
    return { use: (_, key) => made.use('send', key), alarms: made.alarms.arns };
  }
  if (store.kind === 'bucket') {
    const made = new Bucket(scope, name, base);
    return { use: (level, key) => made.use(readOrWrite(level), key), alarms: [] };
  }
  const made = new Queue(scope, name, base);
  return { use: (level, key) => made.use(sendOrReceive(level), key), alarms: made.alarms.arns };
}

/** The data stores of a product in one environment, by name. */
export class Data extends Construct {
  readonly stores: Readonly<Record<string, Store>>;
  /** What must not be destroyed, by the names that it was made under. */
  readonly stateful: readonly string[];

  constructor(scope: Construct, id: string, stores: Deployment['data'], place: Place) {
    super(scope, id);
    this.stores = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, make(this, store, place)]));
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
}

/** What a queue holds is on its way only, mail is sent, memcached forgets: everything else lasts. */
const passing = new Set<DataStore['kind']>(['queue', 'mail', 'memcached']);

/** The data stores that must not be destroyed, by the names that they were made under. */
export function statefulData(stores: Deployment['data']): readonly string[] {
  return Object.values(stores).flatMap((store) => (passing.has(store.kind) ? [] : [identityOf(store)]));
}
