import type { Mount } from '../core/index.js';
import type { Boot } from './spec.js';

/** All that a machine does at its first boot. */
export interface BootPlan {
  readonly os: 'linux' | 'windows';
  readonly region: string;
  /** Name of the auto scaling group. */
  readonly group: string;
  /** Name of the launch hook that the end of the boot answers. */
  readonly hook: string;
  /** Name of the log group. */
  readonly logGroup: string;
  /** More files that go there: name of the stream to path. */
  readonly logs: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Variable to parameter. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly disks: readonly {
    readonly device: string;
    readonly mount: string;
    /** A disk that outlives the instance, to be attached; others come with the instance. */
    readonly volume?: string;
  }[];
  readonly boot: Required<Boot>;
}
