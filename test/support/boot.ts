import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a boot script did on a machine whose commands are stand-ins. */
export interface Booted {
  readonly exitCode: number;
  /** Everything it said. */
  readonly output: string;
  /** What it called, in order, one line each: `aws ssm get-parameter …`. */
  readonly calls: readonly string[];
  /** A file of the machine. @throws where there is none */
  readonly read: (path: string) => string;
}

/** Commands that a boot uses and that must not run here; each writes down how it was called. */
const standIns: Readonly<Record<string, string>> = {
  curl: 'case "$*" in *api/token) echo TOKEN;; *instance-id) echo i-1;; esac',
  aws: `case "$*" in
    *"describe-volumes --filters"*) echo vol-0attached;;
    *describe-volumes*) echo "\${HOLDER:-None}";;
    *"get-parameter --name /prod/shop/EMPTY"*) echo UNSET;;
    *get-parameter*) echo "it's \\$5";;
  esac`,
  dnf: 'exit "${DNF:-0}"',
  blkid: 'case "$*" in "-p "*) exit "${BLKID:-2}";; *) echo UUID-1;; esac',
  'mkfs.ext4': '',
  mount: '',
  'mount.efs': '',
  sleep: '',
  seq: 'echo 1 2 3',
};

/**
 * Runs the user data of a Linux machine as bash would, below a folder of its own instead of `/`.
 * @param env what the stand-ins answer: `HOLDER` who holds a disk, `BLKID` and `DNF` exit codes
 * @param missing programs that the image does not have
 */
export function boot(
  userData: string,
  env: Readonly<Record<string, string>> = {},
  missing: readonly string[] = [],
): Booted {
  const root = mkdtempSync(join(tmpdir(), 'boot-'));
  try {
    const bin = join(root, 'bin');
    const log = join(root, 'calls');
    const devices = join(root, 'dev/disk/by-id');
    for (const folder of [bin, devices, join(root, 'etc')]) mkdirSync(folder, { recursive: true });
    writeFileSync(log, '');
    writeFileSync(join(root, 'etc/fstab'), '');
    for (const volume of ['vol0attached', 'vol0lasting'])
      writeFileSync(join(devices, `nvme-Amazon_Elastic_Block_Store_${volume}`), '');
    for (const [name, body] of Object.entries(standIns)) {
      if (missing.includes(name)) continue;
      writeFileSync(join(bin, name), `#!/bin/bash\nprintf '%s\\n' "${name} $*" >>${log}\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const script = join(root, 'user-data');
    // Terraform turns the doubled signs back; folders of the machine are those below the root.
    const text = userData.replaceAll('$${', '${').replaceAll('%%{', '%{');
    writeFileSync(
      script,
      text.replaceAll(/(?<=[\s'">.=:])\/(etc|srv|dev\/disk|mnt|opt\/aws)(?=\/|['"\s])/g, `${root}/$1`),
    );
    const { status, stdout, stderr } = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
    });
    const files = new Map<string, string>();
    const read = (path: string) => {
      const kept = files.get(path);
      if (kept === undefined) throw new Error(`the machine has no ${path}`);
      return kept;
    };
    for (const path of ['/etc/fstab', '/etc/fleet.env', '/etc/fleet.secrets.env', '/etc/app.conf', '/etc/ran'])
      try {
        files.set(path, readFileSync(join(root, path), 'utf8').replaceAll(root, ''));
      } catch {
        continue;
      }
    return {
      exitCode: status ?? -1,
      output: `${stdout}${stderr}`.replaceAll(root, ''),
      calls: readFileSync(log, 'utf8').replaceAll(root, '').split('\n').filter(Boolean),
      read,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
