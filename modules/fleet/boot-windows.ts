import { literal } from '../core/index.js';
import { agentConfiguration } from './agent.js';
import type { BootPlan } from './boot-plan.js';

/** A string of PowerShell, whatever is in it: typographic quotes end one too. */
const quoted = (text: string) => `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;

const prelude = String.raw`
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
function Say($text) { Write-Output "fleet-boot: $text" }
$token = Invoke-RestMethod -Method Put -Uri http://169.254.169.254/latest/api/token -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '300' }
$instance = Invoke-RestMethod -Uri http://169.254.169.254/latest/meta-data/instance-id -Headers @{ 'X-aws-ec2-metadata-token' = $token }
function Send-Answer($answer) {
  try { Complete-ASLifecycleAction -AutoScalingGroupName $group -LifecycleHookName $hook -InstanceId $instance -LifecycleActionResult $answer -Region $region -Force | Out-Null }
  catch { Say "the launch hook did not take $($answer): $_" }
}
`.trim();

/** Without the agent there are no logs and fewer metrics; the machine works all the same. */
function agent(plan: BootPlan): string {
  return String.raw`
try {
  $agent = 'C:\Program Files\Amazon\AmazonCloudWatchAgent\amazon-cloudwatch-agent-ctl.ps1'
  if (-not (Test-Path $agent)) {
    $installer = Join-Path $env:TEMP 'amazon-cloudwatch-agent.msi'
    Invoke-WebRequest -UseBasicParsing -Uri "https://amazoncloudwatch-agent-$region.s3.$region.amazonaws.com/windows/amd64/latest/amazon-cloudwatch-agent.msi" -OutFile $installer
    Start-Process -Wait -FilePath msiexec.exe -ArgumentList '/i', $installer, '/qn'
  }
  $configuration = Join-Path $env:ProgramData 'fleet-agent.json'
  [IO.File]::WriteAllText($configuration, ${quoted(agentConfiguration(plan))})
  & $agent -a fetch-config -m ec2 -s -c "file:$configuration" | Out-Null
} catch { Say "no CloudWatch agent: no logs, no metrics of memory and disks: $_" }`.trim();
}

const diskFunctions = String.raw`
function Find-Volume($device) {
  (Get-EC2Volume -Region $region -Filter @(@{ Name = 'attachment.instance-id'; Values = $instance }, @{ Name = 'attachment.device'; Values = $device })).VolumeId
}
function Mount-Volume($volume, $device) {
  for ($i = 0; $i -lt 120; $i++) {
    $holder = (Get-EC2Volume -Region $region -VolumeId $volume).Attachments | Select-Object -First 1
    if ($holder -and $holder.InstanceId -eq $instance) { return }
    if (-not $holder) { Add-EC2Volume -Region $region -VolumeId $volume -InstanceId $instance -Device $device | Out-Null; return }
    Say "$volume is still with $($holder.InstanceId)"; Start-Sleep -Seconds 5
  }
  throw "$volume was not released"
}
function Use-Disk($volume, $drive) {
  $letter = $drive.Substring(0, 1)
  $serial = $volume.Replace('-', '')
  for ($i = 0; $i -lt 60 -and -not $disk; $i++) {
    $disk = Get-Disk | Where-Object { $_.SerialNumber -like "$serial*" }
    if (-not $disk) { Start-Sleep -Seconds 2 }
  }
  if (-not $disk) { throw "$volume does not appear" }
  if ($disk.IsOffline) { Set-Disk -Number $disk.Number -IsOffline $false }
  if ($disk.IsReadOnly) { Set-Disk -Number $disk.Number -IsReadOnly $false }
  if ($disk.PartitionStyle -eq 'RAW') {
    Say "$volume is empty: new file system"
    Initialize-Disk -Number $disk.Number -PartitionStyle GPT
    New-Partition -DiskNumber $disk.Number -UseMaximumSize -DriveLetter $letter | Format-Volume -FileSystem NTFS -Confirm:$false | Out-Null
    return
  }
  $partition = Get-Partition -DiskNumber $disk.Number | Where-Object { $_.Type -eq 'Basic' -or $_.Type -eq 'IFS' } | Select-Object -First 1
  if (-not $partition) { throw "$volume has no partition that Windows can use" }
  if ($partition.DriveLetter -ne $letter) { $partition | Set-Partition -NewDriveLetter $letter }
}
`.trim();

function disks(plan: BootPlan): readonly string[] {
  if (plan.disks.length === 0) return [];
  return [
    diskFunctions,
    ...plan.disks.map(({ device, mount, volume }) =>
      volume === undefined
        ? `Use-Disk (Find-Volume ${quoted(device)}) ${quoted(mount)}`
        : `Mount-Volume ${quoted(volume)} ${quoted(device)}\nUse-Disk ${quoted(volume)} ${quoted(mount)}`,
    ),
  ];
}

function variables(plan: BootPlan): readonly string[] {
  const secrets = Object.entries(plan.secrets);
  return [
    'function Set-MachineVariable($name, $value) { [Environment]::SetEnvironmentVariable($name, $value, "Machine"); Set-Item -Path "env:$name" -Value $value }',
    ...Object.entries(plan.variables).map(([name, value]) => `Set-MachineVariable ${quoted(name)} ${quoted(value)}`),
    ...(secrets.length === 0
      ? []
      : [
          String.raw`$secrets = 'C:\ProgramData\fleet\secrets.env'
