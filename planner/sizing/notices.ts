import type { FindingLog, Severity } from '../model/finding.js';
import type { Server } from '../model/server.js';
import type { Case } from './case.js';
import type { Decision } from './decide.js';
import { whyNotUsed } from './demand.js';
import { idleness, type Verdict } from './fate.js';
import type { SizingOptions } from './options.js';
import type { Option } from './recommendation.js';
import type { Obstacle } from './system.js';

/** Notes down what a person should know or decide about one server, beyond its recommendation. */
export function notice(decision: Decision, options: SizingOptions, findings: FindingLog): void {
  const { it, pinned, verdict, choice } = decision;
  const { server, obstacle, sized } = it;
  const { chosen } = choice;
  if (pinned?.notice !== undefined) {
    note(findings, server, pinned.notice.severity, pinned.notice.code, pinned.notice.message, pinned.notice.remedy);
  }
  if (chosen.target.kind === 'unknown' && obstacle?.code !== 'no-ec2-os') {
    note(
      findings,
      server,
      'warning',
      'not-sized',
      `not sized: ${chosen.target.why}`,
      'Add vCPU and memory to its row, or pin an instance type (plan.pins).',
    );
    return;
  }
  if (obstacle !== undefined)
    note(findings, server, severities[obstacle.code], obstacle.code, obstacle.why, obstacle.remedy);
  retirement(it, verdict, findings);
  if (verdict.leaves !== undefined || chosen.target.kind === 'unknown') return;
  if (sized !== undefined) measurement(it, findings, options);
  storage(it, chosen, findings);
  licences(it, chosen, findings);
  if (it.role?.row.id === 'database' && !it.role.seen) {
    note(
      findings,
      server,
      'info',
      'unknown-engine',
      `looks like a database (${it.role.said.evidence}): its memory is kept`,
      'Add its engine to the software column, and RDS is compared.',
    );
  }
  if (chosen.unpriced > it.volumes.unpriced) {
    note(
      findings,
      server,
      'warning',
      'no-price',
      'a part of its target has no known price in this region: its total is too low',
      'Run: plan-migration prices refresh; or plan another region.',
    );
  }
}

function note(
  log: FindingLog,
  server: Server,
  severity: Severity,
  code: string,
  message: string,
  remedy: string,
): void {
  const { name, source } = server;
  log.add({ severity, code, file: source.file, row: source.row, server: name, message: `${name}: ${message}`, remedy });
}

const severities: Readonly<Record<Obstacle['code'], Severity>> = {
  'no-ec2-os': 'error',
  '32-bit-os': 'warning',
  'unknown-os': 'warning',
  'unlisted-os': 'info',
  'hypervisor-host': 'info',
};

function retirement({ server }: Case, { proposed, leaves = '' }: Verdict, log: FindingLog): void {
  if (proposed === undefined) return;
  note(
    log,
    server,
    'warning',
    proposed,
    leaves,
    'Confirm it (retire in its row, or plan.leave), or write rehost to keep it.',
  );
}

function measurement({ sized, server, role }: Case, log: FindingLog, options: SizingOptions): void {
  if (sized === undefined) return;
  const thin = whyNotUsed(server.utilisation);
  if (thin !== undefined) {
    note(
      log,
      server,
      'warning',
      'thin-utilisation',
      `sized by allocation: ${thin}`,
      'Measure for at least 3 days, better 14, and pass the new export.',
    );
  } else if (sized.cpu === undefined) {
    note(
      log,
      server,
      'warning',
      'no-utilisation',
      `no CPU figures: sized by its ${sized.hadVcpus} vCPU`,
      'Add CPU and memory figures, or a metrics file, to see what it really needs.',
    );
  } else if (sized.cpu.basis === 'sample') {
    note(
      log,
      server,
      'info',
      'one-reading',
      'one reading of its CPU is all there is: shrunk to half at most',
      'Measure for 14 days and pass the metrics file.',
    );
  }
  const idle = role === undefined ? idleness(sized, server, options) : undefined;
  if (idle === undefined) return;
  note(
    log,
    server,
    'info',
    'idle',
    `hardly used (${idle})`,
    `Ask ${server.owner ?? 'its owner'} whether it is still needed.`,
  );
}

function storage({ server, volumes }: Case, chosen: Option, log: FindingLog): void {
  if (chosen.target.kind !== 'ec2') return;
  if (volumes.volumes.length === 0) {
    note(
      log,
      server,
      'warning',
      'no-disk-size',
      'no disk size is known: its storage is not in the price',
      'Add disk sizes to its row.',
    );
  }
  for (const { shared, label } of server.disks) {
    if (shared !== true) continue;
    note(
      log,
      server,
      'warning',
      'shared-disk',
      `disk ${label} is shared between machines, which gp3 cannot be`,
      'Decide: io2 with Multi-Attach, EFS, FSx, or a cluster without a shared disk.',
    );
    break;
  }
  if (volumes.volumes.length > server.disks.length && server.disks.length > 0) {
    note(
      log,
      server,
      'info',
      'striped-disk',
      'a disk is beyond what one EBS volume can do: several are striped',
      'Check that the operating system can stripe them.',
    );
  }
}

function licences({ server, sqlServer, role, system }: Case, chosen: Option, log: FindingLog): void {
  if (sqlServer !== undefined && role !== undefined) {
    if (!role.seen && chosen.target.kind === 'ec2') {
      note(
        log,
        server,
        'warning',
        'sql-licence',
        `looks like SQL Server by ${role.said.evidence}: no licence is in the price`,
        'Write "SQL Server" with its edition into the software column.',
      );
    } else if (role.seen && !sqlServer.known) {
      note(
        log,
        server,
        'warning',
        'sql-edition',
        'the edition of its SQL Server is not known: priced as Standard',
        'Write the edition into the software column.',
      );
    }
  }
  if (system.os === 'windows-byol' && chosen.target.kind === 'ec2') {
    note(
      log,
      server,
      'info',
      'windows-byol',
      'priced without a Windows licence',
      'Check that yours may be brought: on shared tenancy most versions may not, and Dedicated Hosts are not priced.',
    );
  }
}
