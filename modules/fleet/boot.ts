import { Token } from '#cdktf';
import { linuxBoot } from './boot-linux.js';
import type { BootPlan } from './boot-plan.js';
import { windowsBoot } from './boot-windows.js';

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
