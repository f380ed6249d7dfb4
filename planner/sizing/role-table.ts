/** What a machine of this role could become. Names only; `managed.ts` sizes and prices them. */
export type Service =
  | { readonly kind: 'rds'; readonly engine: 'postgres' | 'mysql' | 'mariadb' | 'sqlserver' }
  | { readonly kind: 'elasticache'; readonly engine: 'valkey' | 'redis' | 'memcached' }
  | { readonly kind: 'lb' }
  | { readonly kind: 'ses' }
  | { readonly kind: 'files' }
  | { readonly kind: 'cloudwatch' }
  /** Its job is done by something that is not built per server. */
  | { readonly kind: 'shared'; readonly by: string };

/** A role a row: how it is recognised and what it could become. */
export interface RoleRow {
  readonly id: string;
  /** For people: `PostgreSQL`. */
  readonly name: string;
  /** In software, operating system (strong evidence) or description (weak). */
  readonly software?: RegExp;
  /** Words in software that only say that it talks to such a service. */
  readonly not?: RegExp;
  /** Ports it answers on (strong evidence). */
  readonly ports?: readonly number[];
  /** Words of its name, digits apart: `db` of `db01` (weak evidence). */
  readonly names?: readonly string[];
  /** Ends of longer words of its name: `portaldb`. */
  readonly nameEnds?: readonly string[];
  /** Only where Windows runs, or only where it does not. */
  readonly on?: 'windows' | 'other';
  /** Why memory is kept and demand taken at P99. */
  readonly keepsMemory?: 'database' | 'SAP';
  /** Does one job: beside an application it is not a service to be replaced. */
  readonly alone?: boolean;
  readonly service?: Service;
}

/** Software that only watches, backs up or connects: `zabbix-agent`, `mysql-client`, `python-redis`. */
const onlyTalks =
  /\b(?:agents?|clients?|connector|driver|exporter|odbc|jdbc|libs?|workbench|management studio|php[\d.]*-\w+|python[\d.]*-\w+|node-\w+|tools|common)\b/i;

