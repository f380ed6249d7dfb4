import { describe, expect, it } from '@jest/globals';
import { userData } from '../../../modules/fleet/index.js';
import type { BootPlan } from '../../../modules/fleet/index.js';
import { boot } from '../../support/boot.js';

const plan: BootPlan = {
  os: 'linux',
  region: 'us-east-1',
  group: 'acme-prod-shop-worker',
  hook: 'boot',
  logGroup: '/prod/shop/worker',
  logs: {},
  variables: {},
  secrets: {},
  mounts: [],
  disks: [],
  boot: { packages: [], files: {}, run: [] },
};

const booted = (changes: Partial<BootPlan>, env: Readonly<Record<string, string>> = {}) =>
  boot(userData({ ...plan, ...changes }), env);
const windows = (changes: Partial<BootPlan>) => userData({ ...plan, os: 'windows', ...changes });
const steps = (run: readonly string[]) => ({ boot: { ...plan.boot, run } });
const answers = (calls: readonly string[]) =>
  calls.filter((call) => call.includes('complete-lifecycle-action')).map((call) => call.split(' ').at(-1));

describe('a Linux machine at its first boot', () => {
  it('answers the launch hook with CONTINUE when all is done', () => {
    const { exitCode, calls } = booted({});
    expect(exitCode).toBe(0);
    expect(calls.at(-1)).toBe(
      'aws autoscaling complete-lifecycle-action --auto-scaling-group-name acme-prod-shop-worker --lifecycle-hook-name boot --instance-id i-1 --lifecycle-action-result CONTINUE',
    );
  });

  it.each([
    ['a command fails', steps(['true', 'exit 3', 'touch /etc/ran'])],
    ['a command in the middle of one fails', steps(['false; touch /etc/ran'])],
    ['a variable is not there', steps(['echo "$NOT_THERE"'])],
    ['the left side of a pipe fails', steps(['false | cat'])],
  ])('answers ABANDON where %s, and goes no further', (_, changes) => {
    const { exitCode, calls, read } = booted(changes);
    expect(exitCode).not.toBe(0);
    expect(answers(calls)).toEqual(['ABANDON']);
    expect(() => read('/etc/ran')).toThrow();
  });

  it('answers ABANDON where packages cannot be installed, after five more attempts', () => {
    const { calls } = booted({ boot: { ...plan.boot, packages: ['jq'] } }, { DNF: '1' });
    expect(calls.filter((call) => call === 'dnf install -y -q jq')).toHaveLength(6);
    expect(answers(calls)).toEqual(['ABANDON']);
  });

  it('does packages, files, commands in this order', () => {
    const { calls, output, read } = booted({
      boot: { packages: ['jq', 'nginx'], files: { '/etc/app.conf': 'a\n' }, run: ['cat /etc/app.conf', 'echo two'] },
    });
    expect(calls).toContain('dnf install -y -q jq nginx');
    expect(output).toMatch(/a\n.*two/s);
    expect(read('/etc/app.conf')).toBe('a\n');
  });

  it.each([
    ['quotes', `it's "quoted" \\ and \`this\``],
    ['what looks like Terraform', '${HOME} %{if} $${x} $HOME'],
    ['several lines', 'one\n  two\n\nthree'],
    ['no newline at the end, and other alphabets', 'Ünïcode ☂'],
  ])('writes a file as it is: %s', (_, content) => {
    expect(booted({ boot: { packages: [], files: { '/etc/app.conf': content }, run: [] } }).read('/etc/app.conf')).toBe(
      content,
    );
  });

  it('gives variables to commands, and keeps them for services', () => {
    const { output, read } = booted({
      variables: { DB_HOST: 'db.example', MOTTO: `it's $5 \${a}` },
      ...steps(['echo "$DB_HOST/$MOTTO"']),
    });
    expect(output).toContain("db.example/it's $5 ${a}");
    expect(read('/etc/fleet.env')).toContain("DB_HOST='db.example'\n");
  });

  it('reads secrets by the name of their parameter, never out of the user data', () => {
    const { calls, output, read } = booted({
      secrets: { KEY: '/prod/shop/KEY', EMPTY: '/prod/shop/EMPTY' },
      ...steps(['test "$KEY" = "it\'s \\$5"']),
    });
    expect(calls).toContain(
      'aws ssm get-parameter --name /prod/shop/KEY --with-decryption --query Parameter.Value --output text',
    );
    expect(read('/etc/fleet.secrets.env')).toContain(String.raw`KEY='it'\''s $5'`);
    expect(output).toContain('EMPTY has no value yet: put one into /prod/shop/EMPTY');
    expect(output).not.toContain("it's $5");
    expect(answers(calls)).toEqual(['CONTINUE']);
  });

  it('gives an empty disk a file system, and mounts it again after a restart', () => {
    const { calls, read } = booted({ disks: [{ device: '/dev/sdf', mount: '/srv' }] });
    expect(calls).toContain('mkfs.ext4 -q /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0attached');
    expect(read('/etc/fstab')).toContain('UUID=UUID-1 /srv auto defaults,nofail,x-systemd.growfs 0 2');
  });

  it.each([
    ['has data', '0', 'CONTINUE'],
    ['cannot be read', '8', 'ABANDON'],
  ])('never formats a disk that %s', (_, code, answer) => {
    const { calls } = booted({ disks: [{ device: '/dev/sdf', mount: '/srv' }] }, { BLKID: code });
    expect(calls.some((call) => call.startsWith('mkfs'))).toBe(false);
    expect(answers(calls)).toEqual([answer]);
  });

  const lasting = { disks: [{ device: '/dev/sdf', mount: '/srv', volume: 'vol-0lasting' }] };

  it('attaches a disk that outlives it', () => {
    expect(booted(lasting).calls).toContain(
      'aws ec2 attach-volume --volume-id vol-0lasting --instance-id i-1 --device /dev/sdf',
    );
  });

  it('uses a disk that it holds already', () => {
    const { calls } = booted(lasting, { HOLDER: 'i-1' });
    expect(calls.some((call) => call.includes('attach-volume'))).toBe(false);
    expect(answers(calls)).toEqual(['CONTINUE']);
  });

  it('gives up where its predecessor keeps the disk', () => {
    const { calls, output } = booted(lasting, { HOLDER: 'i-0' });
    expect(output).toContain('vol-0lasting is still with i-0');
    expect(answers(calls)).toEqual(['ABANDON']);
  });

  it('mounts file systems with TLS and its role', () => {
    const { calls, read } = booted({
      mounts: [{ fileSystem: 'fs-1', accessPoint: 'fsap-1', path: '/mnt/images', readOnly: true }],
    });
    expect(read('/etc/fstab')).toContain('fs-1:/ /mnt/images efs _netdev,nofail,tls,iam,accesspoint=fsap-1,ro 0 0');
    expect(calls).toContain('mount /mnt/images');
  });

  it('says what an image must have that cannot mount them, and gives up', () => {
    const mounts = [{ fileSystem: 'fs-1', accessPoint: 'fsap-1', path: '/mnt/images', readOnly: false }];
    const { calls, output } = boot(userData({ ...plan, mounts }), { DNF: '1' }, ['mount.efs']);
    expect(output).toContain('this image has no package of: take an image that has it installed');
    expect(answers(calls)).toEqual(['ABANDON']);
    const installed = boot(userData({ ...plan, mounts }), {}, ['mount.efs']);
    expect(installed.calls).toContain('dnf install -y -q amazon-efs-utils');
    expect(answers(installed.calls)).toEqual(['CONTINUE']);
  });
});

