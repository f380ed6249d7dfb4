import type { Column, MachineField } from './format.js';

/**
 * Names that columns go by in lists that people keep, English and German first, then what French, Spanish, Italian and Dutch lists use.
 * Names are compared without case, spaces, punctuation and unit; of one field the first alias found counts, so the most telling comes first.
 */
const aliases: readonly (readonly [MachineField, string])[] = [
  [
    'name',
    'Server name, Servername, Server, VM name, VM, Virtual machine, Virtual machine name, Machine name, Machine, Host name, Hostname, Computer name, Computer, System name, Asset name, Node, Node name, Instance name, Device name, Device, CI name, Name, Rechnername, Rechner, Maschinenname, Maschine, Systemname, Gerätename, Knoten, Nom du serveur, Nom serveur, Serveur, Nom, Nombre del servidor, Servidor, Nombre, Nome server, Nome, Servernaam, Naam, System, Asset, Instance, Host',
  ],
  [
    'fqdn',
    'FQDN, Fully qualified domain name, DNS name, DNS hostname, DNS, Full name, Domain name, DNS-Name, Vollqualifizierter Name',
  ],
  ['uuid', 'UUID, VM UUID, BIOS UUID, SMBIOS UUID, System UUID, Instance UUID, Machine UUID, SMBIOS GUID, VMware UUID'],
  [
    'ips',
    'IP address, IP addresses, IP, IPs, Primary IP, Primary IP address, IPv4, IPv4 address, IPv4 addresses, Private IP, Private IP address, Internal IP, Management IP, IP-Adresse, IP-Adressen, IP Adresse, Adresse IP, Dirección IP, Indirizzo IP, IP-adres',
  ],
  [
    'ips',
    'IPv6, IPv6 address, IPv6 addresses, Secondary IP, Secondary IPs, Other IPs, Additional IPs, Weitere IP-Adressen, IP address 2, IP 2',
  ],
  [
    'vcpus',
    'vCPU, vCPUs, # vCPU, # vCPUs, Number of vCPUs, No. of vCPUs, vCPU count, CPU count, CPUs, # CPUs, # CPU, Number of CPUs, No. of CPUs, Num CPU, Logical processors, Logical CPUs, Logical cores, Number of logical processors, Virtual CPUs, Virtual processors, Processors, Number of processors, Anzahl vCPU, Anzahl vCPUs, Anzahl CPU, Anzahl CPUs, CPU-Anzahl, Anzahl Prozessoren, Prozessoren, vProzessoren, Nombre de vCPU, Nombre de CPU, Núm. CPU, Numero CPU, Aantal CPUs, CPU',
  ],
  [
    'sockets',
    'Sockets, CPU sockets, # Sockets, Number of sockets, Socket count, Physical CPUs, Physical processors, Sockel, Anzahl Sockel',
  ],
  ['coresPerSocket', 'Cores per socket, Cores per CPU, Cores/socket, Cores p/s, Kerne pro Sockel, Kerne pro CPU'],
  [
    'cores',
    'Cores, CPU cores, # Cores, Number of cores, No. of cores, Core count, Total cores, Cores total, Physical cores, Kerne, CPU-Kerne, CPU Kerne, Anzahl Kerne, Prozessorkerne, Cœurs, Núcleos, Core, Kernen',
  ],
  ['threadsPerCore', 'Threads per core, Threads/core, Threads pro Kern'],
  [
    'memory',
    'Memory, RAM, Memory size, RAM size, Total memory, Memory total, Total RAM, Physical memory, Installed memory, Provisioned memory, Allocated memory, Memory allocated, Memory provisioned, Configured memory, Memory capacity, vRAM, Mem, Arbeitsspeicher, Hauptspeicher, Speicher RAM, RAM-Größe, RAM Größe, Arbeitsspeichergröße, Mémoire, Mémoire vive, Memoria, Memoria RAM, Geheugen',
  ],
  [
    'storage',
    'Storage, Total storage, Storage total, Storage size, Disk, Disks total, Disk size, Disk space, Disk capacity, Total disk, Total disk size, Total disk capacity, Total disk space, Provisioned storage, Storage provisioned, Provisioned space, Allocated storage, Storage allocated, Disk total, HDD, HDD size, Hard disk, Hard drive, Capacity, Provisioned, Festplatte, Festplattengröße, Festplattenplatz, Plattenplatz, Plattenspeicher, Speicherplatz, Speicher gesamt, Gesamtspeicher, Massenspeicher, Disque, Stockage, Espace disque, Disco, Almacenamiento, Spazio disco, Opslag, Schijfruimte',
  ],
  [
    'storageUsed',
    'Used storage, Storage used, Storage in use, Disk used, Used disk, Used space, Disk usage, Space used, Used disk space, Disk space used, In use, Total disk used, Belegter Speicher, Speicher belegt, Belegt, Festplatte belegt, Stockage utilisé, Espace utilisé, Disco usado',
  ],
  [
    'storageFree',
    'Free storage, Storage free, Free space, Disk free, Free disk space, Disk space free, Freier Speicher, Speicher frei, Frei, Espace libre',
  ],
  [
    'instanceType',
    'Instance type, EC2 instance type, AWS instance type, Target instance type, Target instance, Machine type, Instanztyp',
  ],
  [
    'os',
    "Operating system, OS, OS name, Guest OS, Operating system name, OS description, Platform, OS family, OS type, OS full name, Betriebssystem, BS, Système d’exploitation, Système d'exploitation, SE, OS installé, Sistema operativo, Besturingssysteem",
  ],
  [
    'osVersion',
    'OS version, Operating system version, OS release, Betriebssystemversion, Betriebssystem Version, OS-Version, Version OS',
  ],
  ['arch', 'Architecture, Arch, OS architecture, CPU architecture, Architektur'],
  [
    'cpuModel',
    'CPU model, Processor, Processor model, Processor name, CPU type, CPU name, Processor type, Prozessor, Prozessortyp, CPU-Modell, CPU-Typ',
  ],
  [
    'cpuMHz',
    'CPU speed, CPU frequency, CPU MHz, Processor speed, Clock speed, CPU clock, CPU GHz, Taktfrequenz, Takt, CPU-Takt',
  ],
  [
    'power',
    'Power state, Powerstate, Power status, Power, Power stats, Running state, State, Status, Betriebszustand, Einschaltzustand, Zustand, Statut, Estado',
  ],
  [
    'physical',
    'Physical or virtual, Physical/Virtual, P/V, Server type, Machine kind, Type, Typ, Physical, Is physical, Physisch, Servertyp, Physisch/Virtuell',
  ],
  ['virtual', 'Virtual, Is virtual, Virtualized, Virtualised, Virtuell'],
  ['host', 'ESX host, ESXi host, Hypervisor host, VM host, Virtualization host, Virtualisierungshost, Host server'],
  [
    'cpuPct.average',
    'CPU avg %, CPU avg, Avg CPU, Average CPU, CPU average, CPU utilization average, Average CPU utilization, Avg CPU utilization, CPU utilization percentage, CPU utilization, CPU utilization %, CPU utilisation, CPU usage %, CPU usage, CPU usage avg, Avg CPU usage, CPU load, CPU load avg, CPU %, CPU-Auslastung, CPU Auslastung, CPU-Auslastung Durchschnitt, CPU-Auslastung Mittel, Durchschnittliche CPU-Auslastung, CPU Mittel, Utilisation CPU, Uso CPU',
  ],
  [
    'cpuPct.peak',
    'CPU peak %, CPU peak, Peak CPU, CPU max %, CPU max, Max CPU, Maximum CPU, CPU utilization peak, Peak CPU utilization, Max CPU utilization, CPU utilization max, CPU usage max, CPU usage peak, Max CPU usage, Peak CPU usage, CPU P95, CPU 95th percentile, CPU-Spitze, CPU Spitze, CPU-Auslastung max, CPU-Auslastung Spitze, Maximale CPU-Auslastung, CPU Maximum',
  ],
  [
    'memoryPct.average',
    'Memory avg %, Memory avg, Avg memory %, Average memory utilization, Memory utilization average, Avg memory utilization, Memory utilization percentage, Memory utilization, Memory utilization %, Memory utilisation, Memory usage %, Avg memory usage, Memory usage avg, RAM usage %, RAM utilization, RAM avg %, RAM %, Memory %, RAM-Auslastung, Speicherauslastung, Speicherauslastung Durchschnitt, RAM Auslastung, Arbeitsspeicherauslastung',
  ],
  [
    'memoryPct.peak',
    'Memory peak %, Memory peak, Peak memory %, Memory max %, Memory max, Peak memory utilization, Max memory utilization, Memory utilization peak, Memory utilization max, Max memory usage, Peak memory usage, Memory usage max, Memory usage peak, RAM peak %, RAM max %, Memory P95, RAM-Spitze, RAM-Auslastung max, Speicherauslastung max, Speicherauslastung Spitze, Maximale Speicherauslastung',
  ],
  [
    'memoryGiB.average',
    'Memory used avg, Average memory used, Avg memory used, Used memory, Memory used, RAM used, Memory in use, Belegter Arbeitsspeicher, RAM belegt',
  ],
  ['memoryGiB.peak', 'Memory used peak, Memory used max, Peak memory used, Max memory used'],
  ['diskIops.average', 'Disk IOPS avg, IOPS avg, Avg IOPS, Average IOPS, Disk IOPS, IOPS, IOPS Durchschnitt'],
  [
    'diskIops.peak',
    'Disk IOPS peak, Disk IOPS max, Peak IOPS, IOPS peak, Max IOPS, IOPS max, IOPS Spitze, Peak disk IOPS, Max disk IOPS',
  ],
  ['diskReadIops.average', 'Read IOPS, Read IOPS avg, Disk read IOPS, Disk read ops'],
  ['diskReadIops.peak', 'Read IOPS peak, Read IOPS max, Peak read IOPS, Max read IOPS'],
  ['diskWriteIops.average', 'Write IOPS, Write IOPS avg, Disk write IOPS, Disk write ops'],
  ['diskWriteIops.peak', 'Write IOPS peak, Write IOPS max, Peak write IOPS, Max write IOPS'],
  [
    'diskMiBps.average',
    'Disk throughput, Disk throughput avg, Avg disk throughput, Disk MB/s, Disk MBps, Storage throughput, Festplattendurchsatz',
  ],
  [
    'diskMiBps.peak',
    'Disk throughput peak, Disk throughput max, Peak disk throughput, Max disk throughput, Disk MB/s peak, Disk peak MB/s',
  ],
  ['diskReadMiBps.average', 'Disk read throughput, Disk read'],
  ['diskWriteMiBps.average', 'Disk write throughput, Disk write'],
  [
    'networkMbps.average',
    'Network, Network avg, Network throughput, Avg network, Network throughput avg, Network Mbps, Bandwidth, Netzwerk, Netzwerkdurchsatz',
  ],
  [
    'networkMbps.peak',
    'Network peak, Network max, Peak network, Network throughput peak, Network throughput max, Max network, Peak bandwidth, Netzwerk Spitze',
  ],
  ['networkInMbps.average', 'Network in throughput, Network in, Network received'],
  ['networkOutMbps.average', 'Network out throughput, Network out, Network sent'],
  ['at', 'Timestamp, Time stamp, Time, Date, Datetime, Sample time, Zeitstempel, Zeitpunkt, Datum, Uhrzeit'],
  ['days', 'Observation days, Days observed, Days of data, Beobachtungstage'],
  ['cpuReadyPct', 'CPU ready %, CPU ready, Ready %'],
  ['coStopPct', 'Co-stop %, Co-stop, CPU co-stop'],
  ['ballooned', 'Ballooned memory, Ballooned, Balloon'],
  ['swapped', 'Swapped memory, Swapped'],
  [
    'product',
    'Product, Application, App, Application name, App name, Applications, Business application, Business service, Service name, Workload, Project, Produkt, Anwendung, Applikation, Fachverfahren, Verfahren, Dienst, Projekt, Aplicación, Applicazione, Toepassing',
  ],
  [
    'environment',
    'Environment, Env, Stage, Tier environment, Landscape, Used for, Umgebung, Stufe, Systemumgebung, Environnement, Entorno, Ambiente, Omgeving',
  ],
  [
    'owner',
    'Owner, Business owner, Application owner, App owner, Technical owner, Owned by, Responsible, Contact, Team, Support group, Eigentümer, Besitzer, Verantwortlich, Verantwortlicher, Ansprechpartner, Zuständig, Propriétaire, Responsable, Propietario, Proprietario, Eigenaar',
  ],
  [
    'criticality',
    'Criticality, Business criticality, Priority, Importance, Service level, SLA, Kritikalität, Wichtigkeit, Priorität, Schutzbedarf, Criticité, Criticidad',
  ],
  ['wave', 'Wave, Migration wave, Wave name, Move group, Batch, Welle, Migrationswelle, Umzugsgruppe, Vague, Ola'],
  [
    'disposition',
    '7R, 7 Rs, 6R, 6 Rs, R type, Disposition, Migration strategy, Strategy, Treatment, Migrationsstrategie, Strategie, Stratégie, Estrategia',
  ],
  ['folder', 'Folder, VM folder, Ordner, Dossier'],
  [
    'description',
    'Description, Notes, Note, Comment, Comments, Remarks, Remark, Purpose, Role, Function, Annotation, Beschreibung, Bemerkung, Bemerkungen, Kommentar, Notiz, Zweck, Rolle, Funktion, Commentaire, Rôle, Descripción, Comentario, Descrizione, Opmerking',
  ],
  [
    'software',
    'Software, Installed software, Services, Running services, Processes, Middleware, Database software, Installierte Software, Dienste, Prozesse, Logiciels, Logiciel',
  ],
  [
    'dependsOn',
    'Depends on, Dependencies, Dependency, Upstream, Abhängig von, Abhängigkeiten, Abhängigkeit, Benötigt, Dépend de, Dépendances, Depende de',
  ],
  ['tags', 'Tags, Labels, Tag, Categories, Kategorien, Étiquettes, Etiquetas'],
  [
    'monthlyCost',
    'Monthly cost, Cost per month, Cost/month, Monthly price, Monthly USD, Current monthly cost, Monthly cost USD, Hosting cost, Cost, Monatliche Kosten, Kosten pro Monat, Kosten/Monat, Monatskosten, Kosten, Coût mensuel, Costo mensual',
  ],
  [
    'disk.size',
    'Disk # size, Disk #, Disk # capacity, Disk# size, HDD #, Volume # size, Volume #, Drive # size, Drive #, Festplatte #, Platte #, Disque #, Disco #, Hard disk #, Disk # GB',
  ],
  ['disk.label', 'Disk # name, Disk # label, Volume # name'],
  ['disk.used', 'Disk # used, Disk # used size, Volume # used'],
  ['disk.free', 'Disk # free, Volume # free'],
  ['disk.iops', 'Disk # IOPS, Volume # IOPS'],
  ['disk.throughput', 'Disk # throughput'],
  ['template', 'Template, Is template, Vorlage'],
];

/** The plain table: units by magnitude where nobody says them. */
export const plainColumns: readonly Column<MachineField>[] = aliases.map(([field, names]) => ({
  field,
  headers: names.split(', '),
  unit: 'guess',
}));