/** All roles. Of equally strong evidence the earlier row wins: engines before families of engines, what holds data before what passes it on. */
export const roles: readonly RoleRow[] = [
  {
    id: 'sap',
    name: 'SAP',
    software: /\bsap\b|\bs\/4 ?hana\b|\bhana\b|\bnetweaver\b/i,
    not: /\bsap (?:gui|ase|crystal)/i,
    ports: [30_015, 30_013],
    names: ['sap', 'hana', 's4hana', 'netweaver'],
    keepsMemory: 'SAP',
  },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    software: /\bpostgres(?:ql)?\b|\bpgsql\b/i,
    ports: [5432],
    names: ['pg', 'pgsql', 'postgres', 'postgresql', 'psql', 'pgdb'],
    keepsMemory: 'database',
    alone: true,
    service: { kind: 'rds', engine: 'postgres' },
  },
  {
    id: 'mariadb',
    name: 'MariaDB',
    software: /\bmariadb\b/i,
    names: ['mariadb', 'maria'],
    keepsMemory: 'database',
    alone: true,
    service: { kind: 'rds', engine: 'mariadb' },
  },
  {
    id: 'mysql',
    name: 'MySQL',
    software: /\bmysqld?\b|\bpercona\b/i,
    ports: [3306],
    names: ['mysql', 'mysqldb', 'percona'],
    keepsMemory: 'database',
    alone: true,
    service: { kind: 'rds', engine: 'mysql' },
  },
  {
    id: 'sqlserver',
    name: 'SQL Server',
    software: /\b(?:ms|microsoft) ?sql\b|\bmssql\b|\bsql server\b/i,
    not: /\bcompact\b|\bbrowser\b|\blocaldb\b|\bnative\b|\bsetup\b|\bwriter\b/i,
    ports: [1433],
    names: ['mssql', 'sqlserver', 'sqlsrv', 'sql'],
    nameEnds: ['sql'],
    on: 'windows',
    keepsMemory: 'database',
    alone: true,
    service: { kind: 'rds', engine: 'sqlserver' },
  },
  {
    id: 'sqlserver',
    name: 'SQL Server',
    software: /\bmssql-server\b|\b(?:microsoft )?sql server\b/i,
    ports: [1433],
    names: ['mssql'],
    on: 'other',
    keepsMemory: 'database',
    alone: true,
    service: { kind: 'rds', engine: 'sqlserver' },
  },
  {
    id: 'oracle',
    name: 'Oracle Database',
    software: /\boracle (?:database|db|rdbms|rac|(?:8|9|1\d|2\d)(?:[cgi]|ai)?\b)/i,
    ports: [1521],
    names: ['ora', 'oracle', 'oradb'],
    keepsMemory: 'database',
    alone: true,
  },
  {
    id: 'database',
    name: 'a database',
    software:
      /\bdb2\b|\binformix\b|\bsybase\b|\bsap ase\b|\bmongo(?:db|d)?\b|\bcassandra\b|\bcouch(?:base|db)\b|\belasticsearch\b|\bopensearch\b|\bneo4j\b|\binfluxdb\b|\bclickhouse\b|\bfirebird\b|\bteradata\b/i,
    ports: [27_017, 9042, 50_000, 9200],
    names: ['db', 'dbs', 'dbsrv', 'dbserver', 'database', 'sql', 'mongo', 'mongodb', 'cassandra', 'elastic', 'dwh'],
    nameEnds: ['db', 'sql'],
    keepsMemory: 'database',
  },
  {
    id: 'memcached',
    name: 'Memcached',
    software: /\bmemcached?\b/i,
    ports: [11_211],
    names: ['memcached', 'memcache', 'mcache'],
    alone: true,
    service: { kind: 'elasticache', engine: 'memcached' },
  },
  {
    id: 'valkey',
    name: 'Valkey',
    software: /\bvalkey\b/i,
    names: ['valkey'],
    alone: true,
    service: { kind: 'elasticache', engine: 'valkey' },
  },
  {
    id: 'redis',
    name: 'Redis',
    software: /\bredis\b/i,
    ports: [6379],
    names: ['redis'],
    alone: true,
    service: { kind: 'elasticache', engine: 'redis' },
  },
  { id: 'cache', name: 'a cache', names: ['cache', 'caches'] },
  {
    id: 'mailbox',
    name: 'a mailbox server',
    software: /\bexchange\b|\bdovecot\b|\bzimbra\b|\bcyrus\b|\b(?:lotus|hcl|ibm) domino\b|\bcourier\b/i,
    ports: [143, 993, 110, 995],
    names: ['exchange', 'exch', 'imap', 'mbx', 'zimbra'],
  },
  {
    id: 'mail',
    name: 'a mail relay',
    software: /\bpostfix\b|\bsendmail\b|\bexim\d?\b|\bsmtp relay\b|\bopensmtpd\b|\bqmail\b/i,
    ports: [25, 465, 587],
    names: ['mail', 'smtp', 'mta', 'mx', 'relay', 'mailrelay', 'mailgw', 'postfix'],
    alone: true,
    service: { kind: 'ses' },
  },
  {
    id: 'load-balancer',
    name: 'a load balancer',
    software:
      /\bhaproxy\b|\bnginx[- ]?(?:lb|plus|load ?balancer)\b|\bbig-?ip\b|\bf5\b|\btmos\b|\bnetscaler\b|\bcitrix adc\b|\bload ?balancer\b|\bkeepalived\b|\bkemp\b/i,
    names: ['lb', 'slb', 'nlb', 'loadbalancer', 'haproxy', 'netscaler', 'bigip', 'ltm'],
    alone: true,
    service: { kind: 'lb' },
  },
  {
    id: 'files',
    name: 'a file server',
    software: /\bfile server\b|\bsamba\b|\bsmbd?\b|\bnfs(?:-kernel-server|-server|d)?\b|\bfile shares?\b/i,
    not: /\bcommon\b|\butils\b/i,
    ports: [2049],
    names: ['files', 'file', 'fs', 'nfs', 'nas', 'share', 'shares', 'smb', 'fileserver', 'filer'],
    alone: true,
    service: { kind: 'files' },
  },
  {
    id: 'monitoring',
    name: 'monitoring',
    software:
      /\bnagios\b|\bzabbix(?:[- ]server)?\b|\bprometheus\b|\bicinga\d?\b|\bcheck_?mk\b|\bprtg\b|\bsolarwinds\b|\bcacti\b|\blibrenms\b|\bobservium\b|\bmunin\b|\bsensu\b|\bwhatsup gold\b/i,
    ports: [10_051],
    names: [
      'nagios',
      'zabbix',
      'prometheus',
      'prom',
      'icinga',
      'grafana',
      'mon',
      'monitor',
      'monitoring',
      'prtg',
      'cacti',
      'checkmk',
    ],
    service: { kind: 'cloudwatch' },
  },
  {
    id: 'ad',
    name: 'a domain controller',
    software: /\bactive directory(?! (?:users|module|administrative))\b|\bad ds\b|\bdomain controller\b|\bfreeipa\b/i,
    ports: [88, 3268],
    names: ['ad', 'dc', 'addc', 'ldap', 'ipa'],
  },
  {
    id: 'dns',
    name: 'a name server',
    software: /\bbind ?9?\b|\bnamed\b|\bunbound\b|\bpowerdns\b|\bdns server\b|\bdnsmasq\b|\binfoblox\b/i,
    ports: [53],
    names: ['dns', 'ns', 'resolver'],
    service: { kind: 'shared', by: 'Route 53 and its resolver answer names' },
  },
  {
    id: 'ntp',
    name: 'a time server',
    software: /\bntp server\b/i,
    ports: [123],
    names: ['ntp'],
    service: { kind: 'shared', by: 'the Amazon Time Sync Service gives the time to every instance' },
  },
  {
    id: 'backup',
    name: 'a backup server',
    software:
      /\bveeam\b|\bbacula\b|\bcommvault\b|\bnetbackup\b|\bbackup exec\b|\barcserve\b|\bamanda\b|\brubrik\b|\bnetworker\b|\bbareos\b/i,
    names: ['backup', 'backups', 'bkp', 'bak', 'veeam', 'bacula'],
    service: { kind: 'shared', by: 'AWS Backup takes and keeps snapshots' },
  },
  {
    id: 'jump',
    name: 'a jump host',
    software: /\bguacamole\b|\bremote desktop gateway\b|\bjump ?(?:host|server|box)\b|\bbastion\b/i,
    names: ['jump', 'jumphost', 'bastion', 'rdgw', 'jumpbox'],
    service: { kind: 'shared', by: 'Systems Manager Session Manager opens sessions without one' },
  },
];

/** Applications: a database or cache on the same machine is theirs, and does not stand alone. */
export const applications =
  /\b(?:nginx|apache2?|httpd|iis|tomcat|jboss|wildfly|weblogic|websphere|glassfish|jetty|php(?:-fpm)?|node(?:\.?js)?|docker|kubernetes|rails|django|exchange|sharepoint|confluence|jira|gitlab|jenkins|wordpress|drupal|mediawiki|tfs)\b/i;

export const merelyTalks = (text: string, { not }: RoleRow): boolean =>
  onlyTalks.test(text) || (not?.test(text) ?? false);