describe('a Windows machine at its first boot', () => {
  it('runs one script of PowerShell that answers the hook on both ways out', () => {
    const text = windows(steps(['Start-Service app']));
    expect(text).toMatch(/^<powershell>\n[^]*\n<\/powershell>\n$/);
    expect(text).toMatch(
      /Invoke-Expression 'Start-Service app'\n[^]*Send-Answer 'CONTINUE'\n[^]*Send-Answer 'ABANDON'/,
    );
  });

  it('installs features, writes files, mounts drives', () => {
    const text = windows({
      boot: { packages: ['Web-Server', 'Web-Asp-Net45'], files: { 'C:\\app\\a.conf': 'x' }, run: [] },
      disks: [{ device: 'xvdf', mount: 'D:', volume: 'vol-1' }],
    });
    expect(text).toContain("Install-WindowsFeature -Name 'Web-Server', 'Web-Asp-Net45'");
    expect(text).toContain("[IO.File]::WriteAllText('C:\\app\\a.conf', 'x')");
    expect(text).toContain("Mount-Volume 'vol-1' 'xvdf'\nUse-Disk 'vol-1' 'D:'");
  });

  it('quotes every sign that PowerShell takes for a quote', () => {
    expect(windows({ variables: { MOTTO: "it's it’s ‘x‚ ‛y" } })).toContain("'it''s it’’s ‘‘x‚‚ ‛‛y'");
  });
});

describe('user data', () => {
  it('escapes what Terraform would read as an expression', () => {
    expect(userData({ ...plan, ...steps(['echo ${HOME} %{x}']) })).toContain('echo $${HOME} %%{x}');
  });

  it('is refused where EC2 does not take it', () => {
    const files = { '/etc/large': 'x'.repeat(16_384) };
    expect(() => userData({ ...plan, boot: { packages: [], files, run: [] } })).toThrow(
      /boot: \d+ bytes, EC2 takes 16384; put large files into the image/,
    );
  });
});
