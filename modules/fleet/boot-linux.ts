import { literal } from '../core/index.js';
import { agentConfiguration } from './agent.js';
import type { BootPlan } from './boot-plan.js';

/** A word of bash, whatever is in it. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The part that is the same everywhere; the hook is answered on every way out. */
const prelude = String.raw`
say() { echo "fleet-boot: $*"; }
token() { curl -fsS -m 5 --retry 10 --retry-connrefused -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token; }
instance=$(curl -fsS -m 5 -H "X-aws-ec2-metadata-token: $(token)" http://169.254.169.254/latest/meta-data/instance-id)
answer() {
  aws autoscaling complete-lifecycle-action --auto-scaling-group-name "$GROUP" --lifecycle-hook-name "$HOOK" \
    --instance-id "$instance" --lifecycle-action-result "$1" || say "the launch hook did not take $1: it is answered already, or the instance is older"
}
finish() { code=$?; if [ "$code" -ne 0 ]; then say "failed with $code"; answer ABANDON; fi; }
trap finish EXIT
again() { for _ in 1 2 3 4 5; do "$@" && return 0; sleep 10; done; "$@"; }
install_packages() {
  if command -v dnf >/dev/null; then again dnf install -y -q "$@"
  elif command -v yum >/dev/null; then again yum install -y -q "$@"
  elif command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    again apt-get update -q && again apt-get install -y -q -o Dpkg::Options::=--force-confold "$@"
  elif command -v zypper >/dev/null; then again zypper -n install "$@"
  else say "no package manager known here"; return 1; fi
}
command -v aws >/dev/null || install_packages awscli || snap install aws-cli --classic
`.trim();

/** Without the agent there are no logs and fewer metrics; the machine works all the same. */
function agent(plan: BootPlan): string {
  return `
agent=/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl
if [ ! -x "$agent" ] && command -v dnf >/dev/null; then install_packages amazon-cloudwatch-agent || true; fi
if [ -x "$agent" ]; then
  printf %s ${quoted(agentConfiguration(plan))} >/etc/fleet-agent.json
  "$agent" -a fetch-config -m ec2 -s -c file:/etc/fleet-agent.json || say "the CloudWatch agent does not start"
else say "no CloudWatch agent: no logs, no metrics of memory and disks"; fi`.trim();
}

const diskFunctions = String.raw`
volume_at() { aws ec2 describe-volumes --filters "Name=attachment.instance-id,Values=$instance" "Name=attachment.device,Values=$1" --query 'Volumes[0].VolumeId' --output text; }
attach() {
  for _ in $(seq 120); do
    holder=$(aws ec2 describe-volumes --volume-ids "$1" --query 'Volumes[0].Attachments[0].InstanceId' --output text)
    [ "$holder" = "$instance" ] && return 0
    if [ "$holder" = None ]; then aws ec2 attach-volume --volume-id "$1" --instance-id "$instance" --device "$2" >/dev/null && return 0; fi
    say "$1 is still with $holder"; sleep 5
  done
  say "$1 was not released"; return 1
}
use_disk() {
  device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_$(echo "$1" | tr -d -)
  for _ in $(seq 60); do [ -e "$device" ] && break; sleep 2; done
  [ -e "$device" ] || { say "$1 does not appear"; return 1; }
  [ -e "$device-part1" ] && device=$device-part1
  found=0; blkid -p "$device" >/dev/null || found=$?
  if [ "$found" -eq 2 ]; then say "$1 is empty: new file system"; mkfs.ext4 -q "$device"
  elif [ "$found" -ne 0 ]; then say "cannot read $device"; return 1; fi
  mkdir -p "$2"
  echo "UUID=$(blkid -s UUID -o value "$device") $2 auto defaults,nofail,x-systemd.growfs 0 2" >>/etc/fstab
  mount "$2"
}
`.trim();

function disks(plan: BootPlan): readonly string[] {
  if (plan.disks.length === 0) return [];
  return [
    diskFunctions,
    ...plan.disks.map(({ device, mount, volume }) =>
      volume === undefined
        ? `volume=$(volume_at ${quoted(device)})\nuse_disk "$volume" ${quoted(mount)}`
        : `attach ${quoted(volume)} ${quoted(device)}\nuse_disk ${quoted(volume)} ${quoted(mount)}`,
    ),
  ];
}

function mounts(plan: BootPlan): readonly string[] {
  if (plan.mounts.length === 0) return [];
  return [
    // Amazon Linux has the package; elsewhere it is built by hand, which is work for an image and not for every start.
    'command -v mount.efs >/dev/null || install_packages amazon-efs-utils || { say "file systems need amazon-efs-utils, which this image has no package of: take an image that has it installed"; exit 1; }',
    ...plan.mounts.flatMap(({ fileSystem, accessPoint, path, readOnly }) => {
      const options = `_netdev,nofail,tls,iam,accesspoint=${accessPoint}${readOnly ? ',ro' : ''}`;
      return [
        `mkdir -p ${quoted(path)}`,
        `echo ${quoted(`${fileSystem}:/ ${path} efs ${options} 0 0`)} >>/etc/fstab`,
        `again mount ${quoted(path)}`,
      ];
    }),
  ];
}

function variables(plan: BootPlan): readonly string[] {
  const secrets = Object.entries(plan.secrets);
  return [
    'install -m 0644 /dev/null /etc/fleet.env',
    ...Object.entries(plan.variables).map(
      ([name, value]) => String.raw`printf '%s\n' ${quoted(`${name}=${quoted(value)}`)} >>/etc/fleet.env`,
    ),
    'set -a; . /etc/fleet.env; set +a',
    ...(secrets.length === 0
      ? []
      : [
          'install -m 0600 /dev/null /etc/fleet.secrets.env',
          String.raw`secret() {
  value=$(again aws ssm get-parameter --name "$2" --with-decryption --query Parameter.Value --output text)
  [ "$value" != UNSET ] || say "$1 has no value yet: put one into $2"
  printf "%s='%s'\n" "$1" "$(printf %s "$value" | sed "s/'/'\\\\''/g")" >>/etc/fleet.secrets.env
}`,
          ...secrets.map(([name, parameter]) => `secret ${name} ${quoted(parameter)}`),
          'set -a; . /etc/fleet.secrets.env; set +a',
        ]),
  ];
}

function steps({ boot }: BootPlan): readonly string[] {
  return [
    ...(boot.packages.length === 0 ? [] : [`install_packages ${boot.packages.map(quoted).join(' ')}`]),
    ...Object.entries(boot.files).map(
      ([path, content]) => `mkdir -p "$(dirname ${quoted(path)})"\nprintf %s ${quoted(content)} >${quoted(path)}`,
    ),
    ...boot.run.map((command) => `say ${quoted(command)}\nbash -euo pipefail -c ${quoted(command)}`),
  ];
}

/** cloud-init user data: one bash script, run once. */
export function linuxBoot(plan: BootPlan): string {
  const own = [
    '#!/bin/bash',
    '# In service only when all of this has succeeded: then it answers the launch hook.',
    'set -euo pipefail',
    `export AWS_REGION=${quoted(plan.region)} AWS_DEFAULT_REGION=${quoted(plan.region)} GROUP=${quoted(plan.group)} HOOK=${quoted(plan.hook)}`,
    prelude,
    agent(plan),
    ...disks(plan),
    ...mounts(plan),
    ...variables(plan),
    ...steps(plan),
    'answer CONTINUE',
    'say done',
  ];
  return literal(`${own.join('\n')}\n`);
}
