import { Token } from '#cdktf';
import type { Mount } from '../core/index.js';
import { linuxBoot } from './boot-linux.js';
import { windowsBoot } from './boot-windows.js';
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

/** EC2 takes 16 KiB. Source: Amazon EC2 User Guide, "Run commands when you launch an EC2 instance". */
const limitBytes = 16_384;

/**
 * The user data of a machine, with `${` and `%{` escaped for Terraform.
 * @throws where it is larger than EC2 takes
 */
export function userData(plan: BootPlan): string {
  const text = plan.os === 'linux' ? linuxBoot(plan) : windowsBoot(plan);
  // A token stands for a value that is about as long as its name.
  const bytes = Buffer.byteLength(text);
  if (bytes > limitBytes)
    throw new Error(
      `boot: ${bytes} bytes${Token.isUnresolved(text) ? ' or so' : ''}, EC2 takes ${limitBytes}; put large files into the image, or fetch them from a bucket`,
    );
  return text;
}
