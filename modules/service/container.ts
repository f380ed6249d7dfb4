import type { Mount } from '../core/index.js';
import type { SecretRef, TaskSettings } from './resolve.js';

export interface ContainerProps {
  readonly name: string;
  readonly settings: TaskSettings;
  readonly port?: number;
  readonly logGroup: string;
  readonly region: string;
}

/** A volume of a task: an empty directory, or a file system. */
export interface Volume {
  readonly name: string;
  readonly path: string;
  readonly mount?: Mount;
}

const nameOf = (path: string) => path.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** Volumes are named by their path, so that one more changes no other. */
export function volumesOf(settings: Pick<TaskSettings, 'writable' | 'uses'>): readonly Volume[] {
  return [
    ...settings.writable.map((path) => ({ name: nameOf(path), path })),
    ...Object.values(settings.uses).flatMap(({ mounts }) =>
      mounts.map((mount) => ({ name: nameOf(mount.path), path: mount.path, mount })),
    ),
  ];
}

function valueFrom(ref: SecretRef): string {
  if ('parameter' in ref) return ref.parameter;
  return ref.key === undefined ? ref.secret : `${ref.secret}:${ref.key}::`;
}

const byName = <T>(values: Readonly<Record<string, T>>) =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** `container_definitions` of the task: the one container, with its arguments in the order that AWS returns them. */
export function containerDefinitions({ name, settings, port, logGroup, region }: ContainerProps): string {
  return JSON.stringify([
    {
      name,
      image: settings.image.name,
      essential: true,
      ...(settings.command !== undefined && { command: settings.command }),
      environment: byName(settings.variables).map(([key, value]) => ({ name: key, value })),
      secrets: byName(settings.secrets).map(([key, ref]) => ({ name: key, valueFrom: valueFrom(ref) })),
      portMappings: port === undefined ? [] : [{ name: 'main', containerPort: port, hostPort: port, protocol: 'tcp' }],
      mountPoints: volumesOf(settings).map(({ name: sourceVolume, path, mount }) => ({
        sourceVolume,
        containerPath: path,
        readOnly: mount?.readOnly ?? false,
      })),
      readonlyRootFilesystem: settings.rootFileSystem === 'readOnly',
      // An init process passes signals on and reaps what a shell leaves behind.
      linuxParameters: { initProcessEnabled: true },
      ...(settings.healthCommand !== undefined && {
        healthCheck: {
          command: ['CMD', ...settings.healthCommand],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 60,
        },
      }),
      stopTimeout: settings.stopSeconds,
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': logGroup,
          'awslogs-region': region,
          'awslogs-stream-prefix': name,
          // A slow log must not stop the application.
          mode: 'non-blocking',
          'max-buffer-size': '25m',
        },
      },
      systemControls: [],
      volumesFrom: [],
    },
  ]);
}