New-Item -ItemType Directory -Force -Path (Split-Path $secrets) | Out-Null
Set-Content -Path $secrets -Value '' -NoNewline
icacls $secrets /inheritance:r /grant:r 'SYSTEM:F' 'BUILTIN\Administrators:F' | Out-Null
function Add-Secret($name, $parameter) {
  $value = (Get-SSMParameter -Region $region -Name $parameter -WithDecryption $true).Value
  Add-Content -Path $secrets -Value "$name=$value"
  Set-Item -Path "env:$name" -Value $value
}`,
          ...secrets.map(([name, parameter]) => `Add-Secret ${quoted(name)} ${quoted(parameter)}`),
        ]),
  ];
}

function steps({ boot }: BootPlan): readonly string[] {
  return [
    ...(boot.packages.length === 0
      ? []
      : [`Install-WindowsFeature -Name ${boot.packages.map(quoted).join(', ')} -IncludeManagementTools | Out-Null`]),
    ...Object.entries(boot.files).map(
      ([path, content]) =>
        `New-Item -ItemType Directory -Force -Path (Split-Path ${quoted(path)}) | Out-Null\n[IO.File]::WriteAllText(${quoted(path)}, ${quoted(content)})`,
    ),
    ...boot.run.map(
      (command) =>
        `Say ${quoted(command)}\n$global:LASTEXITCODE = 0\nInvoke-Expression ${quoted(command)}\nif ($LASTEXITCODE -ne 0) { throw "it ended with $LASTEXITCODE" }`,
    ),
  ];
}

/** User data for EC2Launch v2, which EC2Launch of older images reads as well: one PowerShell script, run once. */
export function windowsBoot(plan: BootPlan): string {
  const own = [
    '<powershell>',
    '# In service only when all of this has succeeded: then it answers the launch hook.',
    `$region = ${quoted(plan.region)}; $group = ${quoted(plan.group)}; $hook = ${quoted(plan.hook)}`,
    prelude,
    agent(plan),
    'try {',
    ...disks(plan),
    ...variables(plan),
    ...steps(plan),
    "Send-Answer 'CONTINUE'",
    "Say 'done'",
    '} catch {',
    'Say "failed: $_"',
    "Send-Answer 'ABANDON'",
    'throw',
    '}',
    '</powershell>',
  ];
  return literal(`${own.join('\n')}\n`);
}
