import type { FindingLog, Severity } from '../model/finding.js';
import type { Server } from '../model/server.js';
import type { Case } from './case.js';
import { idleness, type Verdict } from './fate.js';
import type { SizingOptions } from './options.js';
import type { Option } from './recommendation.js';

/** Tells about one server: where its row is and what its name is need not be said again. */
export type Tell = (severity: Severity, code: string, message: string, remedy: string) => void;

export function teller(findings: FindingLog): (server: Server) => Tell {
  return ({ name, source: { file, row } }) =>
    (severity, code, message, remedy) => {
      findings.add({ severity, code, file, row, server: name, message: `${name}: ${message}`, remedy });
    };
}

/** What a person should know or decide about one server, beyond its recommendation. */
export function noticesOf(it: Case, verdict: Verdict, chosen: Option, tell: Tell, options: SizingOptions): void {
  const { obstacle, server, sized } = it;
  if (obstacle !== undefined && (chosen.target.kind !== 'unknown' || obstacle.code === 'no-ec2-os')) {
    const severity =
      obstacle.code === 'no-ec2-os'
        ? 'error'
        : obstacle.code === 'hypervisor-host' || obstacle.code === 'unlisted-os'
          ? 'info'
          : 'warning';
    tell(severity, obstacle.code, obstacle.why, obstacle.remedy);
  }
  if (verdict.proposed !== undefined) {
    tell(
      'warning',
      verdict.proposed,
      verdict.leaves ?? '',
      'Confirm it (disposition retire in its row, or plan.leave), or write rehost to keep it.',
    );
  }
  if (verdict.leaves !== undefined || chosen.target.kind === 'unknown') return;
  if (sized !== undefined) measurement(it, tell, options);
  storage(it, chosen, tell);
  licences(it, chosen, tell);
  if (it.role?.row.id === 'database' && !it.role.seen) {
    tell(
      'info',
      'unknown-engine',
      `looks like a database (${it.role.evidence}): its memory is kept`,
      'Add its engine to the software column, and RDS is compared.',
    );
  }
  if (chosen.unpriced > 0 && it.volumes.unpriced < chosen.unpriced) {
    tell(
      'warning',
      'no-price',
      'a part of its target has no known price in this region: its total is too low',
      `Run plan-migration prices refresh, or plan another region. (${server.name})`,
    );
  }
}

function measurement(it: Case, tell: Tell, options: SizingOptions): void {
  const { sized, server } = it;
  if (sized === undefined) return;
  const thin = sized.demand.notes[0];
  if (thin?.startsWith('sized by allocation') === true) {
    tell('warning', 'thin-utilisation', thin, 'Measure for at least 3 days, better 14, and pass the new export.');
  } else if (sized.cpu === undefined) {
    tell(
      'warning',
      'no-utilisation',
      `no CPU figures: sized by its ${sized.vcpus} vCPU`,
      'Add CPU and memory figures, or a metrics file, to see what it really needs.',
    );
  } else if (sized.cpu.basis === 'sample') {
    tell(
      'info',
      'one-reading',
      'one reading of its CPU is all there is: shrunk to half at most',
      'Measure for 14 days and pass the metrics file.',
    );
  }
  const idle = idleness(it, options);
  if (idle !== undefined)
    tell(
      'info',
      'idle',
      `hardly used (${idle})`,
      `Ask its owner${server.owner === undefined ? '' : ` ${server.owner}`} whether it is still needed.`,
    );
}

function storage({ server, volumes }: Case, chosen: Option, tell: Tell): void {
  if (chosen.target.kind !== 'ec2') return;
  if (volumes.volumes.length === 0) {
    tell(
      'warning',
      'no-disk-size',
      'no disk size is known: its storage is not in the price',
      'Add disk sizes to its row.',
    );
  }
  const shared = server.disks.find((disk) => disk.shared === true);
  if (shared !== undefined) {
    tell(
      'warning',
      'shared-disk',
      `disk ${shared.label} is shared between machines, which gp3 cannot be`,
      'Decide: io2 with Multi-Attach, EFS, FSx, or a cluster without a shared disk.',
    );
  }
  if (volumes.volumes.length > server.disks.length && server.disks.length > 0) {
    tell(
      'info',
      'striped-disk',
      'a disk is beyond what one EBS volume can do: several are striped',
      'Check that the operating system can stripe them.',
    );
  }
}

function licences({ sqlServer, role, system }: Case, chosen: Option, tell: Tell): void {
  if (sqlServer !== undefined && role?.seen === false && chosen.target.kind === 'ec2') {
    tell(
      'warning',
      'sql-licence',
      `looks like SQL Server by ${role.evidence}: no licence is in the price`,
      'Write "SQL Server" with its edition into the software column.',
    );
  } else if (sqlServer?.known === false && role?.seen === true) {
    tell(
      'warning',
      'sql-edition',
      'the edition of its SQL Server is not known: priced as Standard',
      'Write the edition into the software column.',
    );
  }
  if (system.os === 'windows-byol' && chosen.target.kind === 'ec2') {
    tell(
      'info',
      'windows-byol',
      'priced without a Windows licence',
      'Check that yours may be brought: on shared tenancy AWS asks for Dedicated Hosts for most versions.',
    );
  }
}
